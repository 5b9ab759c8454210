import { describe, expect, it } from '@jest/globals';
import { untilLate } from './until-late.js';

describe('Work until it is late', () => {
  it.each([
    ['all of it, where there is time', 2, [1, 2, 3]],
    ['what was begun in time', 6, [1, 2]],
    ['the first in any case', 100, [1]],
  ])('does %s', async (_, takes, done) => {
    let now = 0;
    const work = async (item: number) => {
      now += takes;
      return item;
    };
    expect(await untilLate([1, 2, 3], 10, work, () => now)).toEqual(done);
  });
});
