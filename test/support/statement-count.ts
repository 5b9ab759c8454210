import Database from 'better-sqlite3';

/**
 * Counts the queries that this process runs on SQLite while `work` is under way: a list whose number of queries
 * depends on its length gives itself away.
 */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const sample = new Database(':memory:');
  const statement = Object.getPrototypeOf(sample.prepare('select 1')) as { all: (...values: unknown[]) => unknown[] };
  sample.close();
  const original = statement.all;
  let count = 0;
  statement.all = function (this: unknown, ...values) {
    count += 1;
    return original.apply(this, values);
  };
  try {
    await work();
  } finally {
    statement.all = original;
  }
  return count;
}
