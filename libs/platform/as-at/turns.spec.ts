import { expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const never = new AbortController().signal;

it('lets so many go on at the same time, the others in the order in which they came, and refuses the rest', async () => {
  const turns = new Turns(1, 2);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(name);
    await held;
  };
  const all = ['a', 'b', 'c'].map((name) => turns.take(never, work(name)));
  await expect(turns.take(never, work('d'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(order).toEqual(['a']);
  release();
  await Promise.all(all);
  expect(order).toEqual(['a', 'b', 'c']);
});

it('gives the turn of who has gone to the next one', async () => {
  const turns = new Turns(1, 2);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const first = turns.take(never, () => held);
  const gone = new AbortController();
  const left = turns.take(gone.signal, async () => 'left');
  const last = turns.take(never, async () => 'last');
  gone.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  release();
  await first;
  expect(await last).toBe('last');
  expect(await turns.take(never, async () => 'again')).toBe('again');
});
