import { describe, expect, it } from '@jest/globals';
import { KeyedQueue } from './keyed-queue.js';

describe('A keyed queue', () => {
  it('runs the work of a key one at a time, in the order of the calls', async () => {
    const queue = new KeyedQueue();
    const seen: string[] = [];
    const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    const done = gates.map((gate, index) =>
      queue.run('a', async () => {
        seen.push(`begin ${index}`);
        await gate.promise;
        seen.push(`end ${index}`);
      }),
    );
    for (const gate of gates.toReversed()) gate.resolve();
    await Promise.all(done);
    expect(seen).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('lets other keys run meanwhile', async () => {
    const queue = new KeyedQueue();
    const gate = Promise.withResolvers<string>();
    const first = queue.run('a', () => gate.promise);
    expect(await queue.run('b', async () => 'b')).toBe('b');
    gate.resolve('a');
    expect(await first).toBe('a');
  });

  it('goes on after work that fails, at once or later, and gives each caller its own outcome', async () => {
    const queue = new KeyedQueue();
    const outcomes = await Promise.allSettled([
      queue.run('a', () => {
        throw new Error('at once');
      }),
      queue.run('a', async () => 'one'),
      queue.run('a', () => Promise.reject(new Error('later'))),
      queue.run('a', () => {
        throw new Error('at once, in turn');
      }),
      queue.run('a', async () => 'two'),
    ]);
    expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual([
      'Error: at once',
      'one',
      'Error: later',
      'Error: at once, in turn',
      'two',
    ]);
  });

  it('remembers no key whose work is done', async () => {
    const queue = new KeyedQueue();
    const work = Array.from({ length: 100 }, (_, i) =>
      queue.run(`key ${i % 10}`, async () => Promise.reject(new Error())),
    );
    expect(queue.size).toBe(10);
    await Promise.allSettled(work);
    expect(queue.size).toBe(0);
  });
});
