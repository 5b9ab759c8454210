import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { coordinationSchema, type LeaseTimings } from '../../../libs/platform/coordination/index.js';
import { migrate, openPool } from '../../../libs/platform/postgres/index.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { Contender } from './contenders.js';

/** `npm run test:faults` asks for 300: then the holder is struck 100 times. */
const ROUNDS = Math.max(8, Math.ceil(Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 0) / 3));

/** Shorter than those of the service, so that more happens in less time. */
const TIMINGS: LeaseTimings = { roundMs: 100, sureMs: 1_000, silenceMs: 1_500 };

const FAULTS = ['killed', 'suspended', 'cut off', 'out of reach'] as const;
type Fault = (typeof FAULTS)[number];

interface Deed {
  readonly number: number;
  readonly epoch: number;
  readonly holder: string;
}

describeWithPostgresql('The holder of a lease', (cluster) => {
  it(
    `that is struck ${ROUNDS} times is followed by another one within seconds, and there are never two`,
    async () => {
      const folder = temporaryFolder();
      const connectionString = await cluster().createDatabase();
      const pool = openPool({ connectionString }, 'spec');
      await migrate(pool, coordinationSchema);
      await pool.query('create table deeds (number bigint primary key, epoch bigint not null, holder text not null)');
      const lastDeed = async (): Promise<Deed | undefined> =>
        (await pool.query<Deed>('select number, epoch, holder from deeds order by number desc limit 1')).rows[0];
      const deedAfter = async (epoch: number): Promise<Deed> => {
        for (;;) {
          const deed = await lastDeed();
          if (deed !== undefined && deed.epoch > epoch) return deed;
          await delay(5);
        }
      };

      const collisions: string[] = [];
      const options = { connectionString, folder: folder.path, timings: TIMINGS };
      const contenders = await Promise.all(
        ['one', 'two', 'three'].map((holder) => Contender.start(holder, options, collisions)),
      );
      const gaps = new Map<Fault, number[]>(FAULTS.map((fault) => [fault, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        const { epoch, holder } = await deedAfter(0);
        const struck = contenders.find((contender) => contender.holder === holder);
        const fault = FAULTS[round % FAULTS.length] ?? 'killed';
        const struckAt = performance.now();
        if (struck) strike(struck, fault);
        await deedAfter(epoch);
        gaps.get(fault)?.push(performance.now() - struckAt);
        if (struck) await mend(struck, fault);
      }
      for (const contender of contenders) await contender.end();

      const { rows: deeds } = await pool.query<Deed>('select number, epoch, holder from deeds order by number');
      report(gaps, deeds);
      expect(collisions).toEqual([]);
      expect(deeds.map(({ number }) => number)).toEqual(deeds.map((_deed, index) => index + 1));
      expect(deeds.filter(({ epoch }, index) => epoch < (deeds[index - 1]?.epoch ?? 0))).toEqual([]);
      expect(holdersByEpoch(deeds).filter((holders) => holders.size > 1)).toEqual([]);
      expect(overlaps(contenders)).toEqual([]);
      await pool.end();
      folder.remove();
    },
    60_000 + ROUNDS * 10_000,
  );
});

function strike(contender: Contender, fault: Fault): void {
  if (fault === 'killed') contender.kill('SIGKILL');
  if (fault === 'suspended') contender.kill('SIGSTOP');
  if (fault === 'cut off') contender.proxy.goDown();
  if (fault === 'out of reach') contender.proxy.freeze();
}

async function mend(contender: Contender, fault: Fault): Promise<void> {
  if (fault === 'killed') await contender.restart();
  if (fault === 'suspended') contender.kill('SIGCONT');
  if (fault === 'cut off') contender.proxy.comeUp();
  if (fault === 'out of reach') contender.proxy.thaw();
}

function holdersByEpoch(deeds: readonly Deed[]): readonly ReadonlySet<string>[] {
  return [...Map.groupBy(deeds, ({ epoch }) => epoch).values()].map(
    (ofEpoch) => new Set(ofEpoch.map(({ holder }) => holder)),
  );
}

/** Tenures during which another process took the lease for its own as well, by the machine's clock. */
function overlaps(contenders: readonly Contender[]): readonly string[] {
  const tenures = contenders
    .flatMap((contender) => [...contender.tenures()].map(([epoch, moments]) => ({ epoch, moments })))
    .toSorted((a, b) => a.epoch - b.epoch);
  return tenures.flatMap(({ epoch, moments: [first] }, index) => {
    const before = tenures[index - 1];
    if (before === undefined || before.moments[1] < first) return [];
    return [`epoch ${epoch} began ${before.moments[1] - first} ns before epoch ${before.epoch} ended`];
  });
}

function report(gaps: ReadonlyMap<Fault, readonly number[]>, deeds: readonly Deed[]): void {
  const lines = [...gaps].map(([fault, times]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const [median = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return `${fault}: ${times.length} times, next deed after ${median.toFixed(0)} ms (median), ${most.toFixed(0)} ms (most)`;
  });
  process.stdout.write(`Takeovers: ${deeds.length} deeds, 0 twice\n  ${lines.join('\n  ')}\n`);
}
