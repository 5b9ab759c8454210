import type { Database } from 'better-sqlite3';
import { EventIds } from './event-ids.js';
import { LeafPositions } from './leaf-positions.js';
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
  readonly #leaves: LeafPositions;

  /** Whether leaf `i` of the log's tree is the event at position `i + 1`, so that nothing need be written down. */
  readonly contiguous: boolean;
  readonly eventIds: EventIds;

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
    this.#leaves = new LeafPositions(database);
    this.eventIds = new EventIds(database);
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
    this.#leaves.append(tree, leaf, position);
  }

  /** Before a transaction that added leaves is committed. */
  flush(): void {
    this.#leaves.flush();
    this.eventIds.merge();
  }

  /** After a transaction was undone. */
  reset(): void {
    this.#leaves.reset();
    this.eventIds.recount();
  }

  positionOfLeaf(tree: number, leaf: number): number | undefined {
    return tree === LOG_TREE && this.contiguous ? leaf + 1 : this.#leaves.positionOf(tree, leaf);
  }

  leafOfPosition(tree: number, position: number, size: number): number | undefined {
    return tree === LOG_TREE && this.contiguous ? position - 1 : this.#leaves.leafOf(tree, position, size);
  }
}
