import type { Database } from 'better-sqlite3';
import { LOG_TREE } from './ledger-schema.js';

/** A tree of the ledger. */
export interface TreeRow {
  readonly tree: number;
  /** `log`, or the partnership's id. */
  readonly name: string;
  readonly size: number;
  /** How much of a partnership's tree is in a checkpoint that the log holds. */
  readonly checkpointedSize: number;
  /** The position of that checkpoint's event; null when there is none. */
  readonly checkpointedAt: number | null;
}

const TREE = `SELECT tree, name, size, checkpointed_size AS "checkpointedSize", checkpointed_at AS "checkpointedAt" FROM trees`;

/** Trees, and which events their leaves are. */
export class LedgerTables {
  readonly #position;
  readonly #setPosition;
  readonly #byName;
  readonly #names;
  readonly #addTree;
  readonly #setSize;
  readonly #setCheckpointed;
  readonly #grown;
  readonly #addLeaf;
  readonly #positionOfLeaf;
  readonly #leafOfPosition;
  readonly #treeOfPosition;
  readonly #addEventId;
  readonly #positionOfEvent;

  /** Whether leaf `i` of the log's tree is the event at position `i + 1`, so that nothing need be written down. */
  readonly contiguous: boolean;

  constructor(database: Database) {
    this.contiguous = database.prepare<[], number>('SELECT contiguous FROM ledger').pluck().get() === 1;
    this.#position = database.prepare<[], number>('SELECT position FROM ledger').pluck();
    this.#setPosition = database.prepare<[number]>('UPDATE ledger SET position = ?');
    this.#byName = database.prepare<[string], TreeRow>(`${TREE} WHERE name = ?`);
    this.#names = database
      .prepare<[number, number], string>('SELECT name FROM trees WHERE tree > ? ORDER BY tree LIMIT ?')
      .pluck();
    this.#addTree = database.prepare<[string]>('INSERT INTO trees (name, size, checkpointed_size) VALUES (?, 0, 0)');
    this.#setSize = database.prepare<[number, number]>('UPDATE trees SET size = ? WHERE tree = ?');
    this.#setCheckpointed = database.prepare<[number, number, string]>(
      'UPDATE trees SET checkpointed_size = ?, checkpointed_at = ? WHERE name = ?',
    );
    this.#grown = database.prepare<[number, number], TreeRow>(
      `${TREE} WHERE tree > 0 AND size > checkpointed_size AND tree > ? ORDER BY tree LIMIT ?`,
    );
    this.#addLeaf = database.prepare<[number, number, number]>(
      'INSERT INTO leaves (tree, leaf, position) VALUES (?, ?, ?)',
    );
    this.#positionOfLeaf = database
      .prepare<[number, number], number>('SELECT position FROM leaves WHERE tree = ? AND leaf = ?')
      .pluck();
    this.#leafOfPosition = database
      .prepare<[number, number], number>('SELECT leaf FROM leaves WHERE position = ? AND tree = ?')
      .pluck();
    this.#treeOfPosition = database
      .prepare<[number], string>('SELECT name FROM leaves JOIN trees USING (tree) WHERE position = ? AND tree > 0')
      .pluck();
    this.#addEventId = database.prepare<[Uint8Array, number]>(
      'INSERT INTO event_ids (id, position) VALUES (?, ?) ON CONFLICT (id) DO NOTHING',
    );
    this.#positionOfEvent = database
      .prepare<[Uint8Array], number>('SELECT position FROM event_ids WHERE id = ?')
      .pluck();
  }

  /** Up to where the log is in the ledger. */
  get position(): number {
    return this.#position.get() ?? 0;
  }

  set position(position: number) {
    this.#setPosition.run(position);
  }

  tree(name: string): TreeRow | undefined {
    return this.#byName.get(name);
  }

  /** Partnerships in the order of their first events; after a tree's number. */
  partnerships(after: number, limit: number): readonly string[] {
    return this.#names.all(after, limit);
  }

  addTree(name: string): TreeRow {
    const tree = Number(this.#addTree.run(name).lastInsertRowid);
    return { tree, name, size: 0, checkpointedSize: 0, checkpointedAt: null };
  }

  setSize(tree: number, size: number): void {
    this.#setSize.run(size, tree);
  }

  /** A checkpoint of a partnership stands in the log. */
  setCheckpointed(name: string, size: number, position: number): void {
    this.#setCheckpointed.run(size, position, name);
  }

  /** Partnerships whose tree has grown beyond its last checkpoint in the log; at most `limit`, after a tree's number. */
  grown(after: number, limit: number): readonly TreeRow[] {
    return this.#grown.all(after, limit);
  }

  addLeaf(tree: number, leaf: number, position: number): void {
    if (tree === LOG_TREE && this.contiguous) return;
    this.#addLeaf.run(tree, leaf, position);
  }

  positionOfLeaf(tree: number, leaf: number): number | undefined {
    return tree === LOG_TREE && this.contiguous ? leaf + 1 : this.#positionOfLeaf.get(tree, leaf);
  }

  leafOfPosition(tree: number, position: number): number | undefined {
    return tree === LOG_TREE && this.contiguous ? position - 1 : this.#leafOfPosition.get(position, tree);
  }

  /** The partnership that the event at a position belongs to. */
  partnershipAt(position: number): string | undefined {
    return this.#treeOfPosition.get(position);
  }

  addEventId(id: string, position: number): void {
    this.#addEventId.run(bytesOfUuid(id), position);
  }

  positionOfEvent(id: string): number | undefined {
    return this.#positionOfEvent.get(bytesOfUuid(id));
  }
}

function bytesOfUuid(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
