import type { Database } from 'better-sqlite3';
import type { EventStore, Position, RecordedEvent } from '#platform/event-store';
import { checkpointText, parseCheckpoint, type Checkpoint } from './checkpoint.js';
import type { PartnershipCheckpointed } from './evidence.events.js';
import { toBase64 } from './base64.js';
import { leafEntry } from './leaf-entry.js';
import { LedgerFollower, type FollowerLog } from './ledger-follower.js';
import type { LedgerKeys } from './ledger-keys.js';
import {
  LedgerContradictsLogError,
  LedgerDamagedError,
  LedgerFormatError,
  OutsideLedgerError,
} from './ledger.errors.js';
import type {
  GrowthProof,
  LeafProof,
  Ledger,
  LedgerStatus,
  PartnershipTree,
  RecordedCheckpoint,
  SignedCheckpoint,
} from './ledger.js';
import { isSameHash, leafHash, type Hash } from './merkle-hash.js';
import { signatureLine, signNote, type NoteSignature } from './signed-note.js';
import { SqliteLedgerTree, type TreeParts } from './sqlite-ledger-tree.js';
import { SqlitePartnershipTree } from './sqlite-partnership-tree.js';
import { CheckpointTable, type CheckpointRow } from './store/checkpoint-table.js';
import { damageIn, openLedgerFile } from './store/ledger-file.js';
import { LOG_TREE } from './store/ledger-schema.js';
import { LedgerTables } from './store/ledger-tables.js';
import { LedgerWriter } from './store/ledger-writer.js';
import { TileReader } from './store/tile-reader.js';
import { TileStatements } from './store/tile-statements.js';
import type { TileName } from './tile-path.js';

export interface SqliteLedgerOptions {
  readonly store: EventStore;
  /** Path of the file; `:memory:` for a ledger that is built anew each time. */
  readonly file: string;
  readonly keys: LedgerKeys;
  readonly clock: () => Date;
  readonly log: FollowerLog;
  /** Puts a partnership's checkpoint on record. @returns a position at which it is */
  readonly record: (checkpoint: PartnershipCheckpointed) => Promise<Position>;
  /** Least time between two checkpoints, in milliseconds. */
  readonly pauseMs?: number;
  /** What is known elsewhere of this log, for example by other processes: nothing else is signed before it was compared. */
  readonly known?: () => Promise<KnownTree | undefined>;
  /** Told when the log is found to contradict that after the start. */
  readonly onContradiction?: (error: LedgerContradictsLogError) => void;
}

/** What the tree of the log was like at a size. */
export type KnownTree = Pick<Checkpoint, 'size' | 'root'>;

/** So many events more than the ledger covers are followed before the start is over: about a second of work. */
const COMPARED_AT_START = 10_000;
/** Longest time that a timer can wait. */
const FOR_EVER_MS = 2_147_483_647;

/** Longest wait for the ledger to cover a position, in milliseconds, where nobody says another. */
const WAIT_MS = 10_000;

/** The ledger in a SQLite file of its own. Everything in it follows from the log and the signing key. */
export class SqliteLedger implements Ledger {
  readonly keys: LedgerKeys;
  readonly #database: Database;
  readonly #tables: LedgerTables;
  readonly #checkpoints: CheckpointTable;
  readonly #follower: LedgerFollower;
  readonly #parts: TreeParts;
  readonly #tree: SqliteLedgerTree;
  readonly #listeners = new Set<(checkpoint: SignedCheckpoint) => void>();
  #size = 0;
  #caughtUp = false;
  #known: KnownTree | undefined;
  #closing: Promise<unknown> = Promise.resolve();

  /** @throws LedgerFormatError, LedgerDamagedError */
  constructor(private readonly options: SqliteLedgerOptions) {
    const { store, file, keys } = options;
    this.keys = keys;
    const { contiguousPositions } = store.capabilities;
    this.#database = openLedgerFile({ file, contiguousPositions });
    const tiles = new TileStatements(this.#database);
    this.#tables = new LedgerTables(this.#database);
    this.#checkpoints = new CheckpointTable(this.#database);
    this.#parts = { store, tables: this.#tables, tiles: new TileReader(tiles), signer: keys.active };
    this.#tree = new SqliteLedgerTree(this.#parts, keys.origin, LOG_TREE, () => this.#size);
    const writer = new LedgerWriter(this.#database, this.#tables, tiles);
    this.#follower = new LedgerFollower({
      store,
      position: () => this.#tables.position as Position,
      take: (events) => this.#take(writer, events),
      onRound: () => this.#sign(),
      log: options.log,
      isFinal: (error) => error instanceof LedgerContradictsLogError,
      ...(options.pauseMs !== undefined && { pauseMs: options.pauseMs }),
    });
    this.#size = this.#tables.tree('log')?.size ?? 0;
  }

