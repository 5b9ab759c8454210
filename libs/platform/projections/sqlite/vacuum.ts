import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread says at its end: the code and the message of a fault of SQLite, or nothing. */
export interface VacuumEnd {
  readonly fault?: { readonly code: string; readonly message: string };
}

/** A fault of SQLite that came in another thread. */
class VacuumError extends Error {
  override readonly name = 'SqliteError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Writes a database file anew while the event loop goes on; nobody else may write meanwhile. It takes as much memory as
 * the file is large, so that nothing of it is written outside the data folder.
 * @throws errors with the codes of SQLite
 */
export async function vacuum(file: string): Promise<void> {
  const worker = new Worker(new URL('./vacuum.worker.js', import.meta.url), { workerData: file });
  const [{ fault }] = (await once(worker, 'message')) as [VacuumEnd];
  await worker.terminate();
  if (fault) throw new VacuumError(fault.code, fault.message);
}
