import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { SqliteEventStore } from '#platform/event-store';
import { localLedgerKeys, SqliteLedger, toBase64 } from '#platform/ledger';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { between, moving } from './both-logs.fixture.js';
import { openEmbeddedSource, openEmbeddedTarget } from './embedded-log.js';
import { SourceUnsuitableError } from './move-log.errors.js';
import { sampleFolder } from './sample-log.fixture.js';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

const quiet = { info: () => undefined, error: () => undefined };

/** Lets a ledger follow the log of a data folder to its end. @returns the root that it signs */
async function rootSignedIn(dataFolder: string): Promise<string> {
  const store = await SqliteEventStore.open({ file: join(dataFolder, 'log.db') });
  const file = join(dataFolder, 'ledger.db');
  const ledger = new SqliteLedger({
    store,
    file,
    keys: localLedgerKeys(join(folder.path, 'ledger.key'), join(folder.path, 'none')),
    clock: () => new Date(),
    log: quiet,
    record: () => Promise.reject(new Error('Nothing is put on record here.')),
  });
  await ledger.start();
  await ledger.requireUpTo(await store.head());
  const root = ledger.root();
  await ledger.stop();
  await store.close();
  return toBase64(root);
}

describe('moving a log that was signed', () => {
  it('comes to the root that the ledger signed, and leads another ledger to the same', async () => {
    const from = await sampleFolder(folder.path, 'from', 30);
    const signed = await rootSignedIn(from);
    const to = join(folder.path, 'to');
    const report = await between(openEmbeddedSource(from), () => openEmbeddedTarget(to), moving);
    expect(report).toMatchObject({ root: signed, signedRoots: 1 });
    expect(await rootSignedIn(to)).toBe(signed);
  });

  it('is refused when an event was altered since', async () => {
    const from = await sampleFolder(folder.path, 'from', 30);
    await rootSignedIn(from);
    const database = new Database(join(from, 'log.db'));
    database.exec(
      `DROP TRIGGER events_are_never_changed; UPDATE events SET data = CAST('{}' AS BLOB) WHERE position = 11`,
    );
    database.close();
    const altered = between(openEmbeddedSource(from), () => openEmbeddedTarget(join(folder.path, 'to')), moving);
    await expect(altered).rejects.toBeInstanceOf(SourceUnsuitableError);
    await expect(altered).rejects.toThrow('the log was altered');
  });

  it('is refused when the end of it is gone', async () => {
    const from = await sampleFolder(folder.path, 'from', 30);
    await rootSignedIn(from);
    const database = new Database(join(from, 'log.db'));
    database.exec('DROP TRIGGER events_are_never_deleted; DELETE FROM events WHERE position > 20');
    database.close();
    const cut = between(openEmbeddedSource(from), () => openEmbeddedTarget(join(folder.path, 'to')), moving);
    await expect(cut).rejects.toThrow('has 20 events, but the checkpoint in');
  });
});
