import { afterEach, describe, expect, it } from '@jest/globals';
import { systemCaller } from '#platform/access';
import { deriveUuid } from '#platform/values';
import { soleProcess } from '#platform/coordination';
import type { StreamName } from '#platform/event-store';
import { tallyAggregate, tallyEvents } from '../event-sourcing/tally.fixture.js';
import { engineBench, type EngineBench } from '../engine/engine-bench.fixture.js';
import { openTallies, talliesContext, tallyOf } from '../engine/tallies-context.fixture.js';
import {
  defineProjection,
  defineTable,
  integer,
  on,
  ReadModelsUnavailableError,
  text,
  type TablesOf,
} from '#platform/projections';
import type { DomainContext } from './context.js';
import { EffectRunner } from './effect-runner.js';
import { defineEffect, type EffectDefinition } from './effect.js';

/*
 * The effect of these specs: an open tally is rung for, once. `TallyCounted` records that the ringing began, `TallyClosed`
 * what came of it.
 */

const ringTable = defineTable('ring', {
  columns: { id: text(), standing: text<'WAITING' | 'BEGUN'>(), revision: integer() },
  primaryKey: ['id'],
  indexes: [['standing', 'id']],
});
type RingTables = TablesOf<[typeof ringTable]>;

const rings = defineProjection({
  name: 'rings',
  version: 1,
  tables: [ringTable],
  handlers: on(tallyEvents, {
    TallyOpened: ({ stream: id, revision }) => [ringTable.insert({ id, standing: 'WAITING', revision })],
    TallyCounted: ({ stream: id, revision }) => [ringTable.update({ id }, { standing: 'BEGUN', revision })],
    TallyClosed: ({ stream: id }) => [ringTable.delete({ id })],
  }),
});

interface Ringing {
  readonly name?: string;
  readonly atOnce?: number;
  /** Which tallies it rings for. */
  readonly of?: (id: string) => boolean;
  readonly ring: (id: string, signal: AbortSignal) => Promise<string>;
}

function ringing({ name = 'ringing', atOnce = 3, of = () => true, ring }: Ringing): EffectDefinition {
  const idsThatAre = async (session: Parameters<EffectDefinition['begin']>[0], standing: 'WAITING' | 'BEGUN') => {
    const rows = await session
      .tables<RingTables>()
      .selectFrom('ring')
      .select('id')
      .where('standing', '=', standing)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id as StreamName).filter(of);
  };
  const close = (stream: StreamName, reason: string) => ({
    aggregate: tallyAggregate,
    stream,
    type: 'CloseTally',
    input: { reason },
    commandId: deriveUuid('close', stream),
  });
  return defineEffect<string>({
    name,
    atOnce,
    begin: async (session, _now, free) =>
      (await idsThatAre(session, 'WAITING')).slice(0, free).map((stream) => ({
        begin: {
          aggregate: tallyAggregate,
          stream,
          type: 'Count',
          input: { by: 1 },
          commandId: deriveUuid('begin', stream),
        },
        items: [{ key: stream, perform: (signal) => ring(stream, signal) }],
      })),
    record: (stream, [result = '']) => close(stream, result),
    interrupted: async (session, underWay) =>
      (await idsThatAre(session, 'BEGUN')).filter((id) => !underWay.has(id)).map((id) => close(id, 'interrupted')),
  });
}

function contextOf(...effects: readonly EffectDefinition[]): DomainContext {
  return { ...talliesContext([]), projections: [openTallies, rings], effects };
}

