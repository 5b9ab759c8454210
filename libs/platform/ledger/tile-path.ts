import { wholeNumber } from './base64.js';
import { EvidenceFormatError } from './evidence-format.error.js';

/** Hashes in a full tile, and levels of the tree that a tile spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

export interface TileName {
  /** Which tiles: hashes of a level of tiles, or entry bundles. */
  readonly level: number | 'entries';
  readonly index: number;
  /** Hashes or entries in it: 1 to 256; fewer than 256 is a partial tile. */
  readonly width: number;
}

/** Below `tile/`: groups of three digits, all but the last marked with an x. */
export function tilePath({ level, index, width }: TileName): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return `${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^(entries|\d{1,2})\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/(\d{1,3}))?$/;
const HIGHEST_LEVEL = 63;

/** @throws EvidenceFormatError */
export function parseTilePath(path: string): TileName {
  const [, level = '', higher = '', lowest = '', partial] = PATH.exec(path) ?? [];
  if (lowest === '') throw new EvidenceFormatError('This is not the path of a tile.');
  const digits = `${higher.replaceAll(/[x/]/g, '')}${lowest}`.replace(/^0+(?=\d)/, '');
  const name: TileName = {
    level: level === 'entries' ? level : wholeNumber(level, 'The level of the tile'),
    index: wholeNumber(digits, 'The index of the tile'),
    width: partial === undefined ? TILE_WIDTH : wholeNumber(partial, 'The width of the tile'),
  };
  // One name for each tile: caches and proofs rest on it.
  if (tilePath(name) !== path || name.width === 0 || (name.level !== 'entries' && name.level > HIGHEST_LEVEL)) {
    throw new EvidenceFormatError('This is not the path of a tile.');
  }
  return name;
}
