/**
 * Whether a process has found its size. A leak goes on: it shows in every part of the time. What is remembered up to some
 * bound fills up once, and what waits to be collected comes and goes: neither does.
 */

/** How much a process needed at one moment. */
export interface MemorySample {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Two ways to look at it. */
export interface MemorySeries {
  /** As the kernel counts it, reserves of the heap included. */
  readonly resident: readonly MemorySample[];
  /** What was held on to when garbage had been collected. */
  readonly live: readonly MemorySample[];
}

export interface MemoryJudgement {
  /** The most that was resident in each third of the time, in megabytes. */
  readonly thirds: readonly [number, number, number];
  /** How fast what was live went on growing after the first third, in megabytes an hour; `undefined` when that was too short to say. */
  readonly growthPerHour: number | undefined;
  readonly isBounded: boolean;
}

/** Fewer cannot be told apart into thirds. */
export const FEWEST_SAMPLES = 3;

/** What the last third may need of what the one before needed: for runs that are too short for a slope, and for leaps. */
const MOST_OF_THE_THIRD_BEFORE = 1.15;
/** In megabytes an hour. */
const MOST_GROWTH_PER_HOUR = 20;
/** What comes and goes in a process of this kind, in megabytes: less growth than this over the whole time is none. */
const NOISE = 5;
/** In seconds. What lies in between two collections of garbage falls within. */
const WINDOW = 60;
/** Windows that are needed for a slope in each half. */
const FEWEST_WINDOWS = 3;

/** Both in the order of time, `FEWEST_SAMPLES` or more of what was resident. */
export function judgeMemory({ resident, live }: MemorySeries): MemoryJudgement {
  const third = (number: number) => Math.floor((number * resident.length) / 3);
  const most = (number: number) =>
    Math.max(...resident.slice(third(number), third(number + 1)).map(({ megabytes }) => megabytes));
  const thirds = [most(0), most(1), most(2)] as const;
  const begin = resident[third(1)]?.seconds ?? 0;
  const growthPerHour = lastingGrowth(live.filter(({ seconds }) => seconds >= begin));
  const hours = ((resident.at(-1)?.seconds ?? 0) - begin) / 3600;
  const grows = growthPerHour !== undefined && growthPerHour > MOST_GROWTH_PER_HOUR && growthPerHour * hours > NOISE;
  return { thirds, growthPerHour, isBounded: !grows && thirds[2] <= thirds[1] * MOST_OF_THE_THIRD_BEFORE };
}

/** The slowest of both halves and of the whole, in megabytes an hour: what happens once is in one half only. */
function lastingGrowth(samples: readonly MemorySample[]): number | undefined {
  const lowest = lowestInWindows(samples);
  const middle = lowest.length >> 1;
  const parts = [lowest, lowest.slice(0, middle), lowest.slice(middle)];
  if (parts.some(({ length }) => length < FEWEST_WINDOWS)) return undefined;
  return Math.min(...parts.map(slope)) * 3600;
}

/** What is left after collections of garbage. */
function lowestInWindows(samples: readonly MemorySample[]): MemorySample[] {
  const [{ seconds: start } = { seconds: 0 }] = samples;
  const lowest = new Map<number, MemorySample>();
  for (const sample of samples) {
    const window = Math.floor((sample.seconds - start) / WINDOW);
    const known = lowest.get(window);
    if (!known || sample.megabytes < known.megabytes) lowest.set(window, sample);
  }
  return [...lowest.values()];
}

/**
 * Megabytes a second by the estimator of Theil and Sen, the median of the slopes between any two samples: nearly a third
 * of the samples may be anything whatever.
 */
function slope(samples: readonly MemorySample[]): number {
  const slopes = samples
    .flatMap((from, index) =>
      samples.slice(index + 1).map((to) => (to.megabytes - from.megabytes) / (to.seconds - from.seconds)),
    )
    .sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  const [lower = 0, upper = 0] =
    slopes.length % 2 === 1 ? [slopes[middle], slopes[middle]] : slopes.slice(middle - 1, middle + 1);
  return (lower + upper) / 2;
}
