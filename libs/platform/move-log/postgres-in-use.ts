import { sessionsOfService } from '#platform/event-store';
import { placeOf, type PostgresSettings } from '#platform/postgres';
import { LogInUseError } from './move-log.errors.js';

/** @throws LogInUseError when processes of the service are connected to the database */
export async function assertUnused(settings: PostgresSettings): Promise<void> {
  const [first, ...others] = await sessionsOfService(settings);
  if (first === undefined) return;
  throw new LogInUseError(
    `The database in ${placeOf(settings)} is in use: ${others.length + 1} connections of the service, one of them "${first.purpose}" ` +
      `from ${first.address ?? 'this machine'}. Stop every service and worker, then run this again.`,
  );
}
