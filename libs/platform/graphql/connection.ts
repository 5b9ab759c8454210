import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import { isUnfitValue } from '#platform/queries';
import { Cursors, notOfThisList } from './cursors.js';
import { applicationError } from './errors/index.js';

/** Relay cursor pagination: https://relay.dev/graphql/connections.htm. Forwards only; pages of 1 to 100. */

export const PAGE_SIZE = { default: 25, most: 100 } as const;

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Names of columns that are never null: a null has no place in an order that a cursor can name. */
type ColumnOf<Row> = { [Name in keyof Row & string]: null extends Row[Name] ? never : Name }[keyof Row & string];

export interface ConnectionOrder<Row> {
  /** Columns that together are unique; an index must lead with them. */
  readonly by: readonly ColumnOf<Row>[];
  readonly direction: 'asc' | 'desc';
}

/** @throws BAD_USER_INPUT when `first` or `after` is out of bounds or not of this list */
export async function connectionOf<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  order: ConnectionOrder<Row>,
  page: ConnectionArguments,
): Promise<Connection<Row>> {
  const { paged, toConnection, from } = pageOf(query, order, page);
  return toConnection(await taken(paged.execute(), from));
}

/** A list with the page of it that is asked for. */
export interface ConnectionRequest<Tables, Table extends keyof Tables, Row> {
  readonly query: SelectQueryBuilder<Tables, Table, Row>;
  readonly order: ConnectionOrder<Row>;
  readonly page: ConnectionArguments;
}

/**
 * Pages of several lists of the same columns in one statement, in the order of the requests. Each is a subquery with
 * its own limit, so that each reads its range of the index and no more.
 * @throws BAD_USER_INPUT as `connectionOf`
 */
export async function connectionsOf<Tables, Table extends keyof Tables, Row extends object>(
  tables: Kysely<Tables>,
  requests: readonly ConnectionRequest<Tables, Table, Row>[],
): Promise<Connection<Row>[]> {
  const pages = requests.map(({ query, order, page }) => pageOf(query, order, page));
  const branches = pages.map(
    ({ paged }, list) => sql`select ${sql.lit(list)} as "_list", page.* from ${paged} as page`,
  );
  const order = requests[0]?.order;
  if (!order) return [];
  const columns = order.by.map((column) => sql`${sql.ref(column)} ${sql.raw(order.direction)}`);
  const statement = sql<Row & { _list: number }>`
    ${sql.join(branches, sql` union all `)} order by "_list", ${sql.join(columns)}`;
  const from = pages.find((each) => each.from)?.from;
  const { rows } = await taken(statement.execute(tables), from);
  const byList = Map.groupBy(rows, ({ _list }) => _list);
  return pages.map(({ toConnection }, list) => toConnection(byList.get(list) ?? []));
}

interface Page<Tables, Table extends keyof Tables, Row> {
  readonly paged: SelectQueryBuilder<Tables, Table, Row>;
  readonly toConnection: (rows: readonly Row[]) => Connection<Row>;
  /** What the cursor says, where there is one. */
  readonly from: readonly unknown[] | undefined;
}

/** SQLite compares whatever it is given; PostgreSQL refuses a value that a column cannot hold. */
async function taken<Result>(answer: Promise<Result>, from: readonly unknown[] | undefined): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    if (from && isUnfitValue(error)) throw notOfThisList();
    throw error;
  }
}

function pageOf<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  order: ConnectionOrder<Row>,
  { first, after }: ConnectionArguments,
): Page<Tables, Table, Row> {
  const size = pageSize(first);
  const cursors = new Cursors<Row>(query.toOperationNode(), order);
  const from = after === null || after === undefined ? undefined : cursors.decode(after);
  // One more than the page holds, to know whether another page follows.
  let paged = query.limit(size + 1);
  for (const column of order.by) paged = paged.orderBy(sql.ref(column), order.direction);
  if (from) {
    const columns = sql.join(order.by.map((column) => sql.ref(column)));
    const operator = sql.raw(order.direction === 'asc' ? '>' : '<');
    paged = paged.where(sql<boolean>`(${columns}) ${operator} (${sql.join(from)})`);
  }
  const toConnection = (rows: readonly Row[]) => connection(rows.slice(0, size), rows.length > size, from, cursors);
  return { paged, toConnection, from };
}

function connection<Row>(
  nodes: readonly Row[],
  hasNextPage: boolean,
  from: readonly unknown[] | undefined,
  cursors: Cursors<Row>,
): Connection<Row> {
  const edges = nodes.map((node) => ({ node, cursor: cursors.encode(node) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: from !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(first: number | null | undefined): number {
  const size = first ?? PAGE_SIZE.default;
  if (size >= 1 && size <= PAGE_SIZE.most) return size;
  throw applicationError('BAD_USER_INPUT', `first must be between 1 and ${PAGE_SIZE.most}; it is ${size}.`);
}
