import {
  execute,
  GraphQLError,
  isObjectType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { RequestReads, type NodeDefinition, type RequestContext } from '#platform/graphql';
import type { Instant } from '#platform/working-days';
import type { AsAt, AskedOperation, ReadsAtMoment } from '../as-at.js';
import type { AskedMoment, Moment } from '../moment.js';
import { differencesBetween, type Difference } from './differences.js';
import { wholeObject } from './whole-object.selection.js';

/** Enough for the parts of a plan's content: the object, its content, priorities, measures. */
const SIZE = { depth: 4, page: 50 } as const;
const MOST_DIFFERENCES = 1_000;

/** As the schema has it. */
type ShownMoment = Pick<Moment, 'position' | 'recorded'> & { readonly effective: Instant };

export interface Comparison {
  readonly id: string;
  readonly typename: string;
  readonly before: ShownMoment;
  readonly after: ShownMoment;
  readonly shownBefore: boolean;
  readonly shownAfter: boolean;
  readonly differences: readonly Difference[];
  /** True when there are more, or a list was too long to be looked at wholly. */
  readonly isPartial: boolean;
}

export interface Compared {
  readonly id: string;
  readonly definition: NodeDefinition;
  readonly before: AskedMoment;
  readonly after: AskedMoment;
}

/** An object at two moments, by everything that it says of itself. */
export async function compareObject(
  asAt: AsAt,
  schema: GraphQLSchema,
  { id, definition: { typename }, before, after }: Compared,
  context: RequestContext,
): Promise<Comparison> {
  const asked = askedObject(schema, typename, id);
  const gone = new AbortController();
  const forget = context.onGone(() => gone.abort());
  try {
    // One after the other: the second finds the statements prepared, and neither holds what the other waits for.
    const was = await objectAt(await asAt.readsAt(before, asked, context, gone.signal), asked, context);
    const is = await objectAt(await asAt.readsAt(after, asked, context, gone.signal), asked, context);
    const differences = differencesBetween(was.object, is.object);
    return {
      id,
      typename,
      before: was.moment,
      after: is.moment,
      shownBefore: was.object !== null,
      shownAfter: is.object !== null,
      differences: differences.slice(0, MOST_DIFFERENCES),
      isPartial: differences.length > MOST_DIFFERENCES || isCut(was.object) || isCut(is.object),
    };
  } finally {
    forget();
    gone.abort();
  }
}

const DOCUMENTS = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

function askedObject(schema: GraphQLSchema, typename: string, id: string): AskedOperation {
  const documents = DOCUMENTS.get(schema) ?? new Map<string, DocumentNode>();
  DOCUMENTS.set(schema, documents);
  const document = documents.get(typename) ?? documentOf(schema, typename);
  documents.set(typename, document);
  return { schema, document, operation: operationOf(document), variables: { id } };
}

function documentOf(schema: GraphQLSchema, typename: string): DocumentNode {
  const type = schema.getType(typename);
  if (!isObjectType(type)) throw new Error(`The schema has no type of object ${typename}.`);
  return parse(`query ($id: ID!) { object: node(id: $id) { ... on ${typename} ${wholeObject(type, SIZE)} } }`);
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('A document without an operation.');
  return operation;
}

interface ObjectAt {
  readonly object: unknown;
  readonly moment: ShownMoment;
}

async function objectAt(past: ReadsAtMoment, asked: AskedOperation, context: RequestContext): Promise<ObjectAt> {
  const reads = RequestReads.ofThePast(context.caller, past);
  try {
    const { schema, document, variables } = asked;
    const { position, recorded, now } = past.moment;
    const contextValue: RequestContext = { ...context, reads };
    const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue });
    const [first] = errors ?? [];
    if (first) throw first.originalError ?? new GraphQLError(first.message);
    return { object: data?.['object'] ?? null, moment: { position, recorded, effective: now } };
  } finally {
    await reads.release();
  }
}

/** True when a list had more items than were looked at. */
function isCut(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, part]) => (name === 'hasNextPage' ? part === true : isCut(part)));
}
