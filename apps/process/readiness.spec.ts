import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
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
    const running = new EngineReadiness({ store, projections: { position: 0 as Position } }, 5);
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

  it('is not while the log cannot be read', async () => {
    const running = readiness(() => Promise.reject(new Error('The event store is closed.')), 0);
    running.start();
    expect(await running.check()).toEqual([{ name: 'event-log', ready: false, reason: 'The event store is closed.' }]);
  });
});
