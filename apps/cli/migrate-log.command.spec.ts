import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimCoordination, coordinationSchema } from '#platform/coordination';
import { checkpointText, fromBase64, generateSignerKey, NOTE_ALGORITHM, noteText, signNote } from '#platform/ledger';
import type { MoveReport } from '#platform/move-log';
import { migrate, openPool } from '#platform/postgres';
import { LocalKeyEncryptionKey, SubjectKeyStore } from '#platform/privacy';
import { sampleFolder } from '../../libs/platform/move-log/sample-log.fixture.js';
import { SERVER_KIND, startEventStoreDb } from '../../test/support/eventstoredb/event-store-db-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../test/support/temporary-folder.js';
import { describeWithPostgresql } from '../../test/support/with-postgresql.js';
import { run } from './program.js';

let folder: TemporaryFolder;
let output: string;

beforeEach(() => {
  folder = temporaryFolder();
  output = '';
});

afterEach(() => folder.remove());

function migrateLog(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<number> {
  return concordat(environment, 'migrate-log', ...args);
}

function concordat(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<number> {
  const stream = { write: (text: string) => void (output += text) };
  output = '';
  return run(['node', 'concordat', ...args], environment, { stdout: stream, stderr: stream });
}

describe('concordat migrate-log', () => {
  it.each([
    [['--from', 'embedded', '--to', 'postgresql'], {}, 'Name the data folder of the embedded engine with --data.'],
    [['--from', 'sqlite', '--to', 'postgresql'], {}, '--from sqlite is no engine.'],
    [['--from', 'postgresql', '--to', 'postgresql'], {}, 'with the engine postgresql already'],
    [['--from', 'postgresql', '--to', 'eventstoredb', '--data', '.'], {}, '--data is for the embedded engine only.'],
    [['--from', 'embedded'], {}, "required option '--to <engine>' not specified"],
  ])('refuses the command line %j', async (args, environment, message) => {
    expect(await migrateLog(environment, ...args)).toBe(2);
    expect(output).toContain(message);
  });

  it('says what is missing or wrong, and repeats no secret', async () => {
    const data = await sampleFolder(folder.path, 'data', 2);
    const args = ['--from', 'embedded', '--to', 'postgresql', '--data', data];
    const wrong: readonly (readonly [Record<string, string>, string])[] = [
      [{}, 'CONCORDAT_POSTGRES_URL or CONCORDAT_POSTGRES_URL_FILE is required'],
      [{ CONCORDAT_POSTGRES_URL_FILE: '/nowhere' }, 'cannot be read'],
      [{ CONCORDAT_POSTGRES_URL: 'mysql://me:hunter2@db/log' }, 'must be postgresql://user:password@host'],
      [{ CONCORDAT_POSTGRES_URL: 'postgresql://me:hunter2@127.0.0.1:1/log' }, '127.0.0.1:1'],
    ];
    for (const [environment, message] of wrong) {
      expect(await migrateLog(environment, ...args)).toBe(1);
      expect(output).toContain(message);
      expect(output).not.toContain('hunter2');
      expect(output).not.toContain('A fault of the console');
    }
    expect(await migrateLog({}, '--from', 'embedded', '--to', 'postgresql', '--data', join(data, 'none'))).toBe(1);
    expect(output).toContain('There is no event log in');
  });
});

describe('concordat migrate-keys', () => {
  it.each([
    [
      ['--from', 'embedded', '--to', 'eventstoredb', '--data', '.'],
      2,
      'With EventStoreDB, too, they are in PostgreSQL.',
    ],
    [['--from', 'embedded', '--to', 'postgresql'], 2, "required option '--data <folder>' not specified"],
    [['--from', 'embedded', '--to', 'postgresql', '--data', '.'], 1, 'CONCORDAT_POSTGRES_URL_FILE is required'],
  ])('refuses the command line %j', async (args, code, message) => {
    expect(await concordat({}, 'migrate-keys', ...args)).toBe(code);
    expect(output).toContain(message);
  });
});

describeWithPostgresql('concordat migrate-keys, with PostgreSQL', (cluster) => {
  it('moves the keys of a data folder to where keys are configured to be, and back', async () => {
    const data = join(folder.path, 'data');
    mkdirSync(data);
    const keyEncryptionKey = new LocalKeyEncryptionKey(Buffer.alloc(32, 1));
    const store = await SubjectKeyStore.open({ file: join(data, 'keys.db'), keyEncryptionKey });
    await store.prepare(['officer-1' as never, 'officer-2' as never]);
    await store.close();
    const environment = {
      CONCORDAT_POSTGRES_URL: 'postgresql://nobody@127.0.0.1:1/log',
      CONCORDAT_KEYS_URL: await cluster().createDatabase(),
      CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
    };
    const there = ['migrate-keys', '--from', 'embedded', '--to', 'postgresql', '--data', data];
    expect({ code: await concordat(environment, ...there), output }).toMatchObject({ code: 0 });
    expect(output).toContain('2 keys and 0 fences were moved');
    expect(await concordat(environment, ...there)).toBe(0);
    expect(output).toContain('were there already');
    const back = ['migrate-keys', '--from', 'postgresql', '--to', 'embedded', '--data', join(folder.path, 'back')];
    expect(await concordat(environment, ...back, '--json')).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ keys: 2, fences: 0, repeated: false });
  });
});

