import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import type { Projection } from '../projection.js';
import type {
  DeadLetter,
  Generation,
  ReadModelDatabase,
  ReadModelWrite,
  ReadSnapshot,
} from '../read-model-database.js';
import { READ_MODEL_FORMAT, SCHEMA } from './sqlite-schema.js';
import { SqliteReadModelWrite } from './sqlite-read-model-write.js';
import { SnapshotPool } from './snapshot-pool.js';

export interface SqliteReadModelOptions {
  readonly file: string;
  readonly projections: readonly Projection[];
  /** Snapshots open at the same time; further requests wait their turn. Default 16. */
  readonly snapshots?: number;
}

/**
 * Read models in a SQLite file of their own. The file is disposable: it is written without waiting for the disk at
 * each commit, and one of another format is deleted and built anew.
 */
export class SqliteReadModelDatabase implements ReadModelDatabase {
  readonly #database: Database.Database;
  readonly #write: SqliteReadModelWrite;
  readonly #nextVersion: Database.Statement;
  readonly #snapshots: SnapshotPool;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SqliteReadModelOptions) {
    this.#database = openOrRecreate(options.file);
    this.#write = new SqliteReadModelWrite(this.#database, options.projections);
    this.#nextVersion = this.#database.prepare('UPDATE checkpoint SET version = version + 1');
    this.#snapshots = new SnapshotPool(options.file, options.snapshots ?? 16);
  }

  write<T>(work: (write: ReadModelWrite) => Promise<T> | T): Promise<T> {
    const turn = this.#turn.then(async () => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = await work(this.#write);
        this.#nextVersion.run();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        this.#database.exec('ROLLBACK');
        throw error;
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  snapshot(): Promise<ReadSnapshot> {
    return this.#snapshots.acquire();
  }

  async livePosition(): Promise<Position> {
    const row = this.#database.prepare<[], { position: Position }>('SELECT position FROM checkpoint').get();
    if (!row) throw new Error('The read models have lost their checkpoint.');
    return row.position;
  }

  async generations(): Promise<readonly Generation[]> {
    const live = await this.livePosition();
    return this.#database
      .prepare<[], GenerationRow>('SELECT * FROM generation ORDER BY projection, generation')
      .all()
      .map(({ tables: _, fault, ...row }) => ({
        ...row,
        position: row.state === 'active' ? live : row.position,
        ...(fault === null ? {} : { fault }),
      }));
  }

  async deadLetters(): Promise<readonly DeadLetter[]> {
    return this.#database.prepare<[], DeadLetter>('SELECT * FROM dead_letter ORDER BY position, projection').all();
  }

  async close(): Promise<void> {
    await this.#turn;
    this.#snapshots.close();
    this.#database.close();
  }
}

type GenerationRow = Omit<Generation, 'fault'> & { fault: string | null; tables: string };

function openOrRecreate(file: string): Database.Database {
  const existing = open(file);
  const format = existing.pragma('user_version', { simple: true });
  if (format === READ_MODEL_FORMAT) return existing;
  existing.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const database = open(file);
  database.exec(SCHEMA);
  return database;
}

/** `synchronous=NORMAL` keeps the file whole after a power loss; the last commits may be lost and are read again. */
function open(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('temp_store = MEMORY');
  return database;
}
