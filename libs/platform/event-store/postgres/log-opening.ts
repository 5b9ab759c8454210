import type { Pool } from 'pg';
import { assertMigrated, connectionFault, placeOf, sqlStateOf, type PostgresSettings } from '#platform/postgres';
import { logSchema } from './log-schema.js';
import { EventLogPrivilegesError, EventLogUnsuitableError } from './postgres-event-store.errors.js';

const INSUFFICIENT_PRIVILEGE = '42501';

/** As PostgreSQL counts: 14.0. */
const OLDEST_VERSION = 140_000;
const VERSION = `select current_setting('server_version') as version, current_setting('server_version_num') as number`;

interface Privileges {
  readonly role: string;
  /** What is missing, in words of GRANT. */
  readonly missing: readonly string[];
}

const PRIVILEGES = `
  select current_user::text as role, array_remove(array[
    case when not has_table_privilege('concordat_log.events', 'select') then 'select on concordat_log.events' end,
    case when not has_table_privilege('concordat_log.event_types', 'select') then 'select on concordat_log.event_types' end,
    case when not has_table_privilege('concordat_log.head', 'select') then 'select on concordat_log.head' end,
    case when not has_table_privilege('concordat_log.moving', 'select') then 'select on concordat_log.moving' end,
    case when not has_function_privilege(p.oid, 'execute') then 'execute on function concordat_log.append' end
  ], null) as missing
  from pg_proc p where p.pronamespace = 'concordat_log'::regnamespace and p.proname = 'append'`;

const HEAD = `select h.position::text as head, (select max(position) from concordat_log.events)::text as last
  from concordat_log.head h order by h.position desc limit 1`;

const MOVING = 'select to_json(since) as since from concordat_log.moving';

/**
 * Looks, before anything is appended, whether this database can hold the log.
 * @param isMoved whether it may be one that is only being copied there
 * @throws PostgresConnectionError
 * @throws SchemaMismatchError
 * @throws EventLogPrivilegesError
 * @throws EventLogUnsuitableError
 */
export async function assertUsable(pool: Pool, settings: PostgresSettings, isMoved: boolean): Promise<void> {
  try {
    await assertVersion(pool, settings);
    await assertMigrated(pool, logSchema);
    await assertPrivileges(pool, settings);
    await assertWhole(pool, settings);
    if (!isMoved) await assertNotMoving(pool, settings);
  } catch (error) {
    if (sqlStateOf(error) === INSUFFICIENT_PRIVILEGE && error instanceof Error) {
      throw new EventLogPrivilegesError(privilegesAdvice(settings, error.message), { cause: error });
    }
    throw connectionFault(error, settings);
  }
}

async function assertVersion(pool: Pool, settings: PostgresSettings): Promise<void> {
  const { rows } = await pool.query<{ version: string; number: string }>(VERSION);
  const [{ version, number } = { version: 'unknown', number: '0' }] = rows;
  if (Number(number) >= OLDEST_VERSION) return;
  throw new EventLogUnsuitableError(
    `${placeOf(settings)} is version ${version}, but the event log needs PostgreSQL 14 or later.`,
  );
}

async function assertPrivileges(pool: Pool, settings: PostgresSettings): Promise<void> {
  const { rows } = await pool.query<Privileges>(PRIVILEGES);
  const [{ role, missing } = { role: '', missing: [] }] = rows;
  if (missing.length === 0) return;
  throw new EventLogPrivilegesError(privilegesAdvice(settings, `the role ${role} lacks ${missing.join(', ')}`));
}

/** Positions come from the head: were it not where the events end, new ones would leave a gap or be refused. */
async function assertWhole(pool: Pool, settings: PostgresSettings): Promise<void> {
  const { rows } = await pool.query<{ head: string; last: string | null }>(HEAD);
  const [row] = rows;
  if (row !== undefined && row.head === (row.last ?? '0')) return;
  throw new EventLogUnsuitableError(
    `The event log in ${placeOf(settings)} was changed by hand: its head is at position ${row?.head ?? 'none'}, ` +
      `its last event at ${row?.last ?? 'none'}. Restore the database from a backup.`,
  );
}

async function assertNotMoving(pool: Pool, settings: PostgresSettings): Promise<void> {
  const { rows } = await pool.query<{ since: string }>(MOVING);
  const [row] = rows;
  if (row === undefined) return;
  throw new EventLogUnsuitableError(
    `The event log in ${placeOf(settings)} is not whole: another one is being moved there since ${row.since}. Run ` +
      '"concordat migrate-log" again until it says that both logs are the same, or use an empty database.',
  );
}

function privilegesAdvice(settings: PostgresSettings, detail: string): string {
  return (
    `The event log in ${placeOf(settings)} may not be used (${detail}). Run "concordat migrate --grant-to" with the ` +
    'role of the service, as the owner of the schema concordat_log.'
  );
}
