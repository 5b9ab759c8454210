import { setTimeout as pause } from 'node:timers/promises';
import { sessionsOfService, type OtherSession } from '#platform/event-store';
import { placeOf, type PostgresSettings } from '#platform/postgres';
import { LogInUseError } from './move-log.errors.js';

/**
 * PostgreSQL lists the connections of a process that has ended for a moment longer, above all on a busy machine: somebody
 * who has stopped the service for the move is not told that it runs.
 */
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 100;

/**
 * @param sessions who is connected now
 * @throws LogInUseError when processes of the service are connected to the database, and stay so for two seconds
 */
export async function assertUnused(
  settings: PostgresSettings,
  sessions: () => Promise<readonly OtherSession[]> = () => sessionsOfService(settings),
): Promise<void> {
  for (let look = 1; ; look++) {
    const [first, ...others] = await sessions();
    if (first === undefined) return;
    if (look < LOOKS) {
      await pause(BETWEEN_LOOKS_MS);
      continue;
    }
    throw new LogInUseError(
      `The database in ${placeOf(settings)} is in use: ${others.length + 1} connections of the service, one of them "${first.purpose}" ` +
        `from ${first.address ?? 'this machine'}. Stop every service and worker, then run this again.`,
    );
  }
}
