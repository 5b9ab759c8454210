import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { coordinationSchema } from '../../../libs/platform/coordination/index.js';
import { migrate, openPool } from '../../../libs/platform/postgres/index.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import type { ContenderInput } from './contender.program.js';
import { ROUNDS, TIMINGS } from './extent.js';
import { FAULTS, StruckProcess, type Fault } from './struck-process.js';
import { overlaps, tenuresIn } from './tenures.js';

const PROGRAM = new URL('./contender.program.js', import.meta.url);

interface Deed {
  readonly number: number;
  readonly epoch: number;
  readonly holder: string;
}

describeWithPostgresql('The holder of a lease', (cluster) => {
  let contenders: readonly StruckProcess[] = [];
  afterEach(() => Promise.all(contenders.map((contender) => contender.end())));

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
      const momentsFileOf = (holder: string) => join(folder.path, `${holder}.moments`);
      contenders = await Promise.all(
        ['one', 'two', 'three'].map((holder) =>
          StruckProcess.start({
            holder,
            program: PROGRAM,
            connectionString,
            input: (over): ContenderInput => ({
              connectionString: over,
              holder,
              timings: TIMINGS,
              momentsFile: momentsFileOf(holder),
            }),
            readyLine: 'contends',
            onLine: (line) => collisions.push(`${holder}: ${line}`),
          }),
        ),
      );
      const gaps = new Map<Fault, number[]>(FAULTS.map((fault) => [fault, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        const { epoch, holder } = await deedAfter(0);
        const struck = contenders.find((contender) => contender.holder === holder);
        const fault = FAULTS[round % FAULTS.length] ?? 'killed';
        const struckAt = performance.now();
        struck?.strike(fault);
        await deedAfter(epoch);
        gaps.get(fault)?.push(performance.now() - struckAt);
        await struck?.mend(fault);
      }
      for (const contender of contenders) await contender.end();

      const { rows: deeds } = await pool.query<Deed>('select number, epoch, holder from deeds order by number');
      report(gaps, deeds);
      expect(collisions).toEqual([]);
      expect(deeds.map(({ number }) => number)).toEqual(deeds.map((_deed, index) => index + 1));
      expect(deeds.filter(({ epoch }, index) => epoch < (deeds[index - 1]?.epoch ?? 0))).toEqual([]);
      expect(holdersByEpoch(deeds).filter((holders) => holders.size > 1)).toEqual([]);
      expect(overlaps(contenders.flatMap(({ holder }) => tenuresIn(momentsFileOf(holder))))).toEqual([]);
      await pool.end();
      folder.remove();
    },
    60_000 + ROUNDS * 10_000,
  );
});

function holdersByEpoch(deeds: readonly Deed[]): readonly ReadonlySet<string>[] {
  return [...Map.groupBy(deeds, ({ epoch }) => epoch).values()].map(
    (ofEpoch) => new Set(ofEpoch.map(({ holder }) => holder)),
  );
}

function report(gaps: ReadonlyMap<Fault, readonly number[]>, deeds: readonly Deed[]): void {
  const lines = [...gaps].map(([fault, times]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const [median = 0, most = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return `${fault}: ${times.length} times, next deed after ${median.toFixed(0)} ms (median), ${most.toFixed(0)} ms (most)`;
  });
  process.stdout.write(`Takeovers: ${deeds.length} deeds, 0 twice\n  ${lines.join('\n  ')}\n`);
}
