import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `f_type` of a file system in memory (statfs(2)): waiting for its disk costs nothing. */
const TMPFS_MAGIC = 0x01021994;

/** Where benchmarks keep their data: `CONCORDAT_BENCH_FOLDER`, else a folder among the temporary files. */
export function benchmarkFolder(): string {
  const folder = process.env['CONCORDAT_BENCH_FOLDER'] ?? join(tmpdir(), 'concordat-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What makes figures from this folder worthless; `undefined` when nothing does. */
export function unfitness(folder: string): string | undefined {
  if (statfsSync(folder).type !== TMPFS_MAGIC) return undefined;
  return `${folder} is in memory, so nothing there waits for a disk. Set CONCORDAT_BENCH_FOLDER to a folder on a disk.`;
}

/** Runs work with an empty folder of its own, which is removed afterwards. */
export async function withScratch<Result>(parent: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(parent, 'scratch-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
