import { createHash } from 'node:crypto';
import { AliasNode, TableNode, type OperationNode, type SelectQueryNode } from 'kysely';
import { applicationError } from './errors/index.js';

type KeyPart = string | number;

/**
 * The cursors of one list: its order's values at a row, marked with the list, so that a cursor of another list is
 * refused and not taken for a place in this one.
 */
export class Cursors<Row> {
  readonly #mark: string;
  readonly #columns: readonly (keyof Row & string)[];

  constructor(
    query: Pick<SelectQueryNode, 'from'>,
    order: { readonly by: readonly (keyof Row & string)[]; readonly direction: string },
  ) {
    const list = JSON.stringify([query.from?.froms.map(tableName), order.by, order.direction]);
    this.#mark = createHash('sha256').update(list).digest('base64url').slice(0, 8);
    this.#columns = order.by;
  }

  encode(row: Row): string {
    const values = this.#columns.map((column) => keyPart(column, row[column]));
    return Buffer.from(JSON.stringify([this.#mark, ...values])).toString('base64url');
  }

  /** @throws BAD_USER_INPUT */
  decode(cursor: string): readonly KeyPart[] {
    const content = parse(cursor);
    if (Array.isArray(content) && content.length === this.#columns.length + 1) {
      const [mark, ...values]: unknown[] = content;
      if (mark === this.#mark && values.every(isKeyPart)) return values;
    }
    throw notOfThisList();
  }
}

export function notOfThisList(): Error {
  return applicationError(
    'BAD_USER_INPUT',
    'after is not a cursor of this list. Use the endCursor of the page before.',
  );
}

function tableName(node: OperationNode): string {
  if (AliasNode.is(node)) return tableName(node.node);
  if (TableNode.is(node)) return node.table.identifier.name;
  return node.kind;
}

function keyPart(column: string, value: unknown): KeyPart {
  if (isKeyPart(value)) return value;
  throw new TypeError(`A list is ordered by ${column}, which holds no text or number.`);
}

function isKeyPart(value: unknown): value is KeyPart {
  return typeof value === 'string' || typeof value === 'number';
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
