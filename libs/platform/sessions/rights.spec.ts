import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#platform/access';
import type { ReadSnapshot } from '#platform/projections';
import { parseInstant } from '#platform/working-days';
import { RightsRegister } from './rights.js';

const caller: Caller = { party: { kind: 'HSE', id: 'hse' }, subject: 's', roles: new Set(), client: 'test' };
const other: Caller = { ...caller, subject: 'another' };

/** A register whose one standing counts how often it was read. */
function register() {
  const reads: Caller[] = [];
  const rights = new RightsRegister(
    [(_caller, standing, allow) => allow('read', 'Thing', { id: { $in: [...standing.ids('things')] } })],
    [{ name: 'things', ids: async (_snapshot, of) => [`thing-${reads.push(of)}`] }],
  );
  const at = (who: Caller, version: number, seconds: number) =>
    rights.rightsOf(
      who,
      { version } as ReadSnapshot,
      parseInstant(`2026-03-02T09:00:${String(seconds).padStart(2, '0')}.000Z`),
    );
  return { reads, at };
}

describe('The rights of a caller', () => {
  it('are read once while nothing is written', async () => {
    const { reads, at } = register();
    const first = await at(caller, 7, 10);
    expect((await at(caller, 7, 10)).ability).toBe(first.ability);
    expect(first.standing.ids('things')).toEqual(['thing-1']);
    expect(reads).toHaveLength(1);
  });

  it('are read anew after every write', async () => {
    const { at } = register();
    await at(caller, 7, 10);
    expect((await at(caller, 8, 10)).standing.ids('things')).toEqual(['thing-2']);
  });

  it('stay the same objects when they are read anew and nothing has changed', async () => {
    let things = ['thing-1'];
    const rights = new RightsRegister([], [{ name: 'things', ids: async () => [...things] }]);
    const at = (version: number) =>
      rights.rightsOf(caller, { version } as ReadSnapshot, parseInstant('2026-03-02T09:00:10.000Z'));
    const first = await at(7);
    expect((await at(8)).ability).toBe(first.ability);
    things = ['thing-1', 'thing-2'];
    const changed = await at(9);
    expect(changed.ability).not.toBe(first.ability);
    expect(changed.standing.ids('things')).toEqual(things);
  });

  it('are read anew when time has passed, or was set back', async () => {
    const { reads, at } = register();
    await at(caller, 7, 10);
    await at(caller, 7, 11);
    expect(reads).toHaveLength(2);
    await at(caller, 7, 9);
    expect(reads).toHaveLength(3);
  });

  it('are never those of another caller', async () => {
    const { reads, at } = register();
    await at(caller, 7, 10);
    await at(other, 7, 10);
    expect(reads).toEqual([caller, other]);
  });

  it('refuse a standing that no context contributes', async () => {
    const { standing } = await register().at(caller, 7, 10);
    expect(() => standing.ids('nothing')).toThrow('No context contributes the standing nothing.');
  });
});
