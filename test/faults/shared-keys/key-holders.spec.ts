import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { migrate, openPool, Signals } from '#platform/postgres';
import { keysSchema, PostgresKeyRing } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import { startProgram } from '../../support/child-program.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { CLIENT_KEY } from '../keys/key-client.js';
import { TIMINGS } from './key-holder.js';

const SUBJECT = `officer-${deriveUuid('officer', 'held')}`;
const log = { error: () => undefined };

describeWithPostgresql('A process that has the key of somebody at hand who is erased', (cluster) => {
  let connectionString: string;
  let keys: PostgresKeyRing;
  let signals: Signals;
  beforeEach(async () => {
    connectionString = await cluster().createDatabase();
    const settings = { connectionString };
    const pool = openPool(settings, 'migrations');
    await migrate(pool, keysSchema);
    await pool.end();
    signals = new Signals({ settings, log });
    signals.start();
    keys = await PostgresKeyRing.open({ settings, signals, keyEncryptionKey: CLIENT_KEY, timings: TIMINGS, log });
  });
  afterEach(async () => {
    await keys.close();
    await signals.stop();
  });

  /** Started, with the key at hand. */
  async function holder() {
    let onLine: (line: string) => void = () => undefined;
    const lines: string[] = [];
    const until = (wanted: string) =>
      new Promise<void>((resolve) => {
        onLine = (line) => line === wanted && resolve();
        if (lines.at(-1) === wanted) resolve();
      });
    const program = startProgram({
      program: new URL('key-holder.js', import.meta.url),
      input: { connectionString, subject: SUBJECT },
      onLine: (line) => {
        lines.push(line);
        onLine(line);
      },
    });
    await until('opened');
    const end = async () => {
      program.process.kill('SIGKILL');
      await program.ended;
    };
    return { lines, until, end, process: program.process };
  }

  async function erase(): Promise<void> {
    await keys.fence([SUBJECT], 'erasure-1');
    await keys.destroy([SUBJECT]);
  }

  it('does without it when the erasure is complete', async () => {
    const other = await holder();
    await erase();
    await other.until('destroyed');
    await other.end();
    expect(other.lines).toEqual(['opened', 'destroyed']);
  }, 60_000);

  it('does not use it after a suspension, during which the erasure did not wait for ever', async () => {
    const other = await holder();
    other.process.kill('SIGSTOP');
    await erase();
    other.process.kill('SIGCONT');
    await other.until('destroyed');
    await other.end();
    expect(other.lines.filter((line) => line !== 'suspended')).toEqual(['opened', 'destroyed']);
  }, 60_000);

  it('is not waited for once it was killed', async () => {
    const other = await holder();
    await other.end();
    await erase();
    expect(await keys.status()).toMatchObject({ subjectKeys: 0, awaitingDestruction: 0 });
  }, 60_000);
});
