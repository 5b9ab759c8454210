import { hashFromBase64, toBase64, wholeNumber } from './base64.js';
import { EvidenceFormatError } from './evidence-format.error.js';
import type { Hash } from './merkle-hash.js';

/** What a log commits to at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Names the log: a schema-less URL such as `concordat.example.org/log`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  /** Further lines, which this format leaves to the log. */
  readonly extensions: readonly string[];
}

/** The text that is signed; it ends with a line break. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join('');
}

/** @throws EvidenceFormatError */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new EvidenceFormatError('A checkpoint ends with a line break.');
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') throw new EvidenceFormatError('A checkpoint begins with its origin.');
  if (extensions.includes('')) throw new EvidenceFormatError('A checkpoint has no blank lines.');
  return {
    origin,
    size: wholeNumber(size, 'The size of the checkpoint'),
    root: hashFromBase64(root, 'The root of the checkpoint'),
    extensions,
  };
}
