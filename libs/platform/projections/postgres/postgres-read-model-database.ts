import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { soleProcess, type Lease } from '#platform/coordination';
import {
  assertMigrated,
  isConnectionLost,
  openPool,
  POSTGRES_SCHEMAS,
  type PostgresSettings,
  type Signals,
} from '#platform/postgres';
import type { ProjectionLog } from '../projection-log.js';
import type { Projection } from '../projection.js';
import {
  FencedError,
  isTemporary,
  ReadModelsClosedError,
  type Checkpoint,
  type DeadLetter,
  type DeadLetterPage,
  type Generation,
  type ParkedStream,
  type ReadModelDatabase,
  type ReadModelWrite,
  type ReadSnapshot,
} from '../read-model-database.js';
import { compilerFor } from './layouts.js';
import { namedFault } from './postgres-faults.js';
import { PostgresReadModelWrite, shapesOf, type WriteParts } from './postgres-read-model-write.js';
import {
  countDeadLetters,
  readCheckpoint,
  readDeadLetters,
  readGenerations,
  readParkedStreams,
  type Queryable,
} from './postgres-reads.js';
import { readModelsSchema } from './postgres-schema.js';
import { ReaderPool } from './reader-pool.js';
import { dropRetired } from './retired-tables.js';
import { copyTables, REWRITE_OWN } from './scrubbing.js';
import { StatementNames } from './statement-names.js';
import { TableCopies } from './table-copies.js';
import { WriteTransaction, type WriteState, type Written } from './write-transaction.js';
import { WriterConnection } from './writer-connection.js';

export interface PostgresReadModelOptions {
  readonly settings: PostgresSettings;
  /** Left out, nobody is told of writes; whoever waits for them then looks now and then. */
  readonly signals?: Signals;
  readonly projections: readonly Projection[];
  /** Nothing is written without it. Left out, this process is the only one. */
  readonly lease?: Lease;
  /** Called when what is done in the background fails in a way that the service cannot go on after. */
  readonly onFault: (error: unknown) => void;
  readonly log: ProjectionLog;
}

/** How often it is tried to drop what nobody reads any more, in milliseconds. */
const DROPPING_EVERY_MS = 1_500;
/** The same while somebody waits for it. */
const SCRUBBING_EVERY_MS = 100;

/**
 * Read models in PostgreSQL, for any number of processes that read, and one at a time that writes: each write is fenced
 * by the lease in its own transaction.
 */
export class PostgresReadModelDatabase implements ReadModelDatabase {
  readonly #own: pg.Pool;
  readonly #writer: WriterConnection;
  readonly #readers: ReaderPool;
  readonly #lease: Lease;
  readonly #writing: WriteParts;
  #turn: Promise<unknown> = Promise.resolve();
  #last: Written | undefined;
  #copies: TableCopies | undefined;
  #dropping: NodeJS.Timeout | undefined;
  #looked = false;
  #closed = false;

