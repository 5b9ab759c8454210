import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/*
 * Files that are there after a loss of power once these functions have returned.
 */

const READ_AT_ONCE = 1024 * 1024;
/** Backups and keys are for nobody else to read. */
export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;

export interface FileDigest {
  readonly bytes: number;
  /** Hexadecimal SHA-256. */
  readonly sha256: string;
}

/** Waits until a file or folder is on the disk. */
export function synchronise(path: string): void {
  const descriptor = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Moves a file to its place in one step; whoever looks sees the old one or the new one. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
  synchronise(dirname(to));
  if (dirname(from) !== dirname(to)) synchronise(dirname(from));
}

/** Replaces the content of a file in one step. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, content, { mode: OWNER_ONLY });
  synchronise(fresh);
  moveDurably(fresh, file);
}

export function copyDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  // A backup may be kept where nobody may write.
  chmodSync(to, OWNER_ONLY);
  synchronise(to);
}

export function digestOfFile(file: string): FileDigest {
  const descriptor = openSync(file, constants.O_RDONLY);
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_AT_ONCE);
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(descriptor, buffer);
      if (read === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(buffer.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(descriptor);
  }
}
