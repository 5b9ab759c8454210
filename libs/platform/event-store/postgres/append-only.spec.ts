import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  grantTo,
  openPool,
  PostgresConnectionError,
  SchemaMismatchError,
  type PostgresSettings,
} from '#platform/postgres';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { collect, newEvents, newStream } from '../contract/sample-events.js';
import { START } from '../event-store.port.js';
import { logSchema } from './log-schema.js';
import { EventLogPrivilegesError, EventLogUnsuitableError } from './postgres-event-store.errors.js';
import { newPostgresLog, openPostgresStore, type TestStore } from './postgres-log.fixture.js';

const INSERT = `insert into concordat_log.events select position + 1, recorded_at, gen_random_uuid(), revision + 1, stream,
  type, data, metadata from concordat_log.events`;

const NEVER = [
  `update concordat_log.events set data = ''`,
  'update concordat_log.events set position = position + 10 where false',
  'delete from concordat_log.events',
  'truncate concordat_log.events',
  `update concordat_log.event_types set type = 'a.B.v1'`,
  'delete from concordat_log.event_types',
  'delete from concordat_log.head',
  'truncate concordat_log.head',
  `insert into concordat_log.head values (9, now(), gen_random_uuid(), now())`,
  'update concordat_log.head set position = position',
  'update concordat_log.head set position = 1',
  `update concordat_log.head set position = position + 1, recorded_at = recorded_at - interval '1 second'`,
  'update concordat_log.head set position = position + 1, installation_id = gen_random_uuid()',
];

const FORBIDDEN = [
  INSERT,
  ...NEVER,
  'update concordat_log.head set position = position + 1',
  'drop table concordat_log.events',
  'alter table concordat_log.events disable trigger all',
];

describeWithPostgresql('a PostgreSQL log with events', (cluster) => {
  let settings: PostgresSettings;
  let opened: TestStore;

  beforeEach(async () => {
    settings = await newPostgresLog(cluster());
    opened = await openPostgresStore(settings);
    await opened.store.append(newStream(), 'none', newEvents(3));
  });
  afterEach(() => opened.close());

  const owner = (statement: string) => cluster().query(statement, settings.connectionString);

  async function newRole(grants: 'granted' | 'not granted', name: string): Promise<PostgresSettings> {
    await owner(`create role ${pg.escapeIdentifier(name)} login`);
    const pool = openPool(settings, 'grants');
    if (grants === 'granted') await grantTo(pool, logSchema, name);
    await pool.end();
    const url = new URL(settings.connectionString);
    url.username = name;
    return { connectionString: url.href };
  }

  it('refuses everybody, also its owner, to change events', async () => {
    const before = await collect(opened.store.readAll({ after: START }));
    for (const statement of NEVER) await expect(owner(statement)).rejects.toThrow('append-only');
    expect(await collect(opened.store.readAll({ after: START }))).toEqual(before);
  });

  it('lets the role of the service read and append, and nothing else', async () => {
    const role = await newRole('granted', 'service "quoted"');
    await using service = await openPostgresStore(role);
    const stream = newStream();
    expect(await service.store.append(stream, 'none', newEvents(2))).toMatchObject({ position: 5 });
    expect(await collect(service.store.readStream(stream))).toHaveLength(2);
    for (const statement of FORBIDDEN) {
      await expect(cluster().query(statement, role.connectionString)).rejects.toThrow(
        /permission denied|must be owner/,
      );
    }
    expect(await opened.store.head()).toBe(5);
  });

  it('does not open for a role without privileges, and says what to do', async () => {
    const opening = openPostgresStore(await newRole('not granted', 'stranger'));
    await expect(opening).rejects.toBeInstanceOf(EventLogPrivilegesError);
    await expect(opening).rejects.toThrow('concordat migrate --grant-to');
  });

  it('names the one privilege that is missing', async () => {
    const role = await newRole('granted', 'reader');
    await owner('revoke execute on function concordat_log.append from reader');
    await expect(openPostgresStore(role)).rejects.toThrow('reader lacks execute on function concordat_log.append');
  });

  it('fails appends when the privilege is taken away while it is open, and reads on', async () => {
    await using service = await openPostgresStore(await newRole('granted', 'former_writer'));
    await owner('revoke execute on function concordat_log.append from former_writer');
    const appends = [1, 2].map(() => service.store.append(newStream(), 'none', newEvents(1)));
    for (const append of appends) await expect(append).rejects.toBeInstanceOf(EventLogPrivilegesError);
    expect(await service.store.head()).toBe(3);
  });

  it('does not open when its head was moved by hand', async () => {
    await owner('update concordat_log.head set position = position + 5');
    const opening = openPostgresStore(settings);
    await expect(opening).rejects.toBeInstanceOf(EventLogUnsuitableError);
    await expect(opening).rejects.toThrow('its head is at position 8, its last event at 3');
  });

  it('does not open before its tables are there, nor when a newer version made them', async () => {
    const empty = { connectionString: await cluster().createDatabase() };
    await expect(openPostgresStore(empty)).rejects.toBeInstanceOf(SchemaMismatchError);
    await expect(openPostgresStore(empty)).rejects.toThrow('concordat migrate');
    await owner(`insert into concordat_log.migrations values ('999-later', now())`);
    await expect(openPostgresStore(settings)).rejects.toThrow('newer version');
  });

  it('says what is wrong with a connection string, without its password', async () => {
    const { port } = new URL(settings.connectionString);
    const wrong = {
      'no such database': ['concordat_test:hidden', `127.0.0.1:${port}/nowhere`, 'there is no such database'],
      'no such user': ['nobody_here:hidden', `127.0.0.1:${port}/postgres`, 'does not let this user in'],
      'no server': ['concordat_test:hidden', '127.0.0.1:1/postgres', 'no server answers'],
      'no host': ['concordat_test:hidden', 'there-is-no-such-host.invalid/postgres', 'no server answers'],
      'no secure connection': [
        'concordat_test:hidden',
        `127.0.0.1:${port}/postgres?sslmode=verify-full`,
        'secure connection',
      ],
    } as const;
    for (const [, [user, rest, advice]] of Object.entries(wrong)) {
      const opening = openPostgresStore({ connectionString: `postgresql://${user}@${rest}` });
      await expect(opening).rejects.toBeInstanceOf(PostgresConnectionError);
      await expect(opening).rejects.toThrow(advice);
      await expect(opening).rejects.not.toThrow('hidden');
    }
    await expect(openPostgresStore({ connectionString: 'postgresql://u:hidden@[oops' })).rejects.toThrow(
      'is not postgresql://',
    );
  });
});
