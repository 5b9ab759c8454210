import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { PostgresSettings } from '#platform/postgres';
import { openSilentProxy } from './silent-proxy.fixture.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { collect, newEvent, newEvents, newStream, revisionsOf } from '../contract/sample-events.js';
import { StorageFullError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type { AppendResult, EventToAppend, StreamName } from '../event-store.port.js';
import {
  EventLogRefusedError,
  EventLogUnavailableError,
  EventLogUnsuitableError,
} from './postgres-event-store.errors.js';
import {
  newPostgresLog,
  openPostgresStore,
  untilThereIs,
  type TestStore,
  type TestStoreOptions,
} from './postgres-log.fixture.js';

const RESTARTS = 2;
/** A server that was killed brings all its files onto the disk before it takes connections again. */
const RESTART_TIMEOUT_MS = 120_000;

const WRITER = `application_name = 'concordat log writer' and datname = current_database()`;

describeWithPostgresql(
  'a PostgreSQL log whose server fails',
  (cluster) => {
    let settings: PostgresSettings;
    let opened: TestStore | undefined;

    beforeEach(async () => {
      settings = await newPostgresLog(cluster());
    });
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    async function open(options: TestStoreOptions = {}) {
      opened = await openPostgresStore(settings, options);
      return opened.store;
    }

    const sql = (statement: string) => cluster().query(statement, settings.connectionString);
    const until = (query: string) => untilThereIs(cluster(), query, settings);
    const endWriter = () => sql(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${WRITER}`);

    for (const [how, signal] of [
      ['killed', 'SIGKILL'],
      ['stopped at once', 'SIGQUIT'],
    ] as const) {
      it(
        `keeps every answered append once when it is ${how} under load and started again`,
        async () => {
          const store = await open({ unavailableAfterMs: 60_000 });
          const answers: { readonly events: readonly EventToAppend[]; readonly answer: AppendResult }[] = [];
          let failures = 1;
          const write = async (stream: StreamName): Promise<void> => {
            for (let count = 0; count < 60; count += 1) {
              const events = newEvents(2);
              answers.push({ events, answer: await store.append(stream, 'any', events) });
              if (answers.length >= 100 * failures && failures <= RESTARTS) {
                failures += 1;
                await cluster().kill(signal);
                await cluster().start();
              }
            }
          };
          await Promise.all(Array.from({ length: 8 }, () => write(newStream())));
          expect(failures).toBe(RESTARTS + 1);
          const log = await collect(store.readAll({ after: START }));
          expect(log.map(({ position }) => position)).toEqual(
            Array.from({ length: 8 * 60 * 2 }, (_, index) => index + 1),
          );
          const positions = new Map(log.map(({ id, position }) => [id, position]));
          for (const { events, answer } of answers) {
            expect(events.map(({ id }) => positions.get(id))).toEqual([answer.position - 1, answer.position]);
          }
        },
        RESTART_TIMEOUT_MS,
      );
    }

    it('gives the answer of an append that was committed when the connection was cut', async () => {
      // A commit is on the disk before it waits for a standby that never comes: then the answer is lost.
      await sql(`alter system set synchronous_standby_names = 'nobody'`);
      await cluster().stop('fast');
      await cluster().start();
      const store = await open();
      const [stream, events] = [newStream(), newEvents(2)];
      try {
        const answer = store.append(stream, 'none', events);
        await until(`select pid from pg_stat_activity where ${WRITER} and wait_event = 'SyncRep'`);
        await endWriter();
        expect(await answer).toMatchObject({ firstRevision: 0, lastRevision: 1, position: 2, repeated: true });
        expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([0, 1]);
      } finally {
        await sql('alter system reset synchronous_standby_names');
        await sql('select pg_reload_conf()');
      }
      expect(await store.append(stream, 'exists', newEvents(1))).toMatchObject({ position: 3 });
    });

    it('writes an append that was not committed when the connection was cut', async () => {
      const store = await open();
      const stream = newStream();
      const { answer } = await whileHeadIsLocked(async () => {
        const answer = store.append(stream, 'none', newEvents(2));
        await until(`select pid from pg_stat_activity where ${WRITER} and wait_event_type = 'Lock'`);
        await endWriter();
        await until(`select pid from pg_stat_activity where ${WRITER} and wait_event_type = 'Lock'`);
        return { answer };
      });
      expect(await answer).toMatchObject({ position: 2, repeated: false });
      expect(await store.head()).toBe(2);
    });

    it('goes on after its idle connections were cut', async () => {
      const store = await open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(1));
      await sql(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`);
      expect(await collect(store.readStream(stream))).toHaveLength(1);
      expect(await store.append(stream, 'exists', newEvents(1))).toMatchObject({ position: 2, repeated: false });
    });

    it('fails calls when it stays away, and answers again when it is back', async () => {
      const store = await open({ unavailableAfterMs: 200 });
      const stream = newStream();
      const events = newEvents(1);
      await store.append(stream, 'none', events);
      const following = store.subscribe({ after: START, signal: new AbortController().signal })[Symbol.asyncIterator]();
      expect((await following.next()).value).toHaveLength(1);
      const next = following.next();
      await cluster().stop('immediate');
      const calls = [
        ...Array.from({ length: 3 }, () => store.append(newStream(), 'none', newEvents(1))),
        collect(store.readStream(stream)),
        store.head(),
      ];
      for (const call of await Promise.allSettled(calls)) {
        expect(call).toMatchObject({ status: 'rejected', reason: expect.any(EventLogUnavailableError) });
      }
      await cluster().start();
      expect(await store.append(stream, 'none', events)).toMatchObject({ position: 1, repeated: true });
      await store.append(stream, 'exists', newEvents(1));
      expect((await next).value).toMatchObject([{ position: 2 }]);
    });

    it('ends a subscription that is given up while the server is away, and closes', async () => {
      const store = await open({ unavailableAfterMs: 200 });
      await cluster().stop('immediate');
      const stop = new AbortController();
      const following = collect(store.subscribe({ after: START, signal: stop.signal }));
      stop.abort();
      await following;
      await store.close();
      await cluster().start();
    });

    it('ends its former session before it looks, so that nothing of it comes later', async () => {
      await using proxy = await openSilentProxy(settings);
      const store = await open({ settings: proxy.settings });
      const { pid } = await until(`select pid from pg_stat_activity where ${WRITER}`);
      const stream = newStream();
      const { answer } = await whileHeadIsLocked(async () => {
        const answer = store.append(stream, 'none', newEvents(1));
        await until(`select pid from pg_stat_activity where ${WRITER} and wait_event_type = 'Lock'`);
        proxy.cut();
        await until(
          `select pid from pg_stat_activity where ${WRITER} and wait_event_type = 'Lock' and pid <> ${String(pid)}`,
        );
        expect(await sql(`select from pg_stat_activity where pid = ${String(pid)}`)).toEqual([]);
        return { answer };
      });
      expect(await answer).toMatchObject({ position: 1, repeated: false });
    });

    it('refuses appends that do not fit on a full disk, takes those that do, and reads on', async () => {
      const store = await open();
      const stream = newStream();
      await store.append(stream, 'none', newEvents(2));
      await sql(FULL_DISK);
      const large = newEvent({ data: new Uint8Array(300_000) });
      const [refused, taken, repeated] = await Promise.allSettled([
        store.append(newStream(), 'none', [large]),
        store.append(stream, 'exists', newEvents(1)),
        store.append(newStream(), 'any', [newEvent()]),
      ]);
      expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(StorageFullError) });
      expect(taken).toMatchObject({ status: 'fulfilled', value: { firstRevision: 2 } });
      expect(repeated).toMatchObject({ status: 'fulfilled' });
      expect(await collect(store.readStream(stream))).toHaveLength(3);
      await sql('drop trigger full_disk on concordat_log.events');
      expect(await store.append(newStream(), 'none', [large])).toMatchObject({ position: 5 });
    });

    it('fails only the append that the server refuses', async () => {
      const store = await open();
      await sql(`alter table concordat_log.events add check (type <> 'spoilt.Event.v1')`);
      const settled = await Promise.allSettled([
        store.append(newStream(), 'none', newEvents(1)),
        store.append(newStream(), 'none', [newEvent({ type: 'spoilt.Event.v1' })]),
        store.append(newStream(), 'none', newEvents(1)),
      ]);
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(settled[1]).toMatchObject({ reason: expect.any(EventLogRefusedError) });
      expect(await store.eventTypes()).not.toContain('spoilt.Event.v1');
      expect(await store.head()).toBe(2);
    });

    it('fails appends that wait for longer than a statement may take; nothing of them is written', async () => {
      const store = await open({ settings: { ...settings, statementTimeoutMs: 100 } });
      await whileHeadIsLocked(async () => {
        const refused = await store.append(newStream(), 'none', newEvents(1)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(EventLogUnavailableError);
        expect(refused).toMatchObject({ mayBeRecorded: false });
      });
      expect(await store.append(newStream(), 'none', newEvents(1))).toMatchObject({ position: 1 });
    });

    it('says of each append whether it may be recorded, when the server lets nobody in again', async () => {
      const store = await open();
      const database = new URL(settings.connectionString).pathname.slice(1);
      const letIn = (isAllowed: boolean) =>
        cluster().query(`update pg_database set datallowconn = ${isAllowed} where datname = '${database}'`);
      try {
        const [sent, waiting] = await whileHeadIsLocked(async () => {
          const sending = store.append(newStream(), 'none', newEvents(1));
          await until(`select pid from pg_stat_activity where ${WRITER} and wait_event_type = 'Lock'`);
          const waits = store.append(newStream(), 'none', newEvents(1));
          await letIn(false);
          await cluster().query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where application_name = 'concordat log writer' and datname = '${database}'`);
          return Promise.allSettled([sending, waits]);
        });
        expect(sent).toMatchObject({ reason: { name: 'EventLogUnavailableError', mayBeRecorded: true } });
        expect(waiting).toMatchObject({ reason: { name: 'EventLogUnavailableError', mayBeRecorded: false } });
      } finally {
        await letIn(true);
      }
      expect(await store.append(newStream(), 'none', newEvents(1))).toMatchObject({ position: 1 });
    });

    it('goes on with a subscription whose statements were cancelled, for taking too long or by somebody', async () => {
      const store = await open({ settings: { ...settings, statementTimeoutMs: 200 } });
      await store.append(newStream(), 'none', newEvents(1));
      const holder = await cluster().session(settings.connectionString);
      await holder.query('begin; lock concordat_log.events in access exclusive mode');
      const { signal } = new AbortController();
      const next = store.subscribe({ after: START, signal })[Symbol.asyncIterator]().next();
      const reading = `from pg_stat_activity where application_name = 'concordat log reader' and wait_event_type = 'Lock'
        and datname = current_database()`;
      const { at } = await until(`select query_start::text as at ${reading}`);
      await Promise.race([next, until(`select ${reading} and query_start > '${String(at)}'`)]);
      await holder[Symbol.asyncDispose]();
      expect((await next).value).toHaveLength(1);
    });

    /** As after a restore, or behind a standby that had not come so far. */
    const putBackTo = (position: number) =>
      sql(`alter table concordat_log.events disable trigger user; alter table concordat_log.head disable trigger user;
        delete from concordat_log.events where position > ${position}; update concordat_log.head set position = ${position};
        alter table concordat_log.events enable trigger user; alter table concordat_log.head enable trigger user`);

    it('appends nothing to a log that has lost events since', async () => {
      const store = await open();
      for (let count = 0; count < 3; count += 1) await store.append(newStream(), 'none', newEvents(1));
      await putBackTo(2);
      await endWriter();
      const append = store.append(newStream(), 'none', newEvents(1));
      await expect(append).rejects.toBeInstanceOf(EventLogUnsuitableError);
      await expect(append).rejects.toThrow('no longer holds what was recorded at position 3');
    });

    it('appends nothing to a log that was put back and has grown again since, not even after it has only read', async () => {
      await using other = await openPostgresStore(settings);
      const store = await open();
      await other.store.append(newStream(), 'none', newEvents(3));
      expect(await collect(store.readAll({ after: START }))).toHaveLength(3);
      await putBackTo(1);
      await other.close();
      await using later = await openPostgresStore(settings);
      await later.store.append(newStream(), 'none', newEvents(5));
      await endWriter();
      const append = store.append(newStream(), 'none', newEvents(1));
      await expect(append).rejects.toThrow('no longer holds what was recorded at position 3');
    });

    it('ends subscriptions and reads where a new connection leads to a log that was put back, and says so once', async () => {
      const faults: Error[] = [];
      const store = await open({ onFault: (fault) => void faults.push(fault) });
      const { signal } = new AbortController();
      const following = store.subscribe({ after: START, signal })[Symbol.asyncIterator]();
      await store.append(newStream(), 'none', newEvents(3));
      await following.next();
      const next = following.next();
      const failed = expect(next).rejects.toBeInstanceOf(EventLogUnsuitableError);
      await putBackTo(1);
      await sql(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where application_name = 'concordat log reader' and datname = current_database()`);
      await failed;
      await expect(store.head()).rejects.toThrow('no longer holds what was recorded at position 3');
      expect(faults).toEqual([expect.any(EventLogUnsuitableError)]);
    });

    it('fails appends to a server that takes no writes for now, and takes them later', async () => {
      const store = await open({ unavailableAfterMs: 200 });
      await store.append(newStream(), 'none', newEvents(1));
      const database = new URL(settings.connectionString).pathname.slice(1);
      await sql(`alter database ${database} set default_transaction_read_only = on`);
      await endWriter();
      await expect(store.append(newStream(), 'none', newEvents(1))).rejects.toThrow(
        'default_transaction_read_only is on',
      );
      await expect(openPostgresStore(settings)).rejects.toThrow('default_transaction_read_only is on');
      expect(await store.head()).toBe(1);
      await sql(`set transaction read write; alter database ${database} reset default_transaction_read_only`);
      expect(await store.append(newStream(), 'none', newEvents(1))).toMatchObject({ position: 2 });
    });

    it('appends nothing to another log in its place', async () => {
      const store = await open();
      await sql(
        `alter table concordat_log.head disable trigger user; update concordat_log.head set installation_id = gen_random_uuid()`,
      );
      await endWriter();
      const append = store.append(newStream(), 'none', newEvents(1));
      await expect(append).rejects.toThrow('holds another event log than before');
    });

    /** Keeps every append waiting, in the server, while work is done. */
    async function whileHeadIsLocked<Result>(work: () => Promise<Result>): Promise<Result> {
      await using lock = await cluster().session(settings.connectionString);
      await lock.query('begin; select from concordat_log.head for update');
      return await work();
    }
  },
  { durable: true },
);

/** What an append meets on a full disk: space for small events is left. */
const FULL_DISK = `
  create function public.full_disk() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
  end $$;
  create trigger full_disk before insert on concordat_log.events for each row
    when (octet_length(new.data) > 100000) execute function public.full_disk()`;
