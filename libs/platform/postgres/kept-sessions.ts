import pg from 'pg';
import { connectionFault, placeOf, PostgresConnectionError } from './connection-faults.js';
import { clientConfig } from './pool.js';
import type { PostgresSettings } from './postgres.settings.js';

/**
 * Finds a pooler that lends connections for one transaction each: locks of a session, LISTEN and prepared statements would be
 * those of whoever has the connection next.
 * @throws PostgresConnectionError
 */
export async function assertKeepsSessions(settings: PostgresSettings): Promise<void> {
  const [one, other] = [new pg.Client(clientConfig(settings, 'start')), new pg.Client(clientConfig(settings, 'start'))];
  try {
    for (const client of [one, other]) {
      client.on('error', () => undefined);
      await client.connect();
    }
    await one.query(`set concordat.session = 'kept'`);
    // A pooler lends out what was given back last.
    await other.query('begin');
    await other.query('select 1');
    const { rows } = await one.query<{ kept: string | null }>(
      `select current_setting('concordat.session', true) as kept`,
    );
    await other.query('rollback');
    if (rows[0]?.kept !== 'kept') throw new PostgresConnectionError(notKept(settings));
  } catch (error) {
    throw connectionFault(error, settings);
  } finally {
    await Promise.all([one, other].map((client) => client.end().catch(() => undefined)));
  }
}

function notKept(settings: PostgresSettings): string {
  return (
    `${placeOf(settings)}: a pooler in between lends connections by transaction, which breaks locks and notifications. Have ` +
    'it keep sessions (PgBouncer: pool_mode = session), or connect to the server itself.'
  );
}