  /**
   * Follows the log from now on.
   * @throws LedgerDamagedError; LedgerContradictsLogError when the log does not hold what the ledger has committed to
   */
  async start(): Promise<void> {
    try {
      this.#compareWithItself();
      this.#known = await this.options.known?.();
      await this.#compareWithLog();
    } catch (error) {
      throw damageIn(this.options.file, error);
    }
    this.#follower.start();
    if (this.#known !== undefined) await this.#compared(this.#known);
  }

  /** Waits for the comparison where it comes soon; after that, what it finds is reported. */
  async #compared({ size }: KnownTree): Promise<void> {
    const compared = this.requireUpTo(size, FOR_EVER_MS);
    if (size - this.#size <= COMPARED_AT_START) return await compared;
    compared.catch((error: unknown) => {
      if (error instanceof LedgerContradictsLogError) this.options.onContradiction?.(error);
    });
  }

  async stop(): Promise<void> {
    await this.#follower.stop();
    await this.#closing.catch(() => undefined);
    this.#database.close();
  }

  get origin(): string {
    return this.keys.origin;
  }

  get size(): number {
    return this.#size;
  }

  get status(): LedgerStatus {
    const { fault } = this.#follower;
    return {
      size: this.#size,
      position: this.#tables.position as Position,
      caughtUp: this.#caughtUp,
      ...(fault !== undefined && { fault }),
    };
  }

  root(size?: number): Hash {
    return this.#tree.root(size);
  }

  checkpointAt(size = this.#size): SignedCheckpoint {
    // One that was signed then comes with its cosignatures.
    const signed = this.#checkpoints.at(size);
    return signed ? this.#signed(signed) : this.#tree.checkpointAt(size);
  }

  inclusion(index: number, size?: number): LeafProof {
    return this.#tree.inclusion(index, size);
  }

  consistency(earlierSize: number, size?: number): GrowthProof {
    return this.#tree.consistency(earlierSize, size);
  }

  tile(name: TileName): Uint8Array | undefined {
    return this.#tree.tile(name);
  }

  positionOf(index: number): Position | undefined {
    return this.#tree.positionOf(index);
  }

  indexOf(position: number): number | undefined {
    return this.#tree.indexOf(position);
  }

  events(from: number, to: number): AsyncIterable<RecordedEvent> {
    return this.#tree.events(from, to);
  }

  checkpoint(): SignedCheckpoint | undefined {
    // What is left from before is not shown until it is known that nothing is missing since.
    const latest = this.#caughtUp ? this.#checkpoints.latest() : undefined;
    return latest && this.#signed(latest);
  }

  cosigned(limit: number): readonly SignedCheckpoint[] {
    return this.#checkpoints.cosigned(limit).map((row) => this.#signed(row));
  }

  addCosignatures(size: number, signatures: readonly NoteSignature[]): void {
    const add = this.#database.transaction(() => {
      if (this.#checkpoints.at(size) === undefined) this.#checkpoints.put(this.#signedRow(size));
      this.#checkpoints.addCosignatures(size, signatures);
    });
    add.immediate();
  }

  onCheckpoint(listener: (checkpoint: SignedCheckpoint) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  partnership(partnershipId: string): PartnershipTree | undefined {
    const row = this.#tables.tree(partnershipId);
    if (row === undefined || row.tree === LOG_TREE) return undefined;
    return new SqlitePartnershipTree(this.#parts, this.origin, row);
  }

  partnerships(limit: number, after?: string): readonly string[] {
    const from = after === undefined ? LOG_TREE : this.#tables.tree(after)?.tree;
    if (from === undefined) throw new OutsideLedgerError('The ledger has no tree of this partnership.');
    return this.#tables.partnerships(from, limit);
  }

  /** Partnerships whose trees have grown since the newest checkpoint that the log holds of them. */
  grownPartnerships(): readonly string[] {
    return this.#tables.grown(LOG_TREE, 1_000).map(({ name }) => name);
  }

  positionOfEvent(eventId: string): Position | undefined {
    return this.#tables.eventIds.positionOf(eventId) as Position | undefined;
  }

  requireUpTo(position: number, timeoutMs: number = WAIT_MS): Promise<void> {
    return this.#follower.reach(position, timeoutMs);
  }

  closePartnership(partnershipId: string): Promise<RecordedCheckpoint> {
    // One after the other: the larger of two sizes must not come first.
    const closing = this.#closing.catch(() => undefined).then(() => this.#close(partnershipId));
    this.#closing = closing;
    return closing;
  }

  async #close(partnershipId: string): Promise<RecordedCheckpoint> {
    await this.requireUpTo(await this.options.store.head());
    const tree = this.partnership(partnershipId);
    if (tree === undefined) throw new OutsideLedgerError('No event belongs to this partnership.');
    const { size, recorded } = tree;
    // With nothing in the log after the newest one, there is nothing more to say.
    if (recorded?.size === size && recorded.position >= this.#tables.position) return recorded;
    const position = await this.options.record({
      partnershipId: partnershipId as PartnershipCheckpointed['partnershipId'],
      size,
      root: toBase64(tree.root(size)),
      upToPosition: this.#tables.position,
    });
    await this.requireUpTo(position);
    return { size, position };
  }

  #take(writer: LedgerWriter, events: readonly RecordedEvent[]): void {
    writer.take(events);
    this.#size = this.#tables.tree('log')?.size ?? 0;
  }

  #sign(): void {
    this.#compareWithKnown();
    const latest = this.#checkpoints.latest();
    const isNew = latest?.size !== this.#size;
    const isOurs = latest !== undefined && this.#isByActiveKey(latest);
    if (isNew || !isOurs) this.#checkpoints.put(this.#signedRow(this.#size));
    this.#checkpoints.pruneBefore(this.#size);
    const first = !this.#caughtUp;
    this.#caughtUp = true;
    const checkpoint = this.checkpoint();
    if (checkpoint && (isNew || first)) for (const listener of this.#listeners) listener(checkpoint);
  }

  #signedRow(size: number): CheckpointRow {
    const root = this.root(size);
    const text = checkpointText({ origin: this.origin, size, root, extensions: [] });
    const signature = signatureLine(signNote(text, this.keys.active));
    return { size, root, text, signature, signedAt: this.options.clock().toISOString() };
  }

