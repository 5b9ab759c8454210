import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { AggregateDefinition } from '#platform/event-sourcing';
import { fragmentsOf, selectedFields } from './limits/selected-fields.js';
import { assertShallow } from './limits/variables.js';
import type { ReadRecord, ReadRecorder } from './recorded-reads.js';
import type { RequestContext } from './request-context.js';

/** An operation that is about to be carried out. */
export interface AskedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** As the document names it. */
  readonly name: string | undefined;
  /** The document as it was sent. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The fields of the operation itself, by their names in the schema. */
  readonly fields: readonly string[];
  /** The texts that stand in the document as values. */
  readonly texts: readonly string[];
  /** The directives of the operation itself. */
  readonly directives: readonly AskedDirective[];
}

export interface AskedDirective {
  readonly name: string;
  /** As they stand in the document, or the names of variables. */
  readonly arguments: Readonly<Record<string, string>>;
}

/** Who asks, and the time of the service. */
export interface OperationContext extends Pick<RequestContext, 'caller'> {
  readonly now: Date;
}

/** Operations of some callers that must be on record before anything of them is carried out. */
export interface RecordedOperations {
  readonly aggregate: AggregateDefinition;
  /** `undefined` for an operation that need not be recorded. */
  readonly recordOf: (operation: () => AskedOperation, context: OperationContext) => ReadRecord | undefined;
}

/**
 * Has operations recorded before they are carried out. What cannot be recorded is not carried out: the request fails
 * as a whole.
 */
export function recordedOperationsPlugin(
  recorded: readonly RecordedOperations[],
  recorder: ReadRecorder,
  clock: () => Date,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ document, operation, request, source, contextValue }) {
        if (!operation) return;
        const asked = () => askedOperation(document, operation, source, request.variables ?? {});
        for (const { aggregate, recordOf } of recorded) {
          const record = recordOf(asked, { caller: contextValue.caller, now: clock() });
          if (record) await recorder.require(aggregate, record, contextValue);
        }
      },
    }),
  };
}

function askedOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): AskedOperation {
  assertShallow(variables);
  const fields = [...selectedFields(operation.selectionSet, fragmentsOf(document))].map(({ name }) => name.value);
  return {
    kind: operation.operation,
    name: operation.name?.value,
    document: source,
    variables,
    fields: [...new Set(fields)],
    texts: textsIn(document),
    directives: (operation.directives ?? []).map(({ name, arguments: given = [] }) => ({
      name: name.value,
      arguments: Object.fromEntries(
        given.map((argument) => [argument.name.value, argumentText(source, argument.value)]),
      ),
    })),
  };
}

function textsIn(document: DocumentNode): readonly string[] {
  const texts: string[] = [];
  visit(document, { StringValue: ({ value }) => void texts.push(value) });
  return texts;
}

function argumentText(
  source: string,
  value: NonNullable<NonNullable<OperationDefinitionNode['directives']>[number]['arguments']>[number]['value'],
): string {
  if (value.kind === Kind.VARIABLE) return `$${value.name.value}`;
  return source.slice(value.loc?.start ?? 0, value.loc?.end ?? 0);
}
