import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import { startProgram } from '../../support/child-program.js';
import type { AppendClientInput } from './append-client.js';
import { AcknowledgedAppends } from './acknowledged-appends.js';

export interface KillNineCampaign {
  /** The log, which the whole campaign goes on with. */
  readonly file: string;
  readonly rounds: number;
  readonly clients: number;
  /** Decides when each round's process is killed. */
  readonly seed: number;
}

interface Kill {
  readonly afterAcknowledgements: number;
  readonly andMilliseconds: number;
}

const PROGRAM = new URL('./append-client.js', import.meta.url);

/**
 * Starts a process whose clients append to the log, kills it at some moment so that it cannot clean up, and checks
 * the log; again and again. Returns the number of appends that were acknowledged.
 */
export async function runKillNineCampaign({ file, rounds, clients, seed }: KillNineCampaign): Promise<number> {
  const evenly = (most: number): fc.Arbitrary<number> => fc.noBias(fc.nat(most));
  const kill = fc.oneof(
    { weight: 4, arbitrary: fc.record<Kill>({ afterAcknowledgements: evenly(400), andMilliseconds: evenly(6) }) },
    // While it starts, and in the first round while it creates the log.
    { weight: 1, arbitrary: fc.record<Kill>({ afterAcknowledgements: fc.constant(0), andMilliseconds: evenly(250) }) },
  );
  const appends = new AcknowledgedAppends(`kill -9 with seed ${seed}`, clients);
  for (const moment of fc.sample(kill, { numRuns: rounds, seed })) {
    await appendUntilKilled(file, appends, moment);
    const store = await SqliteEventStore.open({ file });
    await appends.check(store);
    await store.close();
  }
  const store = await SqliteEventStore.open({ file });
  await appends.checkFromStart(store);
  await store.close();
  expectSoundFile(file);
  return appends.total;
}

async function appendUntilKilled(file: string, appends: AcknowledgedAppends, moment: Kill): Promise<void> {
  const input: AppendClientInput = { file, campaign: appends.campaign, startAt: appends.counts };
  let remaining = moment.afterAcknowledgements;
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  if (remaining === 0) reached();
  const program = startProgram({
    program: PROGRAM,
    input,
    onLine(line) {
      appends.add(line);
      remaining -= 1;
      if (remaining === 0) reached();
    },
  });
  await Promise.race([enough, program.ended]);
  await wait(moment.andMilliseconds);
  program.process.kill('SIGKILL');
  const { signal, errorOutput } = await program.ended;
  expect({ signal, errorOutput }).toEqual({ signal: 'SIGKILL', errorOutput: '' });
}

function expectSoundFile(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    database.close();
  }
}