  /** After a rotation the newest checkpoint is signed again. Ed25519 gives one signature for one text. */
  #isByActiveKey({ text, signature }: CheckpointRow): boolean {
    return signature === signatureLine(signNote(text, this.keys.active)) && text.startsWith(`${this.origin}\n`);
  }

  #signed(row: CheckpointRow): SignedCheckpoint {
    return { ...parseCheckpoint(row.text), note: this.#checkpoints.noteOf(row) };
  }

  /** All that was in the log at the start has been taken, and that is at least as much. */
  #compareWithKnown(): void {
    const known = this.#known;
    if (known === undefined) return;
    if (!isSameHash(this.root(known.size), known.root)) throw contradicts(known, 'holds other events than were signed');
    this.#known = undefined;
  }

  /** Whoever can write the file can alter hashes in it: what would be signed next must go on from what was signed. */
  #compareWithItself(): void {
    const size = this.#size;
    if (this.#tables.contiguous && size !== this.#tables.position) {
      throw this.#damaged(`its tree has ${size} leaves, and it covers the log up to position ${this.#tables.position}`);
    }
    const latest = this.#checkpoints.latest();
    if (latest === undefined) return;
    if (latest.size > size) throw this.#damaged(`it signed a tree of ${latest.size} leaves, and its tree has ${size}`);
    if (isSameHash(this.#rootThen(latest), latest.root)) return;
    throw this.#damaged(`its hashes no longer lead to the root that it signed for ${latest.size} events`);
  }

  #rootThen({ size }: CheckpointRow): Hash {
    try {
      return this.root(size);
    } catch (error) {
      if (error instanceof OutsideLedgerError) throw this.#damaged(`hashes are missing: ${error.message}`);
      throw error;
    }
  }

  #damaged(reason: string): LedgerDamagedError {
    return new LedgerDamagedError(this.options.file, reason);
  }

  async #compareWithLog(): Promise<void> {
    const { store } = this.options;
    if (this.#tables.contiguous !== store.capabilities.contiguousPositions) {
      throw new LedgerFormatError('The evidence ledger belongs to a log of another engine. Move ledger.db away.');
    }
    const position = this.#tables.position;
    const head = await store.head();
    if (this.#known && this.#known.size > head) throw contradicts(this.#known, `ends at position ${head}`);
    if (position === 0) return this.#sayBuiltAnew(head);
    if (position > head) throw new LedgerContradictsLogError(this.#size, `the log ends at position ${head}`);
    const [last] = await collect(this.events(this.#size - 1, this.#size));
    if (last !== undefined && isSameHash(leafHash(leafEntry(last)), this.inclusion(this.#size - 1).leaf)) return;
    throw new LedgerContradictsLogError(this.#size, `the log holds another event at position ${position}`);
  }

  /** With the ledger goes what it knew: whoever alters the log could take it away. */
  #sayBuiltAnew(head: number): void {
    const { file, log } = this.options;
    if (head > 0 && file !== ':memory:' && this.options.known === undefined) log.error({ file, head }, BUILT_ANEW);
  }
}

function contradicts({ size }: KnownTree, what: string): LedgerContradictsLogError {
  const remedy = 'empty the table concordat_coordination.newest_checkpoint, and the scratch folders of all processes';
  return new LedgerContradictsLogError(size, `the log ${what}`, remedy);
}

const BUILT_ANEW =
  'The evidence ledger is built anew from the log. Whether the log was altered meanwhile, only a checkpoint that was kept elsewhere shows';

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
