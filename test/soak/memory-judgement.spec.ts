import { describe, expect, it } from '@jest/globals';
import { Random } from '../support/random-calls/random.js';
import { judgeMemory as judge, type MemorySample } from './memory-judgement.js';

const EVERY = 10;
const HALF_AN_HOUR = 30 * 60;
const HOUR = 3600;

/** Half an hour of samples, with what always comes and goes. */
function series(megabytesAt: (seconds: number) => number, { noise = 4, until = HALF_AN_HOUR } = {}): MemorySample[] {
  const random = new Random(4711);
  return Array.from({ length: until / EVERY }, (_, index) => {
    const seconds = index * EVERY;
    return { seconds, megabytes: megabytesAt(seconds) + random.below(noise * 100) / 100 };
  });
}

/** Of processes that hold no reserves. */
const judgeMemory = (samples: readonly MemorySample[]) => judge({ resident: samples, live: samples });

/** Grows until it is collected. */
const sawtooth = (seconds: number, period: number, height: number) => ((seconds % period) / period) * height;

describe('the judgement of memory', () => {
  it.each<[string, (seconds: number) => number]>([
    ['a steady size', () => 300],
    ['a slow start', (seconds) => 300 - 150 * Math.exp(-seconds / 120)],
    ['garbage that is collected every minute', (seconds) => 300 + sawtooth(seconds, 60, 80)],
    ['garbage that is collected every few minutes', (seconds) => 300 + sawtooth(seconds, 170, 80)],
    ['a step in the second third', (seconds) => 300 + (seconds > 800 ? 60 : 0)],
    ['a step in the middle of what is judged', (seconds) => 300 + (seconds > 1200 ? 40 : 0)],
    ['a step near the end', (seconds) => 300 + (seconds > 1600 ? 40 : 0)],
    ['memory that is given back', (seconds) => 300 - seconds / 60],
    ['peaks', (seconds) => 300 + (seconds % 330 === 0 ? 30 : 0)],
  ])('takes %s for bounded', (_, megabytesAt) => {
    expect(judgeMemory(series(megabytesAt))).toMatchObject({ isBounded: true });
  });

  it.each<[string, (seconds: number) => number]>([
    ['a slow leak', (seconds) => 300 + (40 * seconds) / HOUR],
    ['a slow leak under garbage', (seconds) => 300 + (40 * seconds) / HOUR + sawtooth(seconds, 60, 80)],
    ['a leak in small steps', (seconds) => 300 + 5 * Math.floor(seconds / 300)],
    [
      'a slow leak that one restart of a cache hides',
      (seconds) => 300 + (60 * seconds) / HOUR - (seconds > 1300 ? 8 : 0),
    ],
    ['a fast leak', (seconds) => 300 + seconds / 2],
    ['a leap at the end', (seconds) => 300 + (seconds > 1700 ? 200 : 0)],
  ])('takes %s for growth', (_, megabytesAt) => {
    expect(judgeMemory(series(megabytesAt))).toMatchObject({ isBounded: false });
  });

  it('leaves reserves of the heap out of the slope, as long as they stay within their bounds', () => {
    const live = series(() => 120);
    expect(judge({ live, resident: series((seconds) => 300 + (60 * seconds) / HOUR) })).toMatchObject({
      isBounded: true,
    });
    expect(judge({ live, resident: series((seconds) => 300 + (600 * seconds) / HOUR) })).toMatchObject({
      isBounded: false,
    });
  });

  it('says how fast memory grows, whatever comes and goes', () => {
    const { growthPerHour, thirds } = judgeMemory(series((seconds) => 300 + (120 * seconds) / HOUR, { noise: 0 }));
    expect(growthPerHour).toBeCloseTo(120);
    expect(thirds.map(Math.round)).toEqual([320, 340, 360]);
  });

  it('says nothing of the slope when the time is too short, and goes by the thirds', () => {
    const short = series((seconds) => 300 + seconds / 10, { until: 300 });
    expect(judgeMemory(short)).toMatchObject({ growthPerHour: undefined, isBounded: true });
    const leap = series((seconds) => 300 + seconds * 2, { until: 300 });
    expect(judgeMemory(leap)).toMatchObject({ growthPerHour: undefined, isBounded: false });
  });
});
