import { PAGE_SIZE, type Connection, type ConnectionArguments } from './connection.js';

interface Order<Row> {
  readonly by: readonly (keyof Row & string)[];
  readonly direction: 'asc' | 'desc';
}

/**
 * One page from pages of several lists of the same rows, all in the same order and asked for with the same `page`. A
 * row that several of them hold is shown once.
 */
export function mergeConnections<Row>(
  connections: readonly Connection<Row>[],
  order: Order<Row>,
  { first, after }: ConnectionArguments,
): Connection<Row> {
  const [only, ...more] = connections;
  if (only && more.length === 0) return only;
  const size = first ?? PAGE_SIZE.default;
  // A cursor names a row's place in the order, which no other row has.
  const distinct = new Map(connections.flatMap(({ edges }) => edges).map((edge) => [edge.cursor, edge]));
  const all = [...distinct.values()].toSorted((a, b) => compareRows(a.node, b.node, order));
  const edges = all.slice(0, size);
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: all.length > size || connections.some(({ pageInfo }) => pageInfo.hasNextPage),
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function compareRows<Row>(a: Row, b: Row, { by, direction }: Order<Row>): number {
  for (const column of by) {
    if (a[column] === b[column]) continue;
    return (a[column] < b[column] ? -1 : 1) * (direction === 'asc' ? 1 : -1);
  }
  return 0;
}
