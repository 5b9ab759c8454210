import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** A disk that is so small that a test can fill it. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves at most so many bytes free. */
  fill(bytesLeft?: number): void;
  /** Takes away what filled it. */
  makeRoom(): void;
  remove(): void;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Mounts one, in memory, that everybody may write to. Not everybody may mount: then the test is left out, which is said, except
 * in CI.
 */
export function smallDisk(mebibytes: number): SmallDisk | undefined {
  const { path, remove } = temporaryFolder();
  chmodSync(path, 0o755);
  const options = `size=${mebibytes}m,mode=0777`;
  const { status, error, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    remove();
    const reason = (error?.message ?? stderr).trim();
    if (process.env['CI'] !== undefined) throw new Error(`A small disk must be mounted where CI is set: ${reason}`);
    process.stdout.write(`Not tested: a disk that is really full. A small one cannot be mounted here (${reason}).\n`);
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: (bytesLeft = 0) => fillUp(path, filler, bytesLeft),
    makeRoom: () => rmSync(filler, { force: true }),
    remove() {
      // Lazily, since a test that failed may have left a file open.
      execFileSync('umount', ['--lazy', path]);
      remove();
    },
  };
}

function fillUp(path: string, filler: string, bytesLeft: number): void {
  const available = execFileSync('df', ['--output=avail', '--block-size=1', path], { encoding: 'utf8' });
  const bytes = Number(available.trim().split('\n').at(-1)) - bytesLeft;
  if (bytes <= 0) return;
  // Written, since a file that only claims its length takes no room.
  for (let written = 0; written < bytes; written += MEBIBYTE) {
    writeFileSync(filler, Buffer.alloc(Math.min(MEBIBYTE, bytes - written)), { flag: 'a' });
  }
}
