import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import { startProgram } from '../../support/child-program.js';
import { STRACE, straceAvailable } from '../../support/strace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { AcknowledgedAppends } from './acknowledged-appends.js';
import type { AppendClientInput } from './append-client.js';

const PROGRAM = new URL('./append-client.js', import.meta.url);
const CLIENTS = 4;
const FAULT_EXIT_CODE = 70;

/** SQLite is built with one or the other. */
const SAME_AS = { fsync: 'fsync,fdatasync', pwrite64: 'pwrite64' } as const;

/** Calls that fail, one a run: `npm run test:faults` asks for more. */
const MOMENTS = Math.max(3, Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 0) / 10));
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
/** Before it the log is being opened; the run makes more such calls than the latest. */
const EARLIEST_MOMENT = 4;
const LATEST_MOMENT = 100;
const MILLISECONDS_PER_MOMENT = 20_000;

describe('an input or output error of the log', () => {
  it('ends the process without a false acknowledgement when the file cannot be written', async () => {
    // Units of 1,024 bytes, so that the write-ahead log meets the limit after some appends.
    const limit = 600;
    await failWhile('writing', ['bash', '-c', `ulimit -f ${limit}; exec "$@"`, 'bash']);
  }, 60_000);

  for (const call of ['fsync', 'pwrite64'] as const) {
    it(
      `ends the process without a false acknowledgement when ${call} fails`,
      async () => {
        if (!straceAvailable(`that a failing ${call} ends the process`)) return;
        process.stdout.write(`failing ${call}: ${MOMENTS} moments with CONCORDAT_FAULT_SEED=${SEED}\n`);
        const moment = fc.noBias(fc.integer({ min: EARLIEST_MOMENT, max: LATEST_MOMENT }));
        for (const nth of fc.sample(moment, { numRuns: MOMENTS, seed: SEED })) {
          await failWhile(`${call} number ${nth}`, failingFrom(call, nth));
        }
      },
      MOMENTS * MILLISECONDS_PER_MOMENT,
    );
  }
});

/** From the nth time on the call fails, when it is for the log's files. */
function failingFrom(call: keyof typeof SAME_AS, nth: number): readonly string[] {
  const inject = `inject=${SAME_AS[call]}:error=EIO:when=${nth}+`;
  return [...STRACE, '-o', '/dev/null', '-P', 'LOG', '-P', 'LOG-wal', '-e', `trace=${SAME_AS[call]}`, '-e', inject];
}

async function failWhile(what: string, under: readonly string[]): Promise<void> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'events.sqlite');
  const appends = new AcknowledgedAppends(`error while ${what}`, CLIENTS);
  const input: AppendClientInput = { file, campaign: appends.campaign, startAt: appends.counts, stopAt: 400 };
  // A log is there already, so that the error meets appends rather than its creation.
  await (await SqliteEventStore.open({ file })).close();
  const program = startProgram({
    program: PROGRAM,
    input,
    under: under.map((word) => word.replace('LOG', file)),
    onLine: (line) => appends.add(line),
  });
  const { code, errorOutput } = await program.ended;
  expect({ what, code }).toEqual({ what, code: FAULT_EXIT_CODE });
  expect(errorOutput).toContain(`EventLogFaultError: The event log ${file} failed (SQLITE_IOERR`);

  const store = await SqliteEventStore.open({ file });
  await appends.check(store);
  await store.close();
  folder.remove();
}
