import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataFolderInUseError, lockDataFolder, SqliteEventStore, type RecordedEvent } from '#platform/event-store';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { BackupDamagedError, BackupError, RestoreRefusedError } from './backup.errors.js';
import { makeBackup } from './make-backup.js';
import { restore, type RestoreOptions } from './restore.js';
import { finishSwitch } from './restore-switch.js';
import { readRestored } from './restored.file.js';
import { sampleLog, type SampleLog } from './sample-log.fixture.js';

const NOW = new Date('2006-05-01T12:00:00.000Z');
const END = { kind: 'end' } as const;

describe('A backup', () => {
  let folder: TemporaryFolder;
  let sample: SampleLog;
  let minute: number;
  const at = (name: string) => join(folder.path, name);
  const data = () => at('data');
  beforeEach(async () => {
    folder = temporaryFolder();
    minute = 0;
    lockDataFolder(data()).release();
    // Each append in a minute of its own.
    sample = await sampleLog(at('data/log.db'), 24, () => new Date(Date.UTC(2006, 3, 3, 9, (minute += 1))));
    writeFileSync(at('data/fingerprint.key'), 'f'.repeat(32));
  });
  afterEach(() => folder.remove());

  const backUp = (name = 'backup', dataFolder = data()) =>
    makeBackup({ dataFolder, to: at(name), keysTo: at(`${name}-keys`), now: NOW });
  const putBack = (options: Partial<RestoreOptions> = {}) =>
    restore({ from: at('backup'), dataFolder: data(), until: END, now: NOW, ...options });
  const eventsIn = async (dataFolder: string) => {
    const store = await SqliteEventStore.open({ file: join(dataFolder, 'log.db') });
    const events: RecordedEvent[] = [];
    for await (const event of store.readAll({ after: 0 as RecordedEvent['position'] })) events.push(event);
    await store.close();
    return { events };
  };

  it('says what it holds, and keeps the record and the keys apart', () => {
    const { record, keys } = backUp();
    const head = sample.events.length;
    expect(record).toMatchObject({ holds: 'record', position: head, installation: sample.installationId });
    expect(record.lastRecordedAt).toBe(sample.events.at(-1)?.recordedAt);
    expect(keys).toMatchObject({ holds: 'keys', backup: record.backup });
    expect(readdirSync(at('backup')).sort()).toEqual(['backup.json', 'fences.json', 'log.db']);
    expect(readdirSync(at('backup-keys')).sort()).toEqual(['backup.json', 'fingerprint.key']);
  });

  it('restores to the same events, byte for byte, in a folder that held none', async () => {
    backUp();
    const { restored } = putBack({ dataFolder: at('new'), keysFrom: at('backup-keys') });
    expect(restored).toMatchObject({ position: sample.events.length, keys: 'backup' });
    expect((await eventsIn(at('new'))).events).toEqual(sample.events);
    expect(readFileSync(at('new/fingerprint.key'), 'utf8')).toBe('f'.repeat(32));
  });

  it('never replaces another backup, and never lies in the data folder', () => {
    backUp();
    expect(() => backUp()).toThrow(/is there already/);
    expect(() => backUp('data/backup')).toThrow(/lies in the data folder/);
    expect(() => backUp('elsewhere', at('nothing'))).toThrow(/There is no event log/);
    expect(() => makeBackup({ dataFolder: data(), to: at('third'), keysTo: at('backup-keys'), now: NOW })).toThrow(
      BackupError,
    );
    expect(readdirSync(folder.path).sort()).toEqual(['backup', 'backup-keys', 'data']);
  });

  it.each(['record', 'record/keys', '.'])('keeps the keys out of the record: not in %s', (keysTo) => {
    const apart = () => makeBackup({ dataFolder: data(), to: at('record'), keysTo: at(keysTo), now: NOW });
    expect(apart).toThrow(/must be kept apart/);
    expect(readdirSync(folder.path)).toEqual(['data']);
  });

  it('is not made without the key store, which says who was erased', () => {
    writeFileSync(at('data/keys.id'), 'a store that is gone\n');
    expect(() => backUp()).toThrow(/There is no key store .*data\/keys\.db.*--keys/);
    expect(() => makeBackup({ dataFolder: data(), to: at('record'), keyStore: at('lost.db'), now: NOW })).toThrow(
      /There is no key store .*lost\.db/,
    );
    writeFileSync(at('data/keys.db'), 'x'.repeat(5000));
    expect(() => backUp()).toThrow(BackupError);
    expect(() => backUp()).toThrow(/The backup was not made: file is not a database/);
    expect(readdirSync(folder.path)).toEqual(['data']);
  });

  it('removes what an interrupted backup left, and is refused while another one is made', () => {
    const other = lockDataFolder(at('backup.incomplete'));
    expect(() => backUp()).toThrow(DataFolderInUseError);
    other.release();
    writeFileSync(at('backup.incomplete/log.db'), 'half');
    backUp();
    expect(readdirSync(folder.path).sort()).toEqual(['backup', 'backup-keys', 'data']);
  });

  it.each<[string, (name: string) => void, RegExp]>([
    ['is not whole', (name) => rmSync(at(`${name}/backup.json`)), /no whole backup/],
    ['lacks a file', (name) => rmSync(at(`${name}/log.db`)), /log\.db is missing/],
    ['holds another file', (name) => writeFileSync(at(`${name}/log.db-wal`), ''), /holds log\.db-wal/],
    ['was changed', (name) => appendFileSync(at(`${name}/log.db`), 'x'), /log\.db has \d+ bytes with SHA-256/],
    ['names a way out of the folder', (name) => rewrite(name, '"log.db"', '"../log.db"'), /files\.0\.name/],
    ['is of a later version', (name) => rewrite(name, '"format": 1', '"format": 2'), /format/],
  ])('is not restored when it %s', (_, damage, reason) => {
    backUp();
    damage('backup');
    expect(() => putBack()).toThrow(BackupDamagedError);
    expect(() => putBack()).toThrow(reason);
    expect(existsSync(at('data/restoring'))).toBe(false);
  });

  const rewrite = (name: string, from: string, to: string) => {
    const file = at(`${name}/backup.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };

  it('is not restored in a folder that a service uses, nor over another log, nor without keys in silence', async () => {
    backUp();
    const service = lockDataFolder(data());
    expect(() => putBack()).toThrow(DataFolderInUseError);
    service.release();
    lockDataFolder(at('other')).release();
    await sampleLog(at('other/log.db'), 3);
    expect(() => putBack({ dataFolder: at('other'), withoutKeys: true })).toThrow(/holds another log/);
    expect(() => putBack({ dataFolder: at('new') })).toThrow(/holds no keys/);
    expect(putBack({ dataFolder: at('new'), withoutKeys: true }).restored.keys).toBe('none');
  });

  it('is not restored with keys that were copied before it, or that are of another log', async () => {
    backUp();
    makeBackup({ dataFolder: data(), to: at('old'), keysTo: at('old-keys'), now: new Date('2006-01-01') });
    expect(() => putBack({ keysFrom: at('old-keys') })).toThrow(/were copied at 2006-01-01.*before the record/);
    expect(() => putBack({ keysFrom: at('backup') })).toThrow(/is a backup of the record, not of the keys/);
    expect(() => putBack({ keysFrom: at('backup-keys') })).not.toThrow();
  });

  it('leaves out what was recorded later, in every byte, at a position or a time', async () => {
    backUp();
    const [second, third] = sample.events.filter(({ revision }) => revision === 0).slice(1, 3);
    const last = (third?.position ?? 0) - 1;
    putBack({ until: { kind: 'position', position: last } });
    const { events } = await eventsIn(data());
    expect(events).toEqual(sample.events.slice(0, last));
    expect(readFileSync(at('data/log.db')).includes(sample.events.at(-1)?.id ?? '')).toBe(false);
    const time = new Date(second?.recordedAt ?? '');
    expect(putBack({ until: { kind: 'time', time } }).restored.position).toBe(last);
    expect(putBack({ until: { kind: 'time', time: new Date(time.getTime() - 1) } }).restored.position).toBe(1);
  });

  it('is not cut within the events of one command, beyond its end, in the future or before its beginning', () => {
    backUp();
    const cut = (position: number) => () => putBack({ until: { kind: 'position', position } });
    // The second command recorded the positions 2 and 3, the third 4 to 6.
    expect(cut(2)).toThrow(/recorded together \(2 to 3\)\. Choose 3, or 1/);
    expect(cut(5)).toThrow(/recorded together \(4 to 6\)\. Choose 6, or 3/);
    expect(cut(sample.events.length + 1)).toThrow(RestoreRefusedError);
    const by = (time: string) => () => putBack({ until: { kind: 'time', time: new Date(time) } });
    expect(by('2006-05-01T12:00:00.001Z')).toThrow(/is in the future/);
    expect(by('2006-04-03T09:00:59.999Z')).toThrow(/Nothing had been recorded/);
    const later = {
      now: new Date('2006-05-02'),
      until: { kind: 'time', time: new Date('2006-05-01T18:00:00Z') },
    } as const;
    expect(() => putBack(later)).toThrow(/made at 2006-05-01T12:00.* does not reach to 2006-05-01T18:00/);
    expect(cut(3)).not.toThrow();
  });

  it('leaves nothing behind that holds personal data in clear text, or keys', () => {
    backUp();
    writeFileSync(at('data/read-models.db'), 'Anne');
    writeFileSync(at('data/read-models.db-wal'), 'Anne');
    const { replaced } = putBack();
    for (const each of [data(), replaced]) {
      expect(readdirSync(each).filter((name) => name.startsWith('read-models'))).toEqual([]);
    }
    mkdirSync(at('data/restoring'));
    writeFileSync(at('data/restoring/keys.db'), 'of a restore that was killed');
    expect(finishSwitch(data())).toBe(false);
    expect(existsSync(at('data/restoring'))).toBe(false);
  });

  it('says how far the record went before, for as long as the folder is used', async () => {
    backUp();
    const store = await SqliteEventStore.open({ file: at('data/log.db') });
    const [event] = sample.events;
    if (event === undefined) throw new Error('The sample is empty.');
    const id = '00000000-0000-4000-8000-000000000000' as RecordedEvent['id'];
    await store.append(event.stream, 'any', [{ ...event, id }]);
    await store.close();
    const { replaced } = putBack();
    const head = sample.events.length;
    expect(readRestored(data())).toMatchObject({
      position: head,
      known: { position: head + 1, by: 'replaced-log' },
      keys: 'kept',
    });
    expect((await eventsIn(replaced)).events).toHaveLength(head + 1);
    expect(putBack({ until: { kind: 'position', position: 3 } }).restored.known.position).toBe(head + 1);
    expect(existsSync(at('data/restoring'))).toBe(false);
  });
});
