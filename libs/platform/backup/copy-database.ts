import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { OWNER_ONLY, synchronise } from './durable-files.js';

/**
 * Copies a SQLite database as it is at this moment into a new file, while others write it. `VACUUM INTO` reads at one
 * snapshot, which writers do not wait for; the online backup API would begin again at every write of another process.
 * What was deleted from the database is not in the copy.
 */
export function copyDatabase(from: string, to: string): void {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // The copy inherits it: without, pages that were divided would keep what moved to others, beyond the reach of erasure.
    source.pragma('secure_delete = ON');
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  chmodSync(to, OWNER_ONLY);
  synchronise(to);
}
