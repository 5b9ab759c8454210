import { toBase64, type NoteVerifierKey } from '#platform/ledger';
import { alteredFile, readManifest, verifyFileNames } from './bundle-files.verification.js';
import type { BundleFiles } from './bundle-files.js';
import { BUNDLE_FILES, earlierCheckpointFile } from './bundle-layout.js';
import { MANIFEST, type BundleManifest } from './bundle-manifest.js';
import { verifyByProofs } from './consistency.verification.js';
import { FaultFound, faulty } from './evidence-fault.js';
import { verifyPartnership } from './partnership.verification.js';
import { parseKeyFile, verifyCheckpoint, type VerifiedCheckpoint } from './trusted-keys.js';
import type {
  CheckpointedBundle,
  EarlierCheckpoint,
  ScopeFindings,
  Verification,
  VerificationReport,
  VerifyOptions,
} from './verification.js';
import { verifyWholeLog } from './whole-log.verification.js';

/** Checks a bundle offline, up to the first fault. */
export async function verifyBundle(folder: BundleFiles, options: VerifyOptions = {}): Promise<Verification> {
  try {
    return { outcome: 'verified', report: await verify(folder, options) };
  } catch (error) {
    if (error instanceof FaultFound) return { outcome: 'fault', fault: error.fault };
    throw error;
  }
}

/** @throws FaultFound */
async function verify(folder: BundleFiles, options: VerifyOptions): Promise<VerificationReport> {
  const manifest = await readManifest(folder);
  await verifyFileNames(folder, manifest);
  const altered = await alteredFile(folder, manifest);
  // Where the content itself shows the fault, it is told more exactly than by the name of the file.
  const report = await verifyContent(folder, manifest, options);
  if (altered) throw altered;
  return report;
}

async function verifyContent(
  folder: BundleFiles,
  manifest: BundleManifest,
  options: VerifyOptions,
): Promise<VerificationReport> {
  const keys = options.keys ?? (await ownKeys(folder));
  const all = [...keys, ...(options.quorum?.witnesses ?? [])];
  const checkpoint = verifyCheckpoint(
    await requiredText(folder, BUNDLE_FILES.checkpoint),
    all,
    BUNDLE_FILES.checkpoint,
  );
  assertManifestFits(manifest, checkpoint);
  assertQuorum(checkpoint, options);
  const earlier = await earlierCheckpoints(folder, checkpoint, all, options);
  const bundle = { folder, checkpoint, earlier, onProgress: options.onProgress ?? (() => undefined) };
  const findings = await verifyScope(bundle, manifest, options);
  if (findings.events !== manifest.events) {
    throw faulty('FILE_MALFORMED', MANIFEST, `It says ${manifest.events} events, and there are ${findings.events}.`);
  }
  return {
    scope: manifest.scope,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toBase64(checkpoint.root),
    signedBy: checkpoint.signedBy,
    witnesses: checkpoint.witnesses.map(({ key, time = 0 }) => ({
      name: key.name,
      time: new Date(time * 1000).toISOString(),
    })),
    ownKeys: options.keys === undefined,
    consistentWith: earlier.map(({ size }) => size),
    ...findings,
  };
}

async function ownKeys(folder: BundleFiles): Promise<readonly NoteVerifierKey[]> {
  return parseKeyFile(await requiredText(folder, BUNDLE_FILES.keys), BUNDLE_FILES.keys);
}

async function requiredText(folder: BundleFiles, path: string): Promise<string> {
  const text = await folder.text(path);
  if (text === undefined) throw faulty('FILE_MISSING', path, 'A bundle must have it.');
  return text;
}

function assertManifestFits({ size, origin }: BundleManifest, checkpoint: VerifiedCheckpoint): void {
  if (size === checkpoint.size && origin === checkpoint.origin) return;
  const message = `It speaks of ${size} events of ${origin}, and the checkpoint of ${checkpoint.size} of ${checkpoint.origin}.`;
  throw faulty('FILE_MALFORMED', MANIFEST, message);
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

async function verifyScope(
  bundle: CheckpointedBundle,
  { scope }: BundleManifest,
  { completeUpTo = 0 }: VerifyOptions,
): Promise<ScopeFindings> {
  const { folder, checkpoint, earlier } = bundle;
  if (scope.kind === 'all') {
    const findings = await verifyWholeLog(bundle);
    // All events are here, so that no proof is needed; those that others may use must hold all the same.
    await verifyByProofs(folder, checkpoint, earlier.filter(isOfBundle));
    return findings;
  }
  await verifyByProofs(folder, checkpoint, earlier);
  return verifyPartnership({ ...bundle, partnershipId: scope.partnershipId, completeUpTo });
}

function isOfBundle({ place }: Pick<EarlierCheckpoint, 'place'>): boolean {
  return place.startsWith('checkpoints/');
}
