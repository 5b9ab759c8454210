import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { sampleEvent } from '../append/sample-event.js';

/** A stream's events lie next to each other, as an import or a day's work leaves them. */
export const EVENTS_PER_STREAM = 100;

const CONSTRAINTS = `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where conrelid = 'concordat_log.events'::regclass and contype in ('p', 'u') order by contype`;

/**
 * Lets a log grow to so many events past the engine: appended, millions would take longer than all measurements together.
 * What an append writes besides is written, too, and the indexes are those of the schema.
 */
export async function growInBulk(cluster: PostgresqlCluster, connectionString: string, upTo: number): Promise<void> {
  await using session = await cluster.session(connectionString);
  const { type, data, metadata } = sampleEvent();
  await session.query(`set maintenance_work_mem = '512MB'`);
  const constraints = await session.query(CONSTRAINTS);
  // Much faster than to keep the indexes while so much comes in no order.
  for (const { name } of constraints) await session.query(`alter table concordat_log.events drop constraint ${name}`);
  await session.query(`
    insert into concordat_log.events (position, recorded_at, id, revision, stream, type, data, metadata)
    select number, now(), gen_random_uuid(), (number - 1) % ${EVENTS_PER_STREAM},
      'site-' || md5(((number - 1) / ${EVENTS_PER_STREAM})::text)::uuid, '${type}', '${data}'::bytea, '${metadata}'::bytea
    from concordat_log.head, generate_series(head.position + 1, ${upTo}) number`);
  for (const { name, definition } of constraints) {
    await session.query(`alter table concordat_log.events add constraint ${name} ${definition}`);
  }
  await session.query(`insert into concordat_log.event_types values ('${type}') on conflict do nothing`);
  await session.query(`update concordat_log.head set position = ${upTo}, recorded_at = now() where position < ${upTo}`);
  // What a server does by itself some time after so much was written; it is not to fall into the measurement.
  await session.query('vacuum (analyze) concordat_log.events');
  await session.query('checkpoint');
}

export interface Written {
  readonly stream: string;
  readonly id: string;
}

/** The first events of some streams, spread over all that `growInBulk` wrote. */
export async function sampleOf(
  cluster: PostgresqlCluster,
  connectionString: string,
  upTo: number,
  streams: number,
): Promise<readonly Written[]> {
  const apart = Math.max(1, Math.floor(upTo / EVENTS_PER_STREAM / streams)) * EVENTS_PER_STREAM;
  const rows = await cluster.query(
    `select stream, id from concordat_log.events where position in (
       select 1 + number * ${apart} from generate_series(0, ${streams - 1}) number
     ) order by position`,
    connectionString,
  );
  return rows.map(({ stream, id }) => ({ stream: String(stream), id: String(id) }));
}
