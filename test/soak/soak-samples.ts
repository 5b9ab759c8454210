import { residentMegabytes } from '../bench/memory/resident-memory.js';
import type { SoakTarget } from './soak-target.js';

/** What was seen at one moment. */
export interface SoakSample {
  readonly seconds: number;
  /** By process. */
  readonly megabytes: Readonly<Record<string, number>>;
  readonly walBytes: number;
}

export async function sampleOf({ processes, walBytes }: SoakTarget, seconds: number): Promise<SoakSample> {
  const megabytes = Object.fromEntries([...processes].map(([name, pid]) => [name, residentMegabytes(pid)]));
  return { seconds, megabytes, walBytes: await walBytes() };
}

export interface MemoryFinding {
  readonly process: string;
  /** The most in each third of the time, in megabytes. */
  readonly thirds: readonly [number, number, number];
  /** Whether the last third needed hardly more than the one before. */
  readonly isBounded: boolean;
}

/** A process that has found its size grows no more; a leak goes on. */
const MOST_GROWTH = 1.15;

/** Fewer cannot be told apart into thirds. */
export const FEWEST_SAMPLES = 3;

export function memoryFindings(samples: readonly SoakSample[]): readonly MemoryFinding[] {
  const names = Object.keys(samples[0]?.megabytes ?? {});
  const startOf = (third: number) => Math.floor((third * samples.length) / 3);
  return names.map((process) => {
    const most = (third: number) =>
      Math.max(...samples.slice(startOf(third), startOf(third + 1)).map(({ megabytes }) => megabytes[process] ?? 0));
    const thirds = [most(0), most(1), most(2)] as const;
    return { process, thirds, isBounded: thirds[2] <= thirds[1] * MOST_GROWTH };
  });
}

export function mostWal(samples: readonly SoakSample[]): number {
  return Math.max(...samples.map(({ walBytes }) => walBytes));
}
