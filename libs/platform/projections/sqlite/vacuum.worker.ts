import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { sqliteCode } from './sqlite-faults.js';
import type { VacuumEnd } from './vacuum.js';

if (parentPort === null) throw new Error('vacuum.worker.js must be started as a worker thread.');

parentPort.postMessage(run(String(workerData)));

function run(file: string): VacuumEnd {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { fileMustExist: true });
    database.pragma('temp_store = MEMORY');
    database.pragma('synchronous = NORMAL');
    database.exec('VACUUM');
    // Most of the write-ahead log here, so that little is left for the thread that serves.
    database.pragma('wal_checkpoint(PASSIVE)');
    return {};
  } catch (error) {
    const code = sqliteCode(error);
    if (code === undefined) throw error;
    return { fault: { code, message: String(error) } };
  } finally {
    database?.close();
  }
}
