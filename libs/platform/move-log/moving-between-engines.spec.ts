import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLogPrivilegesError, EventLogUnsuitableError } from '#platform/event-store';
import { PostgresConnectionError, SchemaRoleError, Signals, type PostgresSettings } from '#platform/postgres';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { between, moving } from './both-logs.fixture.js';
import { openEmbeddedSource, openEmbeddedTarget } from './embedded-log.js';
import { LogInUseError, TargetNotEmptyError } from './move-log.errors.js';
import { openPostgresSource, openPostgresTarget } from './postgres-log.js';
import { sampleFolder, wholeOf } from './sample-log.fixture.js';

describeWithPostgresql('moving a log between engines', (cluster) => {
  let folder: TemporaryFolder;
  let from: string;
  let original: Awaited<ReturnType<typeof wholeOf>>;

  beforeAll(async () => {
    folder = temporaryFolder();
    from = await sampleFolder(folder.path, 'from', 300);
    original = await eventsIn(from);
  });

  afterAll(() => folder.remove());

  const newDatabase = async (): Promise<PostgresSettings> => ({ connectionString: await cluster().createDatabase() });

  it('keeps everything there and back', async () => {
    const settings = await newDatabase();
    const there = await between(openEmbeddedSource(from), () => openPostgresTarget(settings), moving);
    const back = join(folder.path, 'back');
    const report = await between(
      openPostgresSource(settings),
      () => openEmbeddedTarget(back),
      async (source, target) => {
        expect(await wholeOf(source)).toEqual(original);
        return moving(source, target);
      },
    );
    const notCompared = expect.stringContaining('holds no concordat_coordination');
    expect(report).toEqual({ ...there, notCompared });
    expect(await eventsIn(back)).toEqual(original);
  });

  it('goes on in PostgreSQL where it was interrupted', async () => {
    const settings = await newDatabase();
    const first = original.slice(0, 137);
    await between(
      openEmbeddedSource(from),
      () => openPostgresTarget(settings),
      async (source, target) => {
        await target.adopt(source.installationId);
        await target.take(first);
      },
    );
    const report = await between(openEmbeddedSource(from), () => openPostgresTarget(settings), moving);
    expect(report).toMatchObject({ copiedBefore: 137, events: original.length });
  });

  it('leaves a log in PostgreSQL that no service starts on until it is whole', async () => {
    const settings = await newDatabase();
    const use = async () => {
      const source = await openPostgresSource(settings);
      await source.close();
    };
    const interrupted = between(
      openEmbeddedSource(from),
      () => openPostgresTarget(settings),
      async (source, target) => {
        await target.adopt(source.installationId);
        await target.take(original.slice(0, 10));
        throw new Error('interrupted');
      },
    );
    await expect(interrupted).rejects.toThrow('interrupted');
    await expect(use()).rejects.toBeInstanceOf(EventLogUnsuitableError);
    await expect(use()).rejects.toThrow('Run "concordat migrate-log" again until it says that both logs are the same');
    await between(openEmbeddedSource(from), () => openPostgresTarget(settings), moving);
    await use();
  });

  describe('is refused', () => {
    it('into a database that has another log', async () => {
      const settings = await newDatabase();
      await between(openEmbeddedSource(from), () => openPostgresTarget(settings), moving);
      const other = await sampleFolder(folder.path, 'other', 5);
      const again = between(openEmbeddedSource(other), () => openPostgresTarget(settings), moving);
      await expect(again).rejects.toBeInstanceOf(TargetNotEmptyError);
    });

    it('while processes of the service are connected', async () => {
      const settings = await newDatabase();
      const signals = new Signals({ settings, log: { error: () => undefined } });
      const heard = new Promise<void>((resolve) => signals.on('concordat_log', () => resolve()));
      signals.start();
      await heard;
      await expect(openPostgresTarget(settings)).rejects.toBeInstanceOf(LogInUseError);
      await expect(openPostgresSource(settings)).rejects.toThrow('one of them "concordat signals"');
      await signals.stop();
    });

    it('when somebody else appends meanwhile, and writes nothing after it', async () => {
      const settings = await newDatabase();
      await between(
        openEmbeddedSource(from),
        () => openPostgresTarget(settings),
        async (source, target) => {
          await target.adopt(source.installationId);
          await target.take(original.slice(0, 10));
          await expect(target.take(original.slice(20, 30))).rejects.toBeInstanceOf(LogInUseError);
          // The stream is new, so that only the position tells that something came between.
          const late = original.slice(0, 1).map((event) => ({
            ...event,
            id: event.id.replace(/^.{8}/, '00000000') as typeof event.id,
            stream: `other-${event.id}` as typeof event.stream,
            position: 12 as typeof event.position,
          }));
          await expect(target.take(late)).rejects.toBeInstanceOf(LogInUseError);
          expect(await target.head()).toBe(10);
          await target.take(original.slice(10, 20));
          expect(await target.head()).toBe(20);
        },
      );
    });

    it('to a role that does not own the tables', async () => {
      const settings = await newDatabase();
      await cluster().query(`create role visitor login`, settings.connectionString);
      const visitor = { connectionString: settings.connectionString.replace(/\/\/[^@]*@/, '//visitor@') };
      await expect(openPostgresTarget(visitor)).rejects.toBeInstanceOf(SchemaRoleError);
      await between(openEmbeddedSource(from), () => openPostgresTarget(settings), moving);
      await cluster().query('grant usage on schema concordat_log to visitor', settings.connectionString);
      await expect(openPostgresTarget(visitor)).rejects.toBeInstanceOf(EventLogPrivilegesError);
    });

    it('with a connection string that names a file which is not there', async () => {
      const { connectionString } = await newDatabase();
      const settings = { connectionString: `${connectionString}?sslmode=verify-full&sslrootcert=/nowhere/ca.crt` };
      for (const open of [openPostgresSource, openPostgresTarget]) {
        await expect(open(settings)).rejects.toBeInstanceOf(PostgresConnectionError);
        await expect(open(settings)).rejects.toThrow('a file that the connection string names cannot be read');
      }
    });
  });
});

async function eventsIn(dataFolder: string) {
  const source = await openEmbeddedSource(dataFolder);
  try {
    return await wholeOf(source);
  } finally {
    await source.close();
  }
}
