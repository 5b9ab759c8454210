import { tilePath, TILE_WIDTH, type TileName } from '#platform/ledger';

/** The files of a bundle, relative to it. */
export const BUNDLE_FILES = {
  readme: 'README.md',
  /** The signed checkpoint that everything is proved against, with the cosignatures of witnesses. */
  checkpoint: 'checkpoint',
  /** The verifier keys of the log, one a line. */
  keys: 'keys.txt',
  /** The events, in the order of the log. */
  events: 'events.jsonl',
  /** Of a partnership's bundle: the events that record its checkpoints. */
  partnershipCheckpoints: 'partnership/checkpoints.jsonl',
} as const;

/** Where the tiles of a tree are: of the whole log, so that its bundle is itself a C2SP tlog-tiles log; or of a partnership. */
export const TREE_FOLDER = { all: 'tile', partnership: 'partnership/tile' } as const;

export function tileFile(folder: string, name: TileName): string {
  return `${folder}/${tilePath(name)}`;
}

/** C2SP tlog-proof of the event at a position. */
export function proofFile(position: number): string {
  return `proofs/${position}.tlog-proof`;
}

/** An earlier signed checkpoint. */
export function earlierCheckpointFile(size: number): string {
  return `checkpoints/${size}`;
}

/** Proof that the log at the checkpoint goes on from that size: base64 hashes, one a line. */
export function consistencyFile(size: number): string {
  return `consistency/${size}`;
}

export function schemaFile(type: string): string {
  return `schemas/${type}.json`;
}

/** The tiles of hashes that a tree of so many leaves has, from the leaves up. */
export function hashTiles(size: number): readonly TileName[] {
  const names: TileName[] = [];
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    names.push(...tilesOfLevel(level, count));
  }
  return names;
}

/** The bundles of leaf entries that a log of so many leaves has. */
export function entryTiles(size: number): readonly TileName[] {
  return tilesOfLevel('entries', size);
}

function tilesOfLevel(level: TileName['level'], count: number): readonly TileName[] {
  return Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, index) => ({
    level,
    index,
    width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH),
  }));
}
