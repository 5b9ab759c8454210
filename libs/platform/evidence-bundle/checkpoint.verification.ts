import { toBase64, type NoteVerifierKey } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { BUNDLE_FILES, earlierCheckpointFile } from './bundle-layout.js';
import { faulty } from './evidence-fault.js';
import { parseKeyFile, verifyCheckpoint, type VerifiedCheckpoint } from './trusted-keys.js';
import type { EarlierCheckpoint, VerificationReport, VerifyOptions } from './verification.js';

/** The checkpoint that everything is checked against, and the earlier ones that it must go on from. */
export interface CheckedCheckpoints {
  readonly checkpoint: VerifiedCheckpoint;
  readonly earlier: readonly EarlierCheckpoint[];
}

/** @throws FaultFound unless it is signed by a trusted key, and by the witnesses that are asked for */
export async function verifyCheckpoints(files: BundleFiles, options: VerifyOptions): Promise<CheckedCheckpoints> {
  const keys = options.keys ?? (await ownKeys(files));
  const all = [...keys, ...(options.quorum?.witnesses ?? [])];
  const checkpoint = verifyCheckpoint(await requiredText(files, BUNDLE_FILES.checkpoint), all, BUNDLE_FILES.checkpoint);
  assertQuorum(checkpoint, options);
  return { checkpoint, earlier: await earlierCheckpoints(files, checkpoint, all, options) };
}

/** The whole log is there up to its checkpoint, and not beyond. @throws FaultFound */
export function assertReaches({ size }: VerifiedCheckpoint, position = 0): void {
  if (position <= size) return;
  const message = `It covers the log up to position ${size}, not ${position}: what came after may have been left out.`;
  throw faulty('UNPROVED', BUNDLE_FILES.checkpoint, message);
}

/** What a report says of the checkpoints. */
export function checkpointFindings({ checkpoint, earlier }: CheckedCheckpoints, { keys }: VerifyOptions) {
  const { origin, size, root, signedBy, witnesses } = checkpoint;
  return {
    origin,
    size,
    root: toBase64(root),
    signedBy,
    witnesses: witnesses.map(({ key, time = 0 }) => ({ name: key.name, time: new Date(time * 1000).toISOString() })),
    ownKeys: keys === undefined,
    consistentWith: [...new Set(earlier.map((each) => each.size))],
  } satisfies Partial<VerificationReport>;
}

async function ownKeys(folder: BundleFiles): Promise<readonly NoteVerifierKey[]> {
  return parseKeyFile(await requiredText(folder, BUNDLE_FILES.keys), BUNDLE_FILES.keys);
}

async function requiredText(folder: BundleFiles, path: string): Promise<string> {
  const text = await folder.text(path);
  if (text === undefined) throw faulty('FILE_MISSING', path, 'A bundle must have it.');
  return text;
}

function assertQuorum({ witnesses }: VerifiedCheckpoint, { quorum }: VerifyOptions): void {
  const shortfall = quorum?.shortfall(witnesses.map(({ key }) => key));
  if (shortfall !== undefined) throw faulty('QUORUM_SHORT', BUNDLE_FILES.checkpoint, shortfall);
}

/** Those of the bundle, which must be signed too, and those that are known from elsewhere. */
async function earlierCheckpoints(
  folder: BundleFiles,
  { origin }: VerifiedCheckpoint,
  keys: readonly NoteVerifierKey[],
  { known = [] }: VerifyOptions,
): Promise<readonly EarlierCheckpoint[]> {
  const paths = (await folder.paths()).filter((place) => isOfBundle({ place }));
  const own = paths.map(async (place) => ({ place, note: await requiredText(folder, place) }));
  return [...known, ...(await Promise.all(own))]
    .map(({ place, note }) => {
      const checkpoint = verifyCheckpoint(note, keys, place);
      if (checkpoint.origin !== origin) {
        throw faulty(
          'KEY_FOREIGN',
          place,
          `It is a checkpoint of ${checkpoint.origin}, and the bundle is of ${origin}.`,
        );
      }
      if (isOfBundle({ place }) && place !== earlierCheckpointFile(checkpoint.size)) {
        throw faulty('FILE_MALFORMED', place, `It is the checkpoint over ${checkpoint.size} events.`);
      }
      return { place, size: checkpoint.size, root: checkpoint.root };
    })
    .toSorted((one, other) => one.size - other.size);
}

export function isOfBundle({ place }: Pick<EarlierCheckpoint, 'place'>): boolean {
  return place.startsWith('checkpoints/');
}
