import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Metrics } from './metrics.js';

const OTHER = 'other';

/**
 * Measures operations by their first root field. Clients choose operation names freely; root fields are those of the
 * schema, so that no client can make labels.
 */
export function graphqlMetricsPlugin(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return {
        willSendResponse: async ({ operation, schema, response }) => {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          for (const { extensions } of errors) metrics.graphqlErrors.inc({ code: codeOf(extensions) });
          const labels = {
            type: operation?.operation ?? OTHER,
            field: operation ? fieldOf(operation, schema) : OTHER,
            outcome: errors.length > 0 ? 'errors' : 'ok',
          };
          metrics.graphqlOperations.observe(labels, (performance.now() - startedAt) / 1000);
        },
      };
    },
  };
}

function fieldOf(operation: OperationDefinitionNode, schema: GraphQLSchema): string {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const [first] = operation.selectionSet.selections;
  if (first?.kind !== Kind.FIELD) return OTHER;
  return Object.hasOwn(fields, first.name.value) ? first.name.value : OTHER;
}

/** Errors are formatted by now, so that their codes are from the closed list. */
function codeOf(extensions: Record<string, unknown> | undefined): string {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : OTHER;
}
