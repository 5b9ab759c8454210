import { basename } from 'node:path';
import Database from 'better-sqlite3';

/** What follows the log reads these whenever it likes, whoever asks a query meanwhile. */
const NOT_COUNTED = ['log.db', 'ledger.db'];

type All = (this: Database.Statement, ...values: unknown[]) => unknown[];

/**
 * Counts the queries that this process runs on SQLite while `work` is under way: a list whose number of queries
 * depends on its length gives itself away.
 */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const sample = new Database(':memory:');
  const statement = Object.getPrototypeOf(sample.prepare('select 1')) as { all: All };
  sample.close();
  const original = statement.all;
  let count = 0;
  statement.all = function (this: Database.Statement, ...values) {
    if (!NOT_COUNTED.includes(basename(this.database.name))) count += 1;
    return original.apply(this, values);
  };
  try {
    await work();
  } finally {
    statement.all = original;
  }
  return count;
}
