import type Database from 'better-sqlite3';
import {
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type CompiledQuery,
  type QueryResult,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { SteadySqliteQueryCompiler } from './steady-query-compiler.js';

/** Enough for the queries of every context; each statement holds a few kilobytes. */
const REMEMBERED_STATEMENTS = 128;

/**
 * Runs queries on one connection that is lent to one snapshot at a time. Kysely's own executor would hand the
 * connection out and take it back around every query, in a dozen turns of the microtask queue; and its SQLite driver
 * would prepare every query anew, which takes longer than an ordinary query runs.
 */
class SnapshotQueryExecutor extends DefaultQueryExecutor {
  readonly #statements = new LRUCache<string, Database.Statement>({ max: REMEMBERED_STATEMENTS });

  constructor(
    private readonly database: Database.Database,
    private readonly faultOf: (error: unknown) => unknown,
  ) {
    super(new SteadySqliteQueryCompiler(), new SqliteAdapter(), {
      provideConnection: () => Promise.reject(new Error('A snapshot only answers queries.')),
    });
  }

  /** A statement goes on working when a view comes to show another generation of its table. */
  override executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      let statement = this.#statements.get(sql);
      if (!statement) {
        statement = this.database.prepare(sql);
        this.#statements.set(sql, statement);
      }
      return Promise.resolve({ rows: statement.all(parameters) as Row[] });
    } catch (error) {
      return Promise.reject(this.faultOf(error));
    }
  }
}

/**
 * The query builder over a read-only connection.
 * @param faultOf what a failed read is thrown as
 */
export function snapshotQueries(database: Database.Database, faultOf: (error: unknown) => unknown): Kysely<unknown> {
  const dialect = new SqliteDialect({ database });
  const executor = new SnapshotQueryExecutor(database, faultOf);
  return new Kysely<unknown>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
}
