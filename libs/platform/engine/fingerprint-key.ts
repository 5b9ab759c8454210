import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const BYTES = 32;

export class FingerprintKeyError extends Error {
  override readonly name = 'FingerprintKeyError';
}

/**
 * The key of a data folder, made once. Without it, a repeated command is taken for a reused key and refused, so it is
 * on the disk before the first command can be.
 * @throws FingerprintKeyError when the file does not hold a key
 */
export function fingerprintKey(file: string): KeyObject {
  if (!existsSync(file)) create(file);
  const key = readFileSync(file);
  if (key.length === BYTES) return createSecretKey(key);
  throw new FingerprintKeyError(
    `The file ${file} must hold ${BYTES} bytes, but holds ${key.length}. Put it back from a backup; if there is ` +
      'none, delete it: commands sent before will then not be recognised when they are sent again.',
  );
}

/** Under another name first: a crash never leaves half a key. */
function create(file: string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(descriptor, randomBytes(BYTES));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
