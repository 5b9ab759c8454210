import Database from 'better-sqlite3';
import type { Hash } from '#platform/ledger';

/** The witness's folder or its files are not fit for use. The message says what to do. */
export class WitnessStoreError extends Error {
  override readonly name = 'WitnessStoreError';
}

/** The checkpoint of a log that was cosigned last. */
export interface CosignedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** As it came, with the log's signature. */
  readonly checkpoint: string;
  /** Seconds since 1970. */
  readonly cosignedAt: number;
}

/**
 * What a refused request with a good signature of the log says. `forked`: the log signed two trees of one size, which
 * proves by itself that it is not append-only. `not-consistent`: no proof came that the tree goes on from the one
 * before; that may be the log's doing, or that of anybody who sent a checkpoint of the log with some proof.
 */
export type ContradictionKind = 'forked' | 'not-consistent';

export interface Contradiction {
  readonly origin: string;
  readonly kind: ContradictionKind;
  /** Seconds since 1970. */
  readonly at: number;
  readonly reason: string;
  /** What was cosigned before, with the log's signature. */
  readonly cosigned: string;
  /** The request, whole. */
  readonly request: string;
}

/** Marks a file as the memory of a witness: the letters "CncW". */
const APPLICATION_ID = 0x436e6357;
const FORMAT_VERSION = 1;
const SYNCHRONOUS_FULL = 2;
/** Of each log and kind: the first ones show it, more of them show nothing more. */
const MOST_CONTRADICTIONS = 100;

const SCHEMA = `
  CREATE TABLE cosigned (
    origin      TEXT    PRIMARY KEY,
    size        INTEGER NOT NULL,
    root        BLOB    NOT NULL,
    checkpoint  TEXT    NOT NULL,
    cosigned_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE contradictions (
    number   INTEGER PRIMARY KEY,
    origin   TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    reason   TEXT    NOT NULL,
    cosigned TEXT    NOT NULL,
    request  TEXT    NOT NULL,
    UNIQUE (origin, cosigned, request)
  ) STRICT;

  CREATE TRIGGER cosigned_never_shrinks BEFORE UPDATE ON cosigned WHEN NEW.size < OLD.size
  BEGIN
    SELECT RAISE(ABORT, 'A witness never goes back to a smaller tree.');
  END;
`;

interface CosignedRow {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly checkpoint: string;
  readonly cosigned_at: number;
}

/** What a witness must never forget: a small SQLite file that is synced at each change. */
export class WitnessStore {
  private constructor(private readonly database: Database.Database) {}

  /** @throws WitnessStoreError when there is a file already: a witness that began anew would cosign a rewritten log */
  static create(file: string): WitnessStore {
    const database = new Database(file);
    if (database.pragma('application_id', { simple: true }) !== 0) {
      database.close();
      throw new WitnessStoreError(`The file ${file} is there already. It was left as it is.`);
    }
    makeDurable(database);
    database
      .transaction(() => {
        database.pragma(`application_id = ${APPLICATION_ID}`);
        database.pragma(`user_version = ${FORMAT_VERSION}`);
        database.exec(SCHEMA);
      })
      .immediate();
    return new WitnessStore(database);
  }

  /** @throws WitnessStoreError */
  static open(file: string): WitnessStore {
    const store = WitnessStore.#openExisting(file, false);
    makeDurable(store.database);
    return store;
  }

  /** To look at it, also while a witness serves. @throws WitnessStoreError */
  static openToRead(file: string): WitnessStore {
    try {
      return WitnessStore.#openExisting(file, true);
    } catch (error) {
      if (!hasCode(error, 'SQLITE_READONLY')) throw error;
      // A witness was killed while it wrote: SQLite undoes that first. What a living one writes, it leaves alone.
      return WitnessStore.#openExisting(file, false);
    }
  }

  static #openExisting(file: string, readonly: boolean): WitnessStore {
    const database = openExisting(file, readonly);
    try {
      if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
        throw notAMemory(file);
      }
      const version = database.pragma('user_version', { simple: true });
      if (version !== FORMAT_VERSION) {
        throw new WitnessStoreError(
          `The file ${file} has format ${String(version)}; this version reads ${FORMAT_VERSION}.`,
        );
      }
      return new WitnessStore(database);
    } catch (error) {
      database.close();
      throw hasCode(error, 'SQLITE_NOTADB') ? notAMemory(file) : error;
    }
  }

  /** What is done within sees the last state, and nobody else changes it meanwhile; a fault undoes it all. */
  atomically<Result>(work: () => Result): Result {
    return this.database.transaction(work).immediate();
  }

  last(origin: string): CosignedCheckpoint | undefined {
    const row = this.database.prepare<[string], CosignedRow>('SELECT * FROM cosigned WHERE origin = ?').get(origin);
    return row && cosignedOf(row);
  }

  all(): readonly CosignedCheckpoint[] {
    return this.database.prepare<[], CosignedRow>('SELECT * FROM cosigned ORDER BY origin').all().map(cosignedOf);
  }

  record({ origin, size, root, checkpoint, cosignedAt }: CosignedCheckpoint): void {
    this.database
      .prepare(
        `INSERT INTO cosigned (origin, size, root, checkpoint, cosigned_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (origin) DO UPDATE
         SET size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint, cosigned_at = excluded.cosigned_at`,
      )
      .run(origin, size, Buffer.from(root), checkpoint, cosignedAt);
  }

  /** Keeps the first ones of each log and kind, each once. */
  keepContradiction({ origin, kind, at, reason, cosigned, request }: Contradiction): void {
    this.database
      .prepare(
        `INSERT OR IGNORE INTO contradictions (origin, kind, at, reason, cosigned, request)
         SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM contradictions WHERE origin = ? AND kind = ?) < ?`,
      )
      .run(origin, kind, at, reason, cosigned, request, origin, kind, MOST_CONTRADICTIONS);
  }

  contradictions(): readonly Contradiction[] {
    return this.database
      .prepare<[], Contradiction>(
        'SELECT origin, kind, at, reason, cosigned, request FROM contradictions ORDER BY number',
      )
      .all();
  }

  close(): void {
    this.database.close();
  }
}

function openExisting(file: string, readonly: boolean): Database.Database {
  try {
    return new Database(file, { fileMustExist: true, readonly });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WitnessStoreError(
      `The memory of the witness, ${file}, cannot be opened: ${reason}. Put it back only as it was at the very last; ` +
        'a witness that has forgotten what it cosigned must be given up, and a new one made under another name.',
    );
  }
}

function notAMemory(file: string): WitnessStoreError {
  return new WitnessStoreError(`The file ${file} is not the memory of a witness. It was left as it is.`);
}

function hasCode(error: unknown, code: string): boolean {
  const isSqliteError = typeof error === 'object' && error !== null && 'code' in error;
  return isSqliteError && typeof error.code === 'string' && error.code.startsWith(code);
}

/** better-sqlite3 falls back to NORMAL in WAL mode unless FULL is asked for; a rollback journal is as fast here. */
function makeDurable(database: Database.Database): void {
  database.pragma('journal_mode = DELETE');
  database.pragma('synchronous = FULL');
  database.transaction(() => undefined).immediate();
  const synchronous = database.pragma('synchronous', { simple: true });
  if (synchronous === SYNCHRONOUS_FULL) return;
  throw new WitnessStoreError(
    `SQLite runs with synchronous = ${String(synchronous)}: a cosignature could be forgotten.`,
  );
}

function cosignedOf({ origin, size, root, checkpoint, cosigned_at }: CosignedRow): CosignedCheckpoint {
  return { origin, size, root, checkpoint, cosignedAt: cosigned_at };
}
