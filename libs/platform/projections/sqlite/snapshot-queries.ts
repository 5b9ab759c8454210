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
import { SteadySqliteQueryCompiler } from '#platform/queries';

/** Enough for the queries of every context; each statement holds a few kilobytes. */
const REMEMBERED_STATEMENTS = 128;

/** The statements of one connection, prepared once. A statement goes on working when a view shows another table. */
export class SnapshotStatements {
  readonly #statements = new LRUCache<string, Database.Statement>({ max: REMEMBERED_STATEMENTS });

  constructor(private readonly database: Database.Database) {}

  rows<Row>({ sql, parameters }: CompiledQuery): Row[] {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(parameters) as Row[];
  }
}

/** Where tables come to be only when they are asked for. */
export interface TablesOnDemand {
  readonly statements: SnapshotStatements;
  /** @returns true when the table is there now */
  readonly provide: (table: string) => Promise<boolean>;
}

/** How SQLite names a table that is not there. */
const NO_SUCH_TABLE = /^no such table: (?:main\.)?(\w+)$/;

/** By the text and not by the class, of which there is one per JavaScript realm but which the addon knows once. */
function missingTable(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  return NO_SUCH_TABLE.exec(String(error.message))?.[1];
}

/**
 * Runs queries on one connection that is lent to one snapshot at a time. Kysely's own executor would hand the
 * connection out and take it back around every query, in a dozen turns of the microtask queue; and its SQLite driver
 * would prepare every query anew, which takes longer than an ordinary query runs.
 */
class SnapshotQueryExecutor extends DefaultQueryExecutor {
  constructor(
    private readonly statements: SnapshotStatements,
    private readonly faultOf: (error: unknown) => unknown,
    private readonly provide: TablesOnDemand['provide'] | undefined,
  ) {
    super(new SteadySqliteQueryCompiler(), new SqliteAdapter(), {
      provideConnection: () => Promise.reject(new Error('A snapshot only answers queries.')),
    });
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return Promise.resolve({ rows: this.statements.rows<Row>(query) });
    } catch (error) {
      const table = this.provide && missingTable(error);
      return table === undefined ? Promise.reject(this.faultOf(error)) : this.#onceThere(table, query, error);
    }
  }

  async #onceThere<Row>(table: string, query: CompiledQuery, error: unknown): Promise<QueryResult<Row>> {
    if (await this.provide?.(table)) return this.executeQuery(query);
    throw this.faultOf(error);
  }
}

/**
 * The query builder over a read-only connection.
 * @param faultOf what a failed read is thrown as
 */
export function snapshotQueries(
  database: Database.Database,
  faultOf: (error: unknown) => unknown,
  onDemand?: TablesOnDemand,
): Kysely<unknown> {
  const dialect = new SqliteDialect({ database });
  const statements = onDemand?.statements ?? new SnapshotStatements(database);
  const executor = new SnapshotQueryExecutor(statements, faultOf, onDemand?.provide);
  return new Kysely<unknown>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
}
