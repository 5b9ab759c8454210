import { describe, expect, it } from '@jest/globals';
import { isSame } from './same.js';

describe('Two values that may say the same', () => {
  it.each([
    [{ name: 'a', note: undefined }, { name: 'a' }],
    [
      { from: '2026-01-01', until: '2026-02-01' },
      { until: '2026-02-01', from: '2026-01-01' },
    ],
    [
      [{ number: 1 }, { number: 2 }],
      [{ number: 1 }, { number: 2 }],
    ],
    [null, null],
  ])('%j and %j do, for what is left out and the order of names say nothing', (a, b) => {
    expect(isSame(a, b)).toBe(true);
    expect(isSame(b, a)).toBe(true);
  });

  it.each([
    [{ name: 'a' }, { name: 'a', note: 'b' }],
    [{ name: 'a', note: null }, { name: 'a' }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{ at: { one: 1 } }, { at: { one: 2 } }],
    ['1', 1],
  ])('%j and %j do not', (a, b) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });
});
