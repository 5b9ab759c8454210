import type { Database } from 'better-sqlite3';
import type { RecordedEvent } from '#platform/event-store';
import { PARTNERSHIP_CHECKPOINTED, partnershipCheckpoint } from '../evidence.events.js';
import { leafEntry } from '../leaf-entry.js';
import { leafHash } from '../merkle-hash.js';
import { partnershipOfEvent } from '../partnership-of-event.js';
import type { LedgerTables, TreeRow } from './ledger-tables.js';
import type { TileStatements } from './tile-statements.js';
import { TreeGrowth } from './tree-growth.js';

interface GrowingRow {
  readonly row: TreeRow;
  size: number;
}

/** Takes events into the trees, a batch to a transaction. */
export class LedgerWriter {
  readonly #take: (events: readonly RecordedEvent[]) => void;

  constructor(
    database: Database,
    private readonly tables: LedgerTables,
    private readonly tiles: TileStatements,
  ) {
    const transaction = database.transaction((events: readonly RecordedEvent[]) => this.#takeAll(events));
    this.#take = (events) => transaction.immediate(events);
  }

  /** @param events those that come next in the log, in order */
  take(events: readonly RecordedEvent[]): void {
    if (events.length === 0) return;
    try {
      this.#take(events);
    } catch (error) {
      this.tables.reset();
      throw error;
    }
  }

  #takeAll(events: readonly RecordedEvent[]): void {
    const growth = new TreeGrowth(this.tiles);
    const trees = new Map<string, GrowingRow>();
    for (const event of events) {
      const hash = leafHash(leafEntry(event));
      this.#append(growth, this.#treeOf(trees, 'log'), event, hash);
      const partnershipId = partnershipOfEvent(event);
      if (partnershipId !== undefined) this.#append(growth, this.#treeOf(trees, partnershipId), event, hash);
      if (event.type === PARTNERSHIP_CHECKPOINTED) this.#noteCheckpoint(event, trees);
      this.tables.eventIds.add(event.id, event.position);
    }
    growth.flush();
    this.tables.flush();
    this.tables.position = events.at(-1)?.position ?? this.tables.position;
    for (const { row, size } of trees.values()) this.tables.setSize(row.tree, size);
  }

  #append(growth: TreeGrowth, tree: GrowingRow, { position }: RecordedEvent, hash: Uint8Array): void {
    growth.append(tree.row.tree, tree.size, hash);
    this.tables.addLeaf(tree.row.tree, tree.size, position);
    tree.size += 1;
  }

  #treeOf(trees: Map<string, GrowingRow>, name: string): GrowingRow {
    const known = trees.get(name);
    if (known) return known;
    const row = this.tables.tree(name) ?? this.tables.addTree(name);
    const tree = { row, size: row.size };
    trees.set(name, tree);
    return tree;
  }

  /**
   * So that the ledger knows, without a read model, whose checkpoint is due. One that cannot be true was forged in the
   * log: whoever verifies it is told. The ledger commits to it like to every event, goes on, and does not count it.
   */
  #noteCheckpoint({ data, position }: RecordedEvent, trees: ReadonlyMap<string, GrowingRow>): void {
    const read = partnershipCheckpoint.safeParse(jsonOf(data));
    if (!read.success) return;
    const { partnershipId, size, upToPosition } = read.data;
    const own = trees.get(partnershipId)?.size ?? this.tables.tree(partnershipId)?.size ?? 0;
    if (size <= own && upToPosition < position) this.tables.setCheckpointed(partnershipId, size, position);
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
