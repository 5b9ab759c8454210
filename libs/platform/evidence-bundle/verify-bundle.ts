import { alteredFile, readManifest, verifyFileNames } from './bundle-files.verification.js';
import type { BundleFiles } from './bundle-files.js';
import { MANIFEST, type BundleManifest } from './bundle-manifest.js';
import { verifyByProofs } from './consistency.verification.js';
import { FaultFound, faulty } from './evidence-fault.js';
import { verifyPartnership } from './partnership.verification.js';
import { assertReaches, checkpointFindings, isOfBundle, verifyCheckpoints } from './checkpoint.verification.js';
import type { VerifiedCheckpoint } from './trusted-keys.js';
import type {
  CheckpointedBundle,
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
  const checked = await verifyCheckpoints(folder, options);
  assertManifestFits(manifest, checked.checkpoint);
  const bundle = { folder, ...checked, onProgress: options.onProgress ?? (() => undefined) };
  const findings = await verifyScope(bundle, manifest, options);
  if (findings.events !== manifest.events) {
    throw faulty('FILE_MALFORMED', MANIFEST, `It says ${manifest.events} events, and there are ${findings.events}.`);
  }
  return { scope: manifest.scope, ...checkpointFindings(checked, options), ...findings };
}

function assertManifestFits({ size, origin }: BundleManifest, checkpoint: VerifiedCheckpoint): void {
  if (size === checkpoint.size && origin === checkpoint.origin) return;
  const message = `It speaks of ${size} events of ${origin}, and the checkpoint of ${checkpoint.size} of ${checkpoint.origin}.`;
  throw faulty('FILE_MALFORMED', MANIFEST, message);
}

async function verifyScope(
  bundle: CheckpointedBundle,
  { scope }: BundleManifest,
  { completeUpTo = 0 }: VerifyOptions,
): Promise<ScopeFindings> {
  const { folder, checkpoint, earlier } = bundle;
  if (scope.kind === 'all') {
    assertReaches(checkpoint, completeUpTo);
    const findings = await verifyWholeLog(bundle);
    // All events are here, so that no proof is needed; those that others may use must hold all the same.
    await verifyByProofs(folder, checkpoint, earlier.filter(isOfBundle));
    return findings;
  }
  await verifyByProofs(folder, checkpoint, earlier);
  return verifyPartnership({ ...bundle, partnershipId: scope.partnershipId, completeUpTo });
}
