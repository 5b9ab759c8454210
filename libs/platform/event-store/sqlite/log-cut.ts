import type { Position } from '../event-store.port.js';
import { openWritableLog } from './log-file.js';

/** Records copied in one transaction. */
const RECORDS_AT_ONCE = 20_000;

/**
 * Writes the beginning of a log, up to and with this position, into a new log file. It is the same log (the same
 * installation) at an earlier moment: nothing of later events is in any byte of the file.
 * @param source a log that nobody writes
 */
export function copyLogUntil(source: string, target: string, until: Position): void {
  const { database } = openWritableLog({ file: target });
  try {
    database.prepare('ATTACH ? AS source').run(source);
    const copy = database.prepare<[number, number]>(
      `INSERT INTO events (position, stream, revision, id, type, recorded_at, data, metadata)
       SELECT position, stream, revision, id, type, recorded_at, data, metadata
         FROM source.events WHERE position > ? AND position <= ? ORDER BY position`,
    );
    for (let copied = 0; copied < until; copied += RECORDS_AT_ONCE) {
      const last = Math.min(copied + RECORDS_AT_ONCE, until);
      database.transaction(() => copy.run(copied, last)).immediate();
      database.pragma('wal_checkpoint(TRUNCATE)');
    }
    database
      .transaction(() => {
        database.exec(`INSERT INTO event_types SELECT DISTINCT type FROM main.events;
          UPDATE log SET (installation_id, created_at) = (SELECT installation_id, created_at FROM source.log)`);
      })
      .immediate();
    database.exec('DETACH source');
  } finally {
    // Closing puts the write-ahead log into the file.
    database.close();
  }
}
