import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

/** Enough for the queries of every context; each statement holds a few kilobytes. */
const REMEMBERED = 128;

/**
 * A connection as Kysely wants it that prepares a text once: SQLite takes longer to prepare an ordinary query than to
 * run it. A statement goes on working when a view comes to show another generation of its table.
 */
export function rememberingStatements(database: Database.Database): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: REMEMBERED });
  return {
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known) return known;
      const statement = database.prepare<readonly unknown[], unknown>(sql);
      statements.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}
