import { closeSync, openSync, writeSync } from 'node:fs';
import { once, EventEmitter } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockDataFolder } from '#platform/event-store';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { Integrity } from './integrity.js';
import { LogDamagedError } from './integrity.errors.js';
import { sampleLog } from './sample-log.fixture.js';

/** The number of free pages, in SQLite's database header: https://sqlite.org/fileformat2.html#the_database_header */
const FREE_PAGES_AT = 36;

describe('What is known of the integrity of a log', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = temporaryFolder();
    lockDataFolder(join(folder.path, 'data')).release();
    await sampleLog(join(folder.path, 'data/log.db'), 8);
  });
  afterEach(() => folder.remove());

  it('is not forgotten when a later pass looks at less than the check at the start', async () => {
    const file = openSync(join(folder.path, 'data/log.db'), 'r+');
    writeSync(file, Buffer.from([0, 0, 0, 5]), 0, 4, FREE_PAGES_AT);
    closeSync(file);
    const passes = new EventEmitter();
    const log = { info: () => undefined, error: () => undefined };
    const clock = () => {
      // Read when a pass is finished; its status is set right after that.
      setImmediate(() => passes.emit('finished'));
      return new Date('2026-05-01T12:00:00Z');
    };
    const options = { dataFolder: join(folder.path, 'data'), pauseMs: 60_000, recordsPerSecond: 1_000_000, clock, log };
    expect(() => new Integrity(options)).toThrow(LogDamagedError);
    const integrity = new Integrity({ ...options, onDamage: 'read-only' });
    const present = { head: 16, root: () => undefined };
    const atStart = integrity.status(present).faults;
    expect(atStart.map(({ nature }) => nature)).toContain('file');
    const finished = once(passes, 'finished');
    integrity.scrub.start();
    await finished;
    expect(integrity.scrub.status).toMatchObject({ passes: 1, faults: [] });
    expect(integrity.status(present)).toMatchObject({ faults: atStart, readOnly: true });
    await integrity.scrub.stop();
  });
});