describeWithPostgresql('concordat migrate-log, with PostgreSQL', (cluster) => {
  it('moves a log through all engines, to the same root', async () => {
    const data = await sampleFolder(folder.path, 'data', 20);
    const url = join(folder.path, 'url');
    writeFileSync(url, `${await cluster().createDatabase()}\n`);
    const environment = { CONCORDAT_POSTGRES_URL_FILE: url };
    expect(await migrateLog(environment, '--from', 'embedded', '--to', 'postgresql', '--data', data)).toBe(0);
    expect(output).toContain('events were copied to');
    expect(output).toContain('NOT compared with anything that was signed. There is no ledger');
    expect(output).toContain('Compare the root with a checkpoint of size');
    const back = join(folder.path, 'back');
    const json = await migrated(environment, '--from', 'postgresql', '--to', 'embedded', '--data', back);
    expect(output).toContain(json.root);
    if (SERVER_KIND !== 'a double') return;
    const server = await startEventStoreDb();
    const both = { ...environment, CONCORDAT_EVENTSTOREDB_URL: server.connectionString };
    expect(await migrated(both, '--from', 'postgresql', '--to', 'eventstoredb')).toEqual(json);
    expect(await migrated(both, '--from', 'postgresql', '--to', 'eventstoredb')).toMatchObject({
      copiedBefore: json.events,
    });
    server.stop();
  });

  it('compares a log in PostgreSQL with the newest checkpoint on record beside the read models, or says why not', async () => {
    const data = await sampleFolder(folder.path, 'data', 20);
    const environment = { CONCORDAT_POSTGRES_URL: await cluster().createDatabase() };
    const readModels = await cluster().createDatabase();
    const apart = { ...environment, CONCORDAT_READ_MODELS_URL: readModels };
    const moved = await migrated(environment, '--from', 'embedded', '--to', 'postgresql', '--data', data);
    let copies = 0;
    const copy = async (from: Readonly<Record<string, string>>, expected: { code: number; text: string }) => {
      const to = join(folder.path, `copy-${(copies += 1)}`);
      const code = await migrateLog(from, '--from', 'postgresql', '--to', 'embedded', '--data', to);
      expect({ code, output }).toEqual({ code: expected.code, output: expect.stringContaining(expected.text) });
    };
    await copy(environment, { code: 0, text: 'holds no concordat_coordination, and no checkpoint.' });
    const away = { ...environment, CONCORDAT_READ_MODELS_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/views' };
    await copy(away, {
      code: 0,
      text: 'NOT compared with anything that was signed. The newest checkpoint on record could',
    });
    expect(output).not.toContain('hunter2');

    const pool = openPool({ connectionString: readModels }, 'spec');
    const sign = async (size: number, root: Uint8Array) => {
      const text = checkpointText({ origin: 'log.example', size, root, extensions: [] });
      const key = generateSignerKey('log.example', NOTE_ALGORITHM.ed25519);
      const note = noteText({ text, signatures: [signNote(text, key)] });
      await pool.query('delete from concordat_coordination.newest_checkpoint');
      await pool.query('insert into concordat_coordination.newest_checkpoint (size, note) values ($1, $2)', [
        size,
        note,
      ]);
    };
    try {
      await migrate(pool, coordinationSchema);
      await claimCoordination(pool, moved.installationId);
      await copy(apart, { code: 0, text: 'No checkpoint is on record in' });
      const root = fromBase64(moved.root, 'the root');
      await sign(moved.events, root);
      await copy(apart, { code: 0, text: 'The source holds what its last signed checkpoint commits to.' });
      await sign(moved.events + 1, root);
      await copy(apart, { code: 1, text: `was signed over ${moved.events + 1} events: the last are gone.` });
      await sign(moved.events - 1, root);
      await copy(apart, { code: 1, text: 'the log was altered' });
      await pool.query(`update concordat_coordination.newest_checkpoint set note = 'none'`);
      await copy(apart, { code: 1, text: 'somebody has altered it' });
      await pool.query(`update concordat_coordination.installation set id = 'another'`);
      await copy(apart, { code: 0, text: 'is of another installation (another).' });
    } finally {
      await pool.end();
    }
  });

  async function migrated(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<MoveReport> {
    const code = await migrateLog(environment, ...args, '--json');
    expect({ code, output }).toMatchObject({ code: 0 });
    return JSON.parse(output) as MoveReport;
  }
});
