import { createHash } from 'node:crypto';
import { TILE_WIDTH } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import {
  BUNDLE_FILES,
  consistencyFile,
  earlierCheckpointFile,
  entryTiles,
  hashTiles,
  tileFile,
  TREE_FOLDER,
} from './bundle-layout.js';
import { bundleManifest, MANIFEST, type BundleManifest, type FileEntry } from './bundle-manifest.js';
import { isBundlePath } from './bundle-part.js';
import { faulty, type FaultFound } from './evidence-fault.js';

/** @throws FaultFound */
export async function readManifest(folder: BundleFiles): Promise<BundleManifest> {
  const text = await folder.text(MANIFEST);
  if (text === undefined) throw faulty('FILE_MISSING', MANIFEST, 'The bundle has no manifest.');
  const read = bundleManifest.safeParse(parsed(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw faulty('FILE_MALFORMED', MANIFEST, `It is not a manifest of this format: ${field} ${issue?.message ?? ''}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw faulty('FILE_MALFORMED', MANIFEST, 'It is not JSON.');
  }
}

/**
 * Sees that the folder holds what the manifest lists and what a bundle of its scope has, and nothing else.
 * @throws FaultFound
 */
export async function verifyFileNames(folder: BundleFiles, manifest: BundleManifest): Promise<void> {
  const found = new Set(await folder.paths());
  found.delete(MANIFEST);
  for (const path of Object.keys(manifest.files)) {
    if (!isBundlePath(path)) throw faulty('FILE_MALFORMED', MANIFEST, `It lists a file that cannot be: ${path}`);
    if (!found.has(path)) throw faulty('FILE_MISSING', path, 'The manifest lists it, but it is not in the folder.');
  }
  for (const path of found) {
    if (!Object.hasOwn(manifest.files, path)) throw faulty('FILE_EXTRA', path, 'The manifest does not list it.');
  }
  assertRoomFor(manifest, found.size);
  for (const path of requiredFiles(manifest)) {
    if (!found.has(path)) throw faulty('FILE_MISSING', path, 'A bundle of this kind must have it.');
  }
  for (const path of found) {
    if (!mayBe(path, manifest, found)) throw faulty('FILE_EXTRA', path, 'No bundle of this kind has such a file.');
  }
}

/** So that nothing is counted up that a manifest merely claims. */
function assertRoomFor({ scope, size, events }: BundleManifest, files: number): void {
  const [folder, leaves] = scope.kind === 'all' ? [TREE_FOLDER.all, size] : [TREE_FOLDER.partnership, events];
  if (leaves <= files * TILE_WIDTH) return;
  throw faulty('FILE_MISSING', folder, `The manifest speaks of ${leaves} events: there are not tiles enough for them.`);
}

function requiredFiles({ scope, size, events }: BundleManifest): readonly string[] {
  const { readme, checkpoint, keys, events: lines, partnershipCheckpoints } = BUNDLE_FILES;
  if (scope.kind === 'partnership') {
    const tiles = hashTiles(events).map((name) => tileFile(TREE_FOLDER.partnership, name));
    return [readme, checkpoint, keys, lines, partnershipCheckpoints, ...tiles];
  }
  const tiles = [...hashTiles(size), ...entryTiles(size)].map((name) => tileFile(TREE_FOLDER.all, name));
  return [readme, checkpoint, keys, lines, ...tiles];
}

const SCHEMA = /^schemas\/[A-Za-z0-9.-]+\.json$/;
/** An earlier checkpoint comes with its proof. */
const EARLIER = /^(?:checkpoints|consistency)\/([1-9]\d*)$/;
const PROOF = /^proofs\/[1-9]\d*\.tlog-proof$/;

function mayBe(path: string, manifest: BundleManifest, found: ReadonlySet<string>): boolean {
  if (SCHEMA.test(path)) return true;
  const size = Number(EARLIER.exec(path)?.[1] ?? 0);
  if (size > 0) return found.has(earlierCheckpointFile(size)) && found.has(consistencyFile(size));
  if (manifest.scope.kind === 'partnership' && PROOF.test(path)) return true;
  return requiredOf(manifest).has(path);
}

const required = new WeakMap<BundleManifest, ReadonlySet<string>>();

function requiredOf(manifest: BundleManifest): ReadonlySet<string> {
  const known = required.get(manifest) ?? new Set(requiredFiles(manifest));
  required.set(manifest, known);
  return known;
}

/**
 * Compares every file with its digest. What differs is not thrown: looking into the file may tell the place more exactly.
 * @returns the fault of the first file that differs
 */
export async function alteredFile(folder: BundleFiles, { files }: BundleManifest): Promise<FaultFound | undefined> {
  for (const [path, entry] of Object.entries(files)) {
    const fault = await compare(folder, path, entry);
    if (fault) return fault;
  }
  return undefined;
}

/** Most files are tiles: one read is cheaper than a stream. */
const AT_ONCE = 64 * TILE_WIDTH * 1024;

async function compare(folder: BundleFiles, path: string, { bytes, sha256 }: FileEntry) {
  const digest = createHash('sha256');
  let length = 0;
  const pieces = bytes <= AT_ONCE ? [(await folder.read(path)) ?? Buffer.alloc(0)] : folder.stream(path);
  for await (const piece of pieces) {
    digest.update(piece);
    length += piece.length;
  }
  if (length !== bytes) {
    return faulty('FILE_ALTERED', path, `It has ${length} bytes, and the manifest says ${bytes}.`);
  }
  if (digest.digest('hex') === sha256) return undefined;
  return faulty('FILE_ALTERED', path, 'Its content is not the one whose digest the manifest lists.');
}