describe('Effects', () => {
  let bench: EngineBench;
  afterEach(() => bench.close());

  const open = async (count: number) => {
    for (let number = 0; number < count; number++) await bench.open(`t${number}`, '2006-03-21T08:00:00.000Z');
  };
  const ends = async () => {
    const events = await bench.events();
    return events
      .map((event) => bench.engine.codec.decode(event))
      .filter(({ type }) => type === 'TallyClosed')
      .map(({ stream, data }) => [stream, (data as { reason: string }).reason]);
  };
  const failures = () => bench.logged.filter(({ message }) => message.startsWith('An effect failed'));

  it('are done once each, on record before and after, and at most so many at once', async () => {
    const rung: string[] = [];
    let underWay = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const three = new Promise<void>((resolve) => (release = resolve));
    const ring = async (id: string) => {
      most = Math.max(most, ++underWay);
      if (underWay === 3) release();
      await three;
      const begun = (await bench.events()).some(
        ({ stream, type }) => stream === id && type === 'tallies.TallyCounted.v1',
      );
      underWay -= 1;
      rung.push(begun ? id : `${id} was not on record`);
      return 'rung';
    };
    bench = await engineBench([contextOf(ringing({ ring }))]);
    await open(20);
    // All of it in one round, also where one ends while another is put on record.
    expect(await bench.engine.effects.runDue()).toBe(20);
    expect(rung.toSorted()).toEqual(Array.from({ length: 20 }, (_, number) => tallyOf(`t${number}`)).toSorted());
    expect(most).toBe(3);
    expect((await ends()).every(([, reason]) => reason === 'rung')).toBe(true);
    expect(await bench.engine.effects.runDue()).toBe(0);
    expect(failures()).toEqual([]);
  });

  it('say once that what they need is away, however often they look, and when it is back', async () => {
    const effect = ringing({ ring: async () => 'rung' });
    let isAway = true;
    const begin: typeof effect.begin = async (...args) => {
      if (isAway) throw new ReadModelsUnavailableError('ECONNREFUSED');
      return effect.begin(...args);
    };
    bench = await engineBench([contextOf({ ...effect, begin })]);
    await open(1);
    const told = () =>
      bench.logged.filter(({ message }) => message.startsWith('The effect')).map(({ message }) => message);
    for (let round = 0; round < 5; round += 1) await bench.engine.effects.runDue();
    expect(told()).toEqual([expect.stringContaining('waits for what does not answer')]);
    isAway = false;
    expect(await bench.engine.effects.runDue()).toBe(1);
    expect(told().at(-1)).toMatch(/goes on$/);
    expect(failures()).toEqual([]);
  });

  it('that were begun before a restart are said to be interrupted, and not done again', async () => {
    const rung: string[] = [];
    const ring = async (id: string) => {
      rung.push(id);
      return 'rung';
    };
    bench = await engineBench([contextOf(ringing({ ring: () => Promise.reject(new Error('a fault of ours')) }))]);
    await open(2);
    // As a process that ends in the midst of it: the beginning is on record, the end is not.
    const begin = await bench.engine.commands.run(tallyAggregate, {
      stream: tallyOf('t0'),
      type: 'Count',
      input: { by: 1 },
      commandId: deriveUuid('begin', tallyOf('t0')),
      caller: systemCaller('spec'),
      correlationId: 'spec',
    });
    expect(begin.outcome).toBe('accepted');
    await bench.restart([contextOf(ringing({ ring }))]);
    expect(await bench.engine.effects.runDue()).toBe(1);
    expect(rung).toEqual([tallyOf('t1')]);
    expect(await ends()).toEqual(
      expect.arrayContaining([
        [tallyOf('t0'), 'interrupted'],
        [tallyOf('t1'), 'rung'],
      ]),
    );
  });

  it('are not done when their beginning was on record already', async () => {
    const rung: string[] = [];
    const ring = async (id: string) => {
      rung.push(id);
      return 'rung';
    };
    const effect = ringing({ ring });
    // Another run sends the very same command between the look and this one.
    const begin: EffectDefinition['begin'] = async (session, now, free) => {
      const batches = await effect.begin(session, now, free);
      for (const { begin: command } of batches) {
        await bench.engine.commands.run(tallyAggregate, {
          ...command,
          caller: systemCaller('processes'),
          correlationId: 'spec',
        });
      }
      return batches;
    };
    bench = await engineBench([contextOf({ ...effect, begin })]);
    await open(1);
    await bench.engine.effects.runDue();
    expect(rung).toEqual([]);
  });

  it('that fail by a fault of ours are said to be interrupted', async () => {
    bench = await engineBench([contextOf(ringing({ ring: () => Promise.reject(new Error('a fault of ours')) }))]);
    await open(1);
    await bench.engine.effects.runDue();
    await bench.engine.effects.runDue();
    expect(await ends()).toEqual([[tallyOf('t0'), 'interrupted']]);
    expect(failures()).toHaveLength(1);
  });

  it('keep a result that could not be put on record, and try again', async () => {
    let rung = 0;
    let refuse = true;
    const effect = ringing({
      ring: async () => {
        rung += 1;
        return 'rung';
      },
    });
    const record: EffectDefinition['record'] = (stream, results) => {
      if (refuse) throw new Error('no space left');
      return effect.record(stream, results);
    };
    bench = await engineBench([contextOf({ ...effect, record })]);
    await open(1);
    expect(await bench.engine.effects.runDue()).toBe(0);
    refuse = false;
    expect(await bench.engine.effects.runDue()).toBe(1);
    expect(rung).toBe(1);
    expect(await ends()).toEqual([[tallyOf('t0'), 'rung']]);
  });

  it('are done once they are on record, and once only, also when the read models stay behind', async () => {
    const rung: string[] = [];
    const ring = async (id: string) => {
      rung.push(id);
      return 'rung';
    };
    bench = await engineBench([contextOf()]);
    await open(1);
    const { commands: runner, sessions, clock } = bench.engine;
    const effectRunner = new EffectRunner({
      coordination: soleProcess(),
      effects: [ringing({ ring })],
      runner,
      // As on a full disk.
      projections: { waitFor: () => Promise.reject(new Error('behind')) },
      sessions,
      clock,
      log: { info: () => undefined, error: () => undefined },
      caller: systemCaller('spec'),
    });
    await effectRunner.runDue();
    await effectRunner.runDue();
    expect(rung).toEqual([tallyOf('t0')]);
    expect(await ends()).toEqual([[tallyOf('t0'), 'rung']]);
  });

  it('whose result a rule refuses are said to be interrupted, and keep no others waiting', async () => {
    const effect = ringing({ ring: async () => 'rung' });
    const record: EffectDefinition['record'] = (stream, results) => ({
      ...effect.record(stream, results),
      // No reason at all.
      ...(stream === tallyOf('t0') ? { input: { reason: 7 }, commandId: deriveUuid('refused', stream) } : {}),
    });
    bench = await engineBench([contextOf({ ...effect, record })]);
    await open(3);
    await bench.engine.effects.runDue();
    await bench.engine.effects.runDue();
    expect(await ends()).toEqual(
      expect.arrayContaining([
        [tallyOf('t0'), 'interrupted'],
        [tallyOf('t1'), 'rung'],
        [tallyOf('t2'), 'rung'],
      ]),
    );
    expect(failures()).toHaveLength(1);
  });

  it('keep nothing waiting that there is room for, in their own lane or in another one', async () => {
    const slow = tallyOf('t0');
    let begun: () => void = () => undefined;
    const slowBegun = new Promise<void>((resolve) => (begun = resolve));
    let release: (result: string) => void = () => undefined;
    const others = new Set<string>();
    let othersRung: () => void = () => undefined;
    const bothRung = new Promise<void>((resolve) => (othersRung = resolve));
    const ring = (id: string) => {
      if (id === slow) {
        begun();
        return new Promise<string>((resolve) => (release = resolve));
      }
      if (others.add(id).size === 2) othersRung();
      return Promise.resolve('rung');
    };
    const elsewhere = tallyOf('t2');
    bench = await engineBench([
      contextOf(
        ringing({ name: 'here', of: (id) => id !== elsewhere, ring }),
        ringing({ name: 'elsewhere', of: (id) => id === elsewhere, ring }),
      ),
    ]);
    await open(1);
    bench.engine.effects.start();
    await slowBegun;
    // Due only now that the slow one is under way.
    await open(3);
    await bothRung;
    expect(others).toEqual(new Set([tallyOf('t1'), elsewhere]));
    release('rung');
  });

  it('come to their end when the engine stops, and no others begin', async () => {
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (finish = resolve));
    let end: (result: string) => void = () => undefined;
    const ring = () =>
      new Promise<string>((resolve) => {
        end = resolve;
        finish();
      });
    bench = await engineBench([contextOf(ringing({ atOnce: 1, ring }))]);
    await open(3);
    bench.engine.effects.start();
    await begun;
    const restarted = bench.restart([talliesContext([])]);
    end('rung');
    await restarted;
    expect(await ends()).toHaveLength(1);
  });

  it('that take too long when it stops are told to end, and what can be said of them is put on record', async () => {
    let begun: () => void = () => undefined;
    const ringingNow = new Promise<void>((resolve) => (begun = resolve));
    const ring = (_id: string, signal: AbortSignal) =>
      new Promise<string>((resolve) => {
        signal.addEventListener('abort', () => resolve('told to end'));
        begun();
      });
    bench = await engineBench([contextOf(ringing({ ring }))]);
    await open(1);
    const { commands: runner, projections, sessions, clock } = bench.engine;
    const log = { info: () => undefined, error: () => undefined };
    const caller = systemCaller('spec');
    const effects = [ringing({ ring })];
    const effectRunner = new EffectRunner({
      coordination: soleProcess(),
      effects,
      runner,
      projections,
      sessions,
      clock,
      log,
      caller,
      stopWithinMs: 20,
    });
    effectRunner.start();
    await ringingNow;
    await effectRunner.stop();
    expect(await ends()).toEqual([[tallyOf('t0'), 'told to end']]);
  });
});
