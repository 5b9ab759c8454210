import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import type { ReadModelsProblem } from '#platform/engine';
import { EngineReadiness } from './readiness.js';

function readiness(head: () => Promise<number>, position: number): EngineReadiness {
  const store = { head: async () => (await head()) as Position };
  return new EngineReadiness({ store, projections: { position: position as Position } });
}

describe('Whether the service is ready', () => {
  it('is not before the read models have caught up for the first time, whatever the log says', async () => {
    const starting = readiness(async () => 5, 5);
    expect(starting.started).toBe(false);
    expect(await starting.check()).toEqual([
      { name: 'read-models', ready: false, reason: 'They are being brought up to the end of the log.' },
    ]);
    starting.start();
    expect(starting.started).toBe(true);
    expect((await starting.check()).every(({ ready }) => ready)).toBe(true);
  });

  it.each([
    [10_000, true],
    [10_001, false],
  ])('with read models that are %d positions behind the log: %s', async (behind, ready) => {
    const running = readiness(async () => 20_000, 20_000 - behind);
    running.start();
    const checks = await running.check();
    expect(checks[0]).toEqual({ name: 'event-log', ready: true });
    expect(checks[1]).toEqual({
      name: 'read-models',
      ready,
      ...(ready ? {} : { reason: 'They are 10001 positions behind the log.' }),
    });
  });

  it('is not while the log does not answer, and says so before those who ask give up', async () => {
    const failures: ((error: Error) => void)[] = [];
    const store = { head: () => new Promise<Position>((_, reject) => failures.push(reject)) };
    const running = new EngineReadiness({ store, projections: { position: 0 as Position } }, { answerWithinMs: 5 });
    running.start();
    const reason = 'The event log has not answered within 5 ms.';
    expect(await running.check()).toEqual([{ name: 'event-log', ready: false, reason }]);
    await Promise.all([running.check(), running.check()]);
    expect(failures).toHaveLength(1);
    failures[0]?.(new Error('No node leads.'));
    await nextTurn();
    expect(await running.check()).toEqual([
      { name: 'event-log', ready: false, reason: `${reason} Before that: No node leads.` },
    ]);
  });

  it('is while another worker takes over, and is not once nobody has kept the read models for too long', async () => {
    const nobody: ReadModelsProblem = { kind: 'nobody-keeps-them', text: 'No worker keeps the read models.' };
    let problem: ReadModelsProblem | undefined;
    let now = 7;
    const store = { head: async () => 5 as Position };
    const engine = { store, projections: { position: 5 as Position }, readModelsProblem: async () => problem };
    const running = new EngineReadiness(engine, { now: () => now });
    running.start();
    const readModels = async (passedMs: number) => {
      now += passedMs;
      return (await running.check())[1];
    };
    expect(await readModels(0)).toEqual({ name: 'read-models', ready: true });
    problem = nobody;
    expect(await readModels(5_000)).toMatchObject({
      ready: true,
      reason: expect.stringContaining('for 0 s; after 30 s'),
    });
    expect(await readModels(29_999)).toMatchObject({ ready: true });
    problem = undefined;
    // Another worker has them: what was before counts no more.
    expect(await readModels(5_000)).toEqual({ name: 'read-models', ready: true });
    problem = nobody;
    expect(await readModels(5_000)).toMatchObject({ ready: true });
    expect(await readModels(30_000)).toEqual({
      name: 'read-models',
      ready: false,
      reason: 'No worker keeps the read models. That has been so for 30 s.',
    });
    problem = { kind: 'of-another-version', text: 'No worker of this version has built them.' };
    expect(await readModels(99_000)).toMatchObject({ ready: true, reason: problem.text });
  });

  it('is not while the database of the read models does not answer, and says so in time', async () => {
    const failures: ((error: Error) => void)[] = [];
    const store = { head: async () => 5 as Position };
    const readModelsProblem = () => new Promise<undefined>((_, reject) => failures.push(reject));
    const engine = { store, projections: { position: 5 as Position }, readModelsProblem };
    const running = new EngineReadiness(engine, { answerWithinMs: 5 });
    const late = 'Their database does not answer: It has not answered within 5 ms.';
    expect(await running.check()).toMatchObject([{ name: 'read-models', ready: false }]);
    running.start();
    expect(await running.check()).toMatchObject([
      { name: 'event-log', ready: true },
      { name: 'read-models', ready: false, reason: expect.stringContaining(late) },
    ]);
    expect(failures).toHaveLength(1);
    failures[0]?.(new Error('It refuses.'));
    await nextTurn();
    expect((await running.check())[1]?.reason).toContain('Before that: It refuses.');
  });

  it('is not while the log cannot be read', async () => {
    const running = readiness(() => Promise.reject(new Error('The event store is closed.')), 0);
    running.start();
    expect(await running.check()).toEqual([{ name: 'event-log', ready: false, reason: 'The event store is closed.' }]);
  });
});
