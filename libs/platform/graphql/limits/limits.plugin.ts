import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext } from '@apollo/server';
import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { applicationError, unauthenticated, type ApplicationError } from '../errors/index.js';
import { inspectDocument, type DocumentFinding } from './document-limits.js';
import type { GraphqlLimits } from './graphql-limits.js';
import { QueryCost } from './query-cost.js';
import { fragmentsOf } from './selected-fields.js';
import { readVariables } from './variables.js';

export interface LimitsPluginOptions {
  readonly limits: GraphqlLimits;
  /** Whether a request's context has a caller. Anonymous callers cannot read the schema. */
  readonly hasCaller: (context: object) => boolean;
}

/**
 * Refuses operations beyond the limits, after validation and before anything runs. Limits are not validation rules:
 * Apollo validates a document once and remembers it, so that a rule sees the variables of the first request only;
 * and it gives every rule's error one and the same code.
 */
export function limitsPlugin({ limits, hasCaller }: LimitsPluginOptions): ApolloServerPlugin {
  const inspected = new WeakMap<DocumentNode, DocumentFinding>();
  const inspect = (document: DocumentNode): DocumentFinding => {
    const finding = inspected.get(document) ?? inspectDocument(document, limits);
    inspected.set(document, finding);
    return finding;
  };
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, schema, request, response, contextValue }) => {
        const { error, introspects } = inspect(document);
        if (error) throw error;
        if (introspects && !hasCaller(contextValue)) {
          throw unauthenticated('Reading the schema needs an access token. The schema is published with the service.');
        }
        if (!operation) return;
        checkBodySize(request, operation, limits);
        const variables = readVariables(schema, operation, request.variables ?? {});
        const cost = new QueryCost(schema, fragmentsOf(document), variables, limits).of(operation);
        response.http.headers.set('x-query-cost', String(Math.min(cost, Number.MAX_SAFE_INTEGER)));
        if (cost > limits.maxCost) throw tooCostly(cost, limits.maxCost);
      },
    }),
  };
}

function tooCostly(cost: number, limit: number): ApplicationError {
  const rounded = Math.min(cost, Number.MAX_SAFE_INTEGER);
  const message =
    `The query costs ${rounded.toLocaleString('en-GB')}; the limit is ${limit.toLocaleString('en-GB')}. ` +
    'Ask for smaller pages or for fewer lists within lists.';
  return applicationError('QUERY_TOO_COSTLY', message, { cost: rounded, limit });
}

/** The HTTP server takes bodies as large as an import may be; everything else is held to its own limit here. */
function checkBodySize(
  request: GraphQLRequestContext<BaseContext>['request'],
  operation: OperationDefinitionNode,
  { maxRequestBytes, largeRequestFields }: GraphqlLimits,
): void {
  const declared = request.http?.headers.get('content-length');
  const bytes = declared === undefined ? approximateSize(request) : Number(declared);
  if (bytes <= maxRequestBytes || isOnlyOf(operation, largeRequestFields)) return;
  throw requestTooLarge(maxRequestBytes);
}

function isOnlyOf(operation: OperationDefinitionNode, fields: readonly string[]): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && fields.includes(selection.name.value),
  );
}

/** For a body sent in chunks, without its length: a lower bound is enough, since the HTTP server counts the bytes. */
function approximateSize({ query = '', variables = {} }: GraphQLRequestContext<BaseContext>['request']): number {
  return query.length + JSON.stringify(variables).length;
}

export function requestTooLarge(limit: number): ApplicationError {
  const message = `The body of the request is larger than ${limit.toLocaleString('en-GB')} bytes. Send it in parts.`;
  return applicationError('REQUEST_TOO_LARGE', message, { limit });
}
