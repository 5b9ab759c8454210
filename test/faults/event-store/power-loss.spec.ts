import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import { startProgram } from '../../support/child-program.js';
import { straceAvailable } from '../../support/strace.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { AcknowledgedAppends } from './acknowledged-appends.js';
import type { AppendClientInput } from './append-client.js';
import { parseTrace, straceForDisk } from './disk-trace.js';
import type { TracedCall } from './disk-trace.js';
import { SimulatedDisk } from './simulated-disk.js';

const PROGRAM = new URL('./append-client.js', import.meta.url);
const CAMPAIGN = 'power loss';
const CLIENTS = 4;
const APPENDS = 90;
/** `npm run test:faults` asks for more. */
const POWER_LOSSES = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 20);
const MILLISECONDS_PER_LOSS = 5_000;
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);

interface PowerLoss {
  /** The share of all traced calls after which it happens. */
  readonly moment: number;
  /** The share of the changes that reached the disk although nobody had waited for them. */
  readonly surviving: number;
  readonly choices: readonly number[];
}

/** Evenly from 0 to 1: fast-check's own choice of numbers keeps to the ends, as suits other tests. */
const share = fc.noBias(fc.nat(10_000)).map((number) => number / 10_000);

const powerLosses = fc.record<PowerLoss>({
  moment: share,
  surviving: fc.constantFrom(0, 0.3, 0.7),
  choices: fc.array(share, { minLength: 50, maxLength: 50 }),
});

describe('a loss of power', () => {
  it(
    'loses nothing that was acknowledged, whatever part of the rest the disk had',
    async () => {
      if (!straceAvailable('what remains after a loss of power')) return;
      process.stdout.write(`Power loss: ${POWER_LOSSES} moments with CONCORDAT_FAULT_SEED=${SEED}\n`);
      const folder = temporaryFolder();
      const file = join(folder.path, 'events.sqlite');
      await (await SqliteEventStore.open({ file })).close();
      const initial = new Map([[file, readFileSync(file)]]);
      const calls = await traceAppends(file, join(folder.path, 'trace'));
      expect(calls.filter((call) => call.kind === 'told')).toHaveLength(CLIENTS * APPENDS + 1);
      // The log file itself is written by checkpoints: without one the test would miss half of what can go wrong.
      expect(calls.some((call) => call.kind === 'synchronised' && call.file === file)).toBe(true);

      const losses = fc.sample(powerLosses, { numRuns: POWER_LOSSES, seed: SEED });
      await checkAll(losses, calls, new SimulatedDisk(initial), join(folder.path, 'recovered'));
      folder.remove();
    },
    POWER_LOSSES * MILLISECONDS_PER_LOSS,
  );
});

async function traceAppends(file: string, trace: string): Promise<TracedCall[]> {
  const startAt = Array.from({ length: CLIENTS }, () => 0);
  const input: AppendClientInput = { file, campaign: CAMPAIGN, startAt, stopAt: APPENDS };
  const { code, errorOutput } = await startProgram({ program: PROGRAM, input, under: straceForDisk(trace) }).ended;
  expect({ code, errorOutput }).toEqual({ code: 0, errorOutput: '' });
  return parseTrace(readFileSync(trace, 'latin1'));
}

/** Follows the calls once and looks, at each loss of power, at what the disk would have then. */
async function checkAll(
  losses: readonly PowerLoss[],
  calls: readonly TracedCall[],
  disk: SimulatedDisk,
  recovered: string,
): Promise<void> {
  const told: string[] = [];
  let followed = 0;
  for (const loss of losses.toSorted((one, other) => one.moment - other.moment)) {
    const end = Math.round(loss.moment * calls.length);
    for (const call of calls.slice(followed, end)) {
      if (call.kind === 'told') told.push(call.text);
      else disk.apply(call);
    }
    followed = end;
    await checkRecovery(disk.afterPowerLoss(survivors(loss)), told, recovered);
  }
}

async function checkRecovery(
  files: ReadonlyMap<string, Buffer>,
  told: readonly string[],
  recovered: string,
): Promise<void> {
  const appends = new AcknowledgedAppends(CAMPAIGN, CLIENTS);
  for (const line of told) appends.add(line);
  mkdirSync(recovered);
  for (const [name, content] of files) writeFileSync(join(recovered, basename(name)), content);
  const store = await SqliteEventStore.open({ file: join(recovered, 'events.sqlite') });
  await appends.check(store);
  await store.close();
  rmSync(recovered, { recursive: true });
}

function survivors({ surviving, choices }: PowerLoss): () => boolean {
  let choice = 0;
  return () => (choices[choice++ % choices.length] ?? 0) < surviving;
}
