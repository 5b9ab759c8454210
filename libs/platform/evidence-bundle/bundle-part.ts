/** A piece of a file of a bundle. Pieces of one file follow one another; no two files are written at the same time. */
export interface BundlePart {
  /** Relative to the bundle, with `/` between its names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A bundle as it comes into being: nothing of it need be in memory at once. */
export type BundleParts = AsyncIterable<BundlePart>;

const PATH = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)*$/;
const PATH_LENGTH = 300;

/** The names that are not in small letters alone. */
const NAMED: readonly string[] = ['README.md'];

/** True for what may name a file of a bundle: never outside of its folder, and the same on every file system. */
export function isBundlePath(path: string): boolean {
  return path.length <= PATH_LENGTH && (NAMED.includes(path) || PATH.test(path));
}

export function textPart(path: string, text: string): BundlePart {
  return { path, bytes: Buffer.from(text, 'utf8') };
}
