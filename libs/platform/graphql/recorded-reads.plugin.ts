import type { ApolloServerPlugin } from '@apollo/server';
import {
  getArgumentValues,
  getDirectiveValues,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, type Fragments } from './limits/selected-fields.js';
import type { AskedRead, ReadRecorder, RecordedRead } from './recorded-reads.js';
import type { RequestContext } from './request-context.js';

type Variables = Readonly<Record<string, unknown>>;

/**
 * Has reads put on record that must be, after the limits were checked and before anything is executed: the fields of a
 * query run beside one another and share one session, which none of them may give back.
 */
export function recordedReadsPlugin(
  reads: readonly RecordedRead[],
  recorder: ReadRecorder,
): ApolloServerPlugin<RequestContext> {
  const byField = new Map(reads.map((read) => [read.field, read]));
  const silent = new WeakSet<OperationDefinitionNode>();
  return {
    requestDidStart: async () => ({
      async responseForOperation({ document, operation, schema, request, contextValue }) {
        if (operation.operation !== OperationTypeNode.QUERY || silent.has(operation)) return null;
        const fragments = fragmentsOf(document);
        const fields = [...selected(operation.selectionSet, fragments, undefined)];
        if (!fields.some(({ name }) => byField.has(name.value))) {
          silent.add(operation);
          return null;
        }
        const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
        // Without values nothing is executed; the execution says what is wrong with them.
        if (coerced) await recorder.record(askedIn(schema, operation, fragments, coerced, byField), contextValue);
        return null;
      },
    }),
  };
}

function askedIn(
  schema: GraphQLSchema,
  { selectionSet }: OperationDefinitionNode,
  fragments: Fragments,
  variables: Variables,
  byField: ReadonlyMap<string, RecordedRead>,
): readonly AskedRead[] {
  const definitions = schema.getQueryType()?.getFields() ?? {};
  return [...selected(selectionSet, fragments, variables)].flatMap((node: FieldNode) => {
    const read = byField.get(node.name.value);
    const definition = definitions[node.name.value];
    return read && definition ? [{ read, args: getArgumentValues(definition, node, variables) }] : [];
  });
}

/** The fields of the operation; with variables, those that will be executed. */
function* selected(
  { selections }: SelectionSetNode,
  fragments: Fragments,
  variables: Variables | undefined,
): Generator<FieldNode> {
  for (const selection of selections) {
    if (variables && !isIncluded(selection, variables)) continue;
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* selected(selection.selectionSet, fragments, variables);
    else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) yield* selected(fragment.selectionSet, fragments, variables);
    }
  }
}

function isIncluded(selection: SelectionNode, variables: Variables): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
}
