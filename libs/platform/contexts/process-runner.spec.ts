import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemCaller } from '#platform/access';
import { soleProcess } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import { ReadModelsUnavailableError } from '#platform/projections';
import { tallyAggregate } from '../event-sourcing/tally.fixture.js';
import { engineBench, type EngineBench } from '../engine/engine-bench.fixture.js';
import { HandedLease } from '../coordination/handed-lease.fixture.js';
import { closing, talliesContext, tallyOf } from '../engine/tallies-context.fixture.js';
import type { ProcessDefinition } from './process.js';
import { ProcessRunner } from './process-runner.js';

const EARLY = '2006-03-21T08:00:00.000Z';
const SOON = '2006-03-21T09:00:04.000Z';
const LATE = '2006-12-31T00:00:00.000Z';

describe('Durable processes', () => {
  let bench: EngineBench;
  afterEach(() => bench.close());

  const closed = async () => {
    const events = (await bench.events()).filter(({ type }) => type === 'tallies.TallyClosed.v1');
    return events.map(({ stream }) => stream);
  };
  const dueNow = async () => {
    using session = await bench.engine.sessions.open(systemCaller('spec'));
    return await closing().due(session, LATE, 10);
  };
  const reports = () => bench.logged.filter(({ message }) => message.startsWith('A durable process failed'));

  it('send what is due, the earliest first, and nothing else', async () => {
    bench = await engineBench();
    await bench.open('second', '2006-03-21T08:30:00.000Z');
    await bench.open('first', EARLY);
    await bench.open('later', LATE);
    expect(await bench.engine.processes.runDue()).toBe(2);
    expect(await closed()).toEqual([tallyOf('first'), tallyOf('second')]);
    expect(await bench.engine.processes.runDue()).toBe(0);
  });

  it('record by which event a command came to be due, where they know', async () => {
    bench = await engineBench();
    await bench.open('a', EARLY);
    const { due } = closing();
    const [opened] = await bench.events();
    const caused: ProcessDefinition['due'] = async (...args) =>
      (await due(...args)).map((command) => ({ ...command, causationId: opened?.id ?? '' }));
    await bench.restart([talliesContext([closing({ due: caused })])]);
    await bench.engine.processes.runDue();
    const [, closed] = await bench.events();
    expect(closed && bench.engine.codec.decode(closed).metadata.causationId).toBe(opened?.id);
  });

  it('send all that is due, however much', async () => {
    bench = await engineBench();
    for (let number = 0; number < 230; number++) await bench.open(`tally ${number}`, EARLY);
    expect(await bench.engine.processes.runDue()).toBe(230);
    expect(new Set(await closed()).size).toBe(230);
  });

  it('have one effect, also when they run twice at once or again after a restart', async () => {
    bench = await engineBench();
    for (const name of ['a', 'b', 'c']) await bench.open(name, EARLY);
    await Promise.all([bench.engine.processes.runDue(), bench.engine.processes.runDue()]);
    await bench.restart();
    await bench.engine.processes.runDue();
    // As if the process had been killed after the command and before the read model showed it.
    const { due } = closing();
    const stale: ProcessDefinition['due'] = async (session, now, limit) => {
      const commands = await due(session, now, limit);
      return commands.length > 0 ? commands : remembered;
    };
    await bench.open('d', EARLY);
    const remembered = await dueNow();
    await bench.restart([talliesContext([closing({ due: stale })])]);
    await bench.engine.processes.runDue();
    await bench.engine.processes.runDue();
    expect((await closed()).toSorted()).toEqual(['a', 'b', 'c', 'd'].map(tallyOf).toSorted());
  });

  it('go on past a command that is refused, say so without its content, and try it again', async () => {
    bench = await engineBench();
    await bench.open('a', EARLY);
    await bench.open('b', '2006-03-21T08:30:00.000Z');
    const { due } = closing();
    let refused = true;
    const firstWrong: ProcessDefinition['due'] = async (session, now, limit) => {
      const commands = await due(session, now, limit);
      return commands.map((command) =>
        refused && command.stream === tallyOf('a') ? { ...command, input: { secret: 'Mrs Smith' } } : command,
      );
    };
    await bench.restart([talliesContext([closing({ due: firstWrong })])]);
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(await closed()).toEqual([tallyOf('b')]);
    expect(reports()).toEqual([
      {
        fields: {
          process: 'closing',
          err: expect.objectContaining({
            name: 'ProcessRefusedError',
            message: `The process closing was refused CloseTally on ${tallyOf('a')}: INVALID_INPUT, INVALID_INPUT.`,
          }),
        },
        message: 'A durable process failed and will be tried again',
      },
    ]);
    refused = false;
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(await closed()).toEqual([tallyOf('b'), tallyOf('a')]);
  });

  it('go on past more refused commands than they look at in one go', async () => {
    bench = await engineBench();
    for (let number = 0; number < 120; number++) await bench.open(`stuck ${number}`, EARLY);
    await bench.open('good', '2006-03-21T08:30:00.000Z');
    const { due } = closing();
    const stuck: ProcessDefinition['due'] = async (session, now, limit) => {
      const commands = await due(session, now, limit);
      return commands.map((command) => (command.stream === tallyOf('good') ? command : { ...command, input: {} }));
    };
    await bench.restart([talliesContext([closing({ due: stuck })])]);
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(await closed()).toEqual([tallyOf('good')]);
    expect(reports()).toHaveLength(120);
  });

  it('say once that what they need is away, however often they look, and when it is back', async () => {
    bench = await engineBench();
    await bench.open('a', EARLY);
    const { due } = closing();
    let isAway = true;
    const unreachable: ProcessDefinition['due'] = async (...args) => {
      if (isAway) throw new ReadModelsUnavailableError('ECONNREFUSED');
      return due(...args);
    };
    await bench.restart([talliesContext([closing({ due: unreachable })])]);
    const told = () => bench.logged.filter(({ message }) => message.startsWith('Durable processes'));
    for (let round = 0; round < 5; round += 1) await bench.engine.processes.runDue();
    expect(told()).toMatchObject([
      { fields: { process: 'closing' }, message: 'Durable processes wait for what does not answer' },
    ]);
    isAway = false;
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(told().at(-1)).toMatchObject({ fields: { attempts: 5 }, message: 'Durable processes go on' });
    expect(reports()).toEqual([]);
  });

  it('do not stand in one another\u2019s way', async () => {
    bench = await engineBench();
    await bench.open('a', EARLY);
    const failing = closing({
      name: 'failing',
      due: async () => {
        throw new Error('no such table');
      },
    });
    await bench.restart([talliesContext([failing, closing()])]);
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(reports()).toMatchObject([{ fields: { process: 'failing' } }]);
  });

  it('send a command that changes nothing once a round, and not for ever', async () => {
    bench = await engineBench();
    await bench.open('a', EARLY);
    await bench.engine.processes.runDue();
    let asked = 0;
    const again: ProcessDefinition['due'] = async () => {
      asked += 1;
      const commandId = '00000000-0000-4000-8000-000000000001';
      return [
        { aggregate: tallyAggregate, stream: tallyOf('a'), type: 'CloseTally', input: { reason: 'x' }, commandId },
      ];
    };
    await bench.restart([talliesContext([closing({ due: again })])]);
    expect(await bench.engine.processes.runDue()).toBe(1);
    expect(asked).toBe(2);
  });
});

