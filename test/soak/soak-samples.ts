import { residentMegabytes } from '../bench/memory/resident-memory.js';
import { liveMegabytes } from './live-memory.js';
import { judgeMemory, type MemoryJudgement, type MemorySample } from './memory-judgement.js';
import type { ServerFigures, SoakTarget } from './soak-target.js';

/** What was seen at one moment. */
export interface SoakSample {
  readonly seconds: number;
  /** By process: what it held in memory. */
  readonly megabytes: Readonly<Record<string, number>>;
  /** By process: what it held on to when garbage had been collected; none of those that have not told it yet. */
  readonly live: Readonly<Record<string, number>>;
  readonly walBytes: number;
  /** Of a database server, where there is one. */
  readonly server?: ServerFigures;
}

/** @param folder in which the processes tell what they hold on to */
export async function sampleOf(
  { processes, walBytes, server }: SoakTarget,
  folder: string,
  seconds: number,
): Promise<SoakSample> {
  const megabytes = Object.fromEntries([...processes].map(([name, pid]) => [name, residentMegabytes(pid)]));
  const told = [...processes].flatMap(([name, pid]) => {
    const live = liveMegabytes(folder, pid);
    return live === undefined ? [] : [[name, live] as const];
  });
  const live = Object.fromEntries(told);
  return { seconds, megabytes, live, walBytes: await walBytes(), ...(server && { server: await server() }) };
}

export interface MemoryFinding extends MemoryJudgement {
  readonly process: string;
}

export function memoryFindings(samples: readonly SoakSample[]): readonly MemoryFinding[] {
  const names = Object.keys(samples[0]?.megabytes ?? {});
  return names.map((process) => ({
    process,
    ...judgeMemory({
      resident: samples.flatMap(({ seconds, megabytes }) => at(seconds, megabytes[process])),
      live: samples.flatMap(({ seconds, live }) => at(seconds, live[process])),
    }),
  }));
}

function at(seconds: number, megabytes: number | undefined): readonly MemorySample[] {
  return megabytes === undefined ? [] : [{ seconds, megabytes }];
}

export function mostWal(samples: readonly SoakSample[]): number {
  return Math.max(...samples.map(({ walBytes }) => walBytes));
}

export interface ServerFinding {
  /** The most in each half of the time. */
  readonly sessions: readonly [number, number];
  /** The most of rows that nobody sees any more, by how many are seen. */
  readonly mostDeadShare: number;
  /** The most that the tables of a single row took on the disk. */
  readonly mostBytesOfSingleRows: number;
  readonly isBounded: boolean;
}

/** A pool opens another session when much is asked at once, and closes it again. */
const FURTHER_SESSIONS = 4;
/** PostgreSQL cleans a table up by itself when a fifth of it is dead. Twice as much, and it does not keep up. */
const MOST_DEAD_SHARE = 0.4;
/** Each is written at every append or batch: were its old versions not cleaned up, it would grow without end. */
const MOST_BYTES_OF_SINGLE_ROWS = 4 * 1024 * 1024;

export function serverFinding(samples: readonly SoakSample[]): ServerFinding | undefined {
  const figures = samples.flatMap(({ server }) => server ?? []);
  if (figures.length < 2) return undefined;
  const half = figures.length >> 1;
  const most = (of: readonly ServerFigures[], what: (figures: ServerFigures) => number) => Math.max(...of.map(what));
  const sessionsOf = (of: readonly ServerFigures[]) => most(of, ({ sessions }) => sessions);
  const sessions = [sessionsOf(figures.slice(0, half)), sessionsOf(figures.slice(half))] as const;
  // At first nearly all is new, and few dead rows are a large share.
  const mostDeadShare = most(figures.slice(half), ({ deadRows, rows }) => deadRows / Math.max(rows, 1));
  const mostBytesOfSingleRows = most(figures, ({ bytesOfSingleRows }) => bytesOfSingleRows);
  const isBounded =
    sessions[1] <= sessions[0] + FURTHER_SESSIONS &&
    mostDeadShare <= MOST_DEAD_SHARE &&
    mostBytesOfSingleRows <= MOST_BYTES_OF_SINGLE_ROWS;
  return { sessions, mostDeadShare, mostBytesOfSingleRows, isBounded };
}
