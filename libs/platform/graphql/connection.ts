import { sql, type SelectQueryBuilder } from 'kysely';
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

export interface ConnectionOrder<Row> {
  /** Columns that together are unique; an index must lead with them. */
  readonly by: readonly (keyof Row & string)[];
  readonly direction: 'asc' | 'desc';
}

/** @throws BAD_USER_INPUT when `first` or `after` is out of bounds or not ours */
export async function connectionOf<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  order: ConnectionOrder<Row>,
  { first, after }: ConnectionArguments,
): Promise<Connection<Row>> {
  const size = pageSize(first);
  const from = after === null || after === undefined ? undefined : decodeCursor(after, order.by.length);
  let paged = query.limit(size + 1);
  for (const column of order.by) paged = paged.orderBy(sql.ref(column), order.direction);
  if (from) {
    const columns = sql.join(order.by.map((column) => sql.ref(column)));
    const operator = sql.raw(order.direction === 'asc' ? '>' : '<');
    paged = paged.where(sql<boolean>`(${columns}) ${operator} (${sql.join(from)})`);
  }
  const rows = await paged.execute();
  return toConnection(rows.slice(0, size), rows.length > size, from !== undefined, order.by);
}

function toConnection<Row>(
  nodes: readonly Row[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  columns: readonly (keyof Row & string)[],
): Connection<Row> {
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(columns.map((column) => node[column])) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
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

function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function decodeCursor(cursor: string, length: number): (string | number)[] {
  const values = parseCursor(cursor);
  if (Array.isArray(values) && values.length === length && values.every(isKeyPart)) return values;
  throw applicationError('BAD_USER_INPUT', 'after is not a cursor of this list. Use the endCursor of the page before.');
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