  /** @throws SchemaMismatchError, and what keeps a connection from being made */
  static async open(options: PostgresReadModelOptions): Promise<PostgresReadModelDatabase> {
    const database = new PostgresReadModelDatabase(options);
    try {
      await assertMigrated(database.#own, readModelsSchema);
      return database;
    } catch (error) {
      await database.close();
      throw namedFault(error);
    }
  }

  private constructor(private readonly options: PostgresReadModelOptions) {
    const { settings, projections, log } = options;
    this.#lease = options.lease ?? soleProcess().lease('read-models');
    this.#own = openPool({ ...settings, poolSize: 2 }, 'read models');
    this.#writer = new WriterConnection(settings, log);
    this.#writing = { shapes: shapesOf(projections), names: new StatementNames('w') };
    const parts = {
      settings,
      projections,
      compiler: compilerFor(projections),
      names: new StatementNames('r'),
      layouts: new Map(),
    };
    this.#readers = new ReaderPool(parts, settings.poolSize ?? 10);
  }

  write<T>(work: (write: ReadModelWrite) => Promise<T> | T, onCommitted?: (result: T) => void): Promise<T> {
    return this.#inTurn(async () => {
      const result = await this.#transact(async ({ client, state }) =>
        work(new PostgresReadModelWrite(client, { state, copies: await this.#copiesIn(client, state) }, this.#writing)),
      );
      onCommitted?.(result);
      return result;
    });
  }

  snapshot(): Promise<ReadSnapshot> {
    return this.#readers.acquire();
  }

  checkpoint(): Promise<Checkpoint> {
    return this.#read(readCheckpoint);
  }

  generations(): Promise<readonly Generation[]> {
    return this.#read(readGenerations);
  }

  deadLetters(page?: DeadLetterPage): Promise<readonly DeadLetter[]> {
    return this.#read((on) => readDeadLetters(on, page));
  }

  deadLetterCounts(): Promise<ReadonlyMap<string, number>> {
    return this.#read(countDeadLetters);
  }

  parkedStreams(): Promise<readonly ParkedStream[]> {
    return this.#read(readParkedStreams);
  }

  /**
   * Says which log the read models come from, the first time, and from then on makes sure of it.
   * @throws ReadModelsOfAnotherLogError
   */
  async claim(installation: string): Promise<void> {
    const claim = `update ${POSTGRES_SCHEMAS.readModels}.checkpoint set installation = $1 where installation is null`;
    const found = await this.#read(async (on) => {
      await on.query(claim, [installation]);
      return on.query<{ installation: string }>(`select installation from ${POSTGRES_SCHEMAS.readModels}.checkpoint`);
    });
    const [{ installation: known = '' } = {}] = found.rows;
    if (known !== installation) throw new ReadModelsOfAnotherLogError(known, installation);
  }

  /**
   * What is deleted is gone from the tables' files then. PostgreSQL's write-ahead log holds it until it has written over
   * it, and so do archives of that log and backups of the database.
   */
  scrub(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#transact(({ client, state }) => copyTables(client, state));
      while ((await this.#transact(({ client }) => dropRetired(client))) > 0) {
        if (this.#closed) throw new ReadModelsClosedError();
        await delay(SCRUBBING_EVERY_MS);
      }
      await this.#read((on) => on.query(REWRITE_OWN));
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#dropping);
    this.#writer.giveUpWaiting();
    await this.#turn;
    await Promise.all([this.#writer.close(), this.#readers.close()]);
    await this.#own.end();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #read<T>(read: (on: Queryable) => Promise<T>): Promise<T> {
    try {
      return await read(this.#own);
    } catch (error) {
      throw namedFault(error);
    }
  }

  async #transact<T>(work: (transaction: WriteTransaction) => Promise<T> | T): Promise<T> {
    try {
      const transaction = await WriteTransaction.begin(this.#writer, this.#lease, this.#last);
      const result = await work(transaction);
      this.#last = await transaction.commit();
      if (transaction.state.hasNewLayout || !this.#looked) this.#dropLater();
      return result;
    } catch (error) {
      // Whoever begins anew reads first where the read models are.
      if (error instanceof FencedError) this.#last = undefined;
      await (isConnectionLost(error) ? this.#writer.discard() : this.#writer.undo());
      throw namedFault(error);
    }
  }

  async #copiesIn(client: pg.Client, { layout }: WriteState): Promise<TableCopies> {
    if (this.#copies?.layout !== layout) this.#copies = await TableCopies.read(client, layout);
    return this.#copies;
  }

  /** Once there may be tables that nobody reads, until they are gone. */
  #dropLater(): void {
    this.#looked = true;
    if (this.#closed || this.#dropping) return;
    this.#dropping = setTimeout(() => {
      this.#dropping = undefined;
      this.#inTurn(() => this.#transact(({ client }) => dropRetired(client))).then(
        (left) => left > 0 && this.#dropLater(),
        (error: unknown) => this.#dropAfter(error),
      );
    }, DROPPING_EVERY_MS);
    this.#dropping.unref();
  }

  /** Whoever holds the lease next drops what is left. */
  #dropAfter(error: unknown): void {
    if (isTemporary(error)) this.#dropLater();
    else if (!(error instanceof FencedError) && !this.#closed) this.options.onFault(error);
  }
}

/** The read models come from another log than the one that the service is to work on. */
export class ReadModelsOfAnotherLogError extends Error {
  override readonly name = 'ReadModelsOfAnotherLogError';
  constructor(known: string, asked: string) {
    super(
      `The read models in schema ${POSTGRES_SCHEMAS.readModels} come from the log ${known}, and the log is ${asked}. ` +
        'Name the database of this log; or, when its read models are to be built anew here, drop the schema and run ' +
        '"concordat migrate".',
    );
  }
}