describe('The clock of durable processes', () => {
  let bench: EngineBench;
  beforeEach(async () => {
    bench = await engineBench();
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'Date', 'performance', 'hrtime'],
    });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await bench.close();
  });

  /** Lets the round that a timer began run to its end: then another timer is set. */
  async function untilTimerIsSet(): Promise<void> {
    while (jest.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async function advance(milliseconds: number): Promise<void> {
    jest.advanceTimersByTime(milliseconds);
    await untilTimerIsSet();
  }

  it('wakes them when the next thing falls due', async () => {
    await bench.open('soon', SOON);
    bench.engine.processes.start();
    await advance(0);
    bench.setTime('2006-03-21T09:00:03.999Z');
    await advance(3_999);
    expect(bench.engine.projections.position).toBe(1);
    bench.setTime(SOON);
    await advance(1);
    expect(bench.engine.projections.position).toBe(2);
  });

  it('lets them look again soon after something was written', async () => {
    bench.engine.processes.start();
    await advance(0);
    await advance(500);
    await bench.open('early', EARLY);
    await advance(499);
    expect(bench.engine.projections.position).toBe(1);
    await advance(1);
    expect(bench.engine.projections.position).toBe(2);
  });

  it('lets them rest while nothing is written and nothing falls due', async () => {
    let looks = 0;
    const due: ProcessDefinition['due'] = (...args) => {
      looks += 1;
      return closing().due(...args);
    };
    await bench.restart([talliesContext([closing({ due })])]);
    bench.engine.processes.start();
    await advance(0);
    await advance(9_999);
    expect(looks).toBe(1);
    await advance(1);
    expect(looks).toBe(2);
  });

  it('goes on after a failure', async () => {
    let broken = true;
    const due: ProcessDefinition['due'] = (...args) =>
      broken ? Promise.reject(new Error('broken')) : closing().due(...args);
    const nextDue: ProcessDefinition['nextDue'] = (...args) =>
      broken ? Promise.reject(new Error('broken')) : closing().nextDue(...args);
    await bench.restart([talliesContext([closing({ due, nextDue })])]);
    await bench.open('early', EARLY);
    bench.engine.processes.start();
    await advance(0);
    broken = false;
    await advance(10_000);
    expect(bench.engine.projections.position).toBe(2);
  });

  it('lets them look soon after this process got their lease: what another one left may be due for long', async () => {
    await bench.open('early', EARLY);
    const lease = new HandedLease('process:closing');
    const runner = new ProcessRunner({
      coordination: { lease: () => lease, start: async () => undefined, stop: async () => undefined },
      processes: [closing()],
      runner: bench.engine.commands,
      projections: bench.engine.projections,
      sessions: bench.engine.sessions,
      caller: systemCaller('spec'),
      clock: bench.engine.clock,
      log: { info: () => undefined, error: () => undefined },
    });
    runner.start();
    await advance(0);
    await advance(1_000);
    expect(bench.engine.projections.position).toBe(1);
    lease.give();
    await advance(1_000);
    expect(bench.engine.projections.position).toBe(2);
    await runner.stop();
  });

  it('stops with them, in the midst of a round and for good', async () => {
    for (const name of ['a', 'b', 'c']) await bench.open(name, EARLY);
    let stopped: Promise<void> | undefined;
    const runner: ProcessRunner = new ProcessRunner({
      coordination: soleProcess(),
      processes: [closing()],
      runner: bench.engine.commands,
      projections: bench.engine.projections,
      sessions: bench.engine.sessions,
      caller: systemCaller('spec'),
      clock: bench.engine.clock,
      log: { info: () => undefined, error: () => undefined },
    });
    const firstClosed = bench.engine.projections.waitFor(4 as Position, 1_000);
    runner.start();
    jest.advanceTimersByTime(0);
    await firstClosed.then(() => (stopped = runner.stop()));
    await stopped;
    const { length } = await bench.events();
    expect(length).toBeLessThan(6);
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(100_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await bench.events()).toHaveLength(length);
  });
});
