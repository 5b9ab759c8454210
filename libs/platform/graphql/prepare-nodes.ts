import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Connection } from './connection.js';
import { selectedFields, type Fragments } from './limits/selected-fields.js';
import type { Batch, RequestReads } from './request-reads.js';

/** The fields of a list's nodes that refer to another object: by what they look it up, and where its id is. */
export type References<Row> = Readonly<
  Record<string, readonly [batch: Batch<string, unknown>, idOf: (row: Row) => string | null]>
>;

/**
 * Looks up what the nodes of a list refer to, as far as the query asks for it, before the nodes are completed: their
 * fields then find it at hand.
 */
export async function prepareNodes<Row>(
  reads: RequestReads,
  info: GraphQLResolveInfo,
  list: Connection<Row>,
  references: References<Row>,
): Promise<Connection<Row>> {
  const asked = fieldsOfNodes(info);
  const lookUps = Object.entries(references).filter(([field]) => asked.has(field));
  await Promise.all(
    lookUps.map(([, [batch, idOf]]) =>
      reads.prepare(
        batch,
        list.nodes.map(idOf).filter((id) => id !== null),
      ),
    ),
  );
  return list;
}

/** A document is parsed once and asked again and again. */
const KNOWN = new WeakMap<FieldNode, ReadonlySet<string>>();

function fieldsOfNodes({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const [first] = fieldNodes;
  const known = first && KNOWN.get(first);
  if (known) return known;
  const byName: Fragments = new Map(Object.entries(fragments));
  const below = (fields: readonly FieldNode[], name: string): readonly FieldNode[] =>
    fields
      .filter((field) => field.name.value === name)
      .flatMap(({ selectionSet }) => (selectionSet ? [...selectedFields(selectionSet, byName)] : []));
  const ofList = fieldNodes.flatMap(({ selectionSet }) =>
    selectionSet ? [...selectedFields(selectionSet, byName)] : [],
  );
  const ofNodes = [...below(ofList, 'nodes'), ...below(below(ofList, 'edges'), 'node')];
  const names = new Set(ofNodes.map((field) => field.name.value));
  if (first) KNOWN.set(first, names);
  return names;
}
