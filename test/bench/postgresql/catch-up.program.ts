import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineEvents, EventCodec, type EventsOf } from '#platform/event-sourcing';
import type { EventId, EventStore, EventToAppend, Revision, StreamName } from '#platform/event-store';
import { migrate, openPool, Signals } from '#platform/postgres';
import {
  defineProjection,
  defineTable,
  increment,
  integer,
  on,
  PostgresReadModelDatabase,
  ProjectionRunner,
  readModelsSchema,
  text,
} from '#platform/projections';
import { makeLog, openLog } from '../../faults/postgres/postgres-logs.js';
import { defineProgram } from '../fresh-process.js';
import { silentLog } from '../synthetic-log/silent-log.js';

/** The same for every store on PostgreSQL, in an empty database. */
export interface CatchUpInput {
  readonly connectionString: string;
  readonly events: number;
  /** Events are spread over so many sites, each with a row. */
  readonly streams: number;
}

const EVENTS_PER_APPEND = 100;

const siteEvents = defineEvents('benchmark', {
  SiteOpened: { version: 1, description: 'Opened.', schema: z.strictObject({ site: z.string() }) },
  SiteVisited: {
    version: 1,
    description: 'Visited.',
    schema: z.strictObject({ site: z.string(), minutes: z.int(), note: z.string() }),
  },
});

const visits = defineTable('site_visits', {
  columns: { id: text(), visits: integer(), minutes: integer(), note: text() },
  primaryKey: ['id'],
  indexes: [],
});

const projection = defineProjection({
  name: 'site-visits',
  version: 1,
  tables: [visits],
  handlers: on(siteEvents, {
    SiteOpened: ({ data: { site: id } }) => [visits.insert({ id, visits: 0, minutes: 0, note: '' })],
    SiteVisited: ({ data: { site: id, minutes, note } }) => [
      visits.update({ id }, { visits: increment(1), minutes: increment(minutes), note }),
    ],
  }),
});

type SiteEvent = EventsOf<typeof siteEvents>;

/** @returns events per second with which read models are built from the start of the log */
export const catchUp = defineProgram(import.meta.url, async (input: CatchUpInput): Promise<number> => {
  const { connectionString, events } = input;
  const settings = { connectionString };
  const codec = new EventCodec([siteEvents]);
  await makeLog(connectionString);
  const pool = openPool(settings, 'migrations');
  await migrate(pool, readModelsSchema);
  await pool.end();
  const log = await openLog(settings);
  await fill(log.store, codec, input);
  const signals = new Signals({ settings, log: silentLog });
  signals.start();
  const onFault = (error: unknown): never => {
    throw error;
  };
  const common = { projections: [projection], onFault, log: silentLog };
  const database = await PostgresReadModelDatabase.open({ settings, signals, ...common });
  const runner = new ProjectionRunner({ store: log.store, codec, database, ...common });
  const start = performance.now();
  await runner.start();
  const seconds = (performance.now() - start) / 1000;
  await assertWhole(database, events - input.streams);
  await runner.stop();
  await database.close();
  await signals.stop();
  await log.close();
  return events / seconds;
});

/** Every site is opened; then they are visited in turn, a hundred visits to an append. */
async function fill(log: EventStore, codec: EventCodec, { events, streams }: CatchUpInput): Promise<void> {
  const sites = Array.from({ length: streams }, () => `site-${randomUUID()}` as StreamName);
  const opened = sites.map((site): SiteEvent => ({ type: 'SiteOpened', data: { site } }));
  const visited = Array.from({ length: events - streams }, (_, index): SiteEvent => {
    const site = sites[index % streams] ?? '';
    return { type: 'SiteVisited', data: { site, minutes: 1, note: 'Loading bay and racking inspected' } };
  });
  const all = [...opened, ...visited];
  for (let first = 0; first < events; first += EVENTS_PER_APPEND) {
    const stream = `visits-${randomUUID()}` as StreamName;
    const batch = all.slice(first, first + EVENTS_PER_APPEND);
    await log.append(
      stream,
      'none',
      batch.map((event, index) => encoded(codec, event, stream, index as Revision)),
    );
  }
}

function encoded(codec: EventCodec, event: SiteEvent, stream: StreamName, revision: Revision): EventToAppend {
  const place = { id: randomUUID() as EventId, stream, revision };
  return codec.encode('benchmark', event, place, {
    actor: {
      party: { kind: 'LOCAL_AUTHORITY', id: 'authority-1' },
      subject: 'officer-4711',
      roles: [],
      client: 'bench',
    },
    commandId: randomUUID(),
    commandType: 'VisitSite',
    fingerprint: 'none',
    correlationId: randomUUID(),
  });
}

async function assertWhole(database: PostgresReadModelDatabase, expected: number): Promise<void> {
  using snapshot = await database.snapshot();
  const row = await snapshot
    .tables<{ site_visits: { visits: number } }>()
    .selectFrom('site_visits')
    .select(({ fn }) => fn.sum<number>('visits').as('visits'))
    .executeTakeFirstOrThrow();
  if (Number(row.visits) !== expected) throw new Error(`${row.visits} of ${expected} visits are in the read models.`);
}
