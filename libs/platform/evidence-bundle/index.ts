export { BundleFolder, BundleFolderError, writeBundle } from './bundle-folder.js';
export {
  BUNDLE_FILES,
  consistencyFile,
  earlierCheckpointFile,
  proofFile,
  tileFile,
  TREE_FOLDER,
} from './bundle-layout.js';
export { BUNDLE_FORMAT, MANIFEST, type BundleManifest, type BundleScope } from './bundle-manifest.js';
export type { BundlePart, BundleParts } from './bundle-part.js';
export { BundleExportError, type BundleLedger, type BundleSource } from './bundle-source.js';
export { bundleSourceOf } from './engine-bundle-source.js';
export { FAULT_KINDS, type EvidenceFault, type FaultKind } from './evidence-fault.js';
export { exportBundle, type ExportOptions } from './export-bundle.js';
export type { PartnershipCoverage } from './partnership-trees.js';
export { parseKeyFile } from './trusted-keys.js';
export type { BundleFiles } from './bundle-files.js';
export { verifyBundle } from './verify-bundle.js';
export { verifyLog } from './verify-log.js';
export type { KnownCheckpoint, QuorumRule, Verification, VerificationReport, VerifyOptions } from './verification.js';
export { BUNDLE_FRAMES_TYPE, BundleFramesError, framesOf, partsOfFrames } from './bundle-frames.js';
export { publishedEventSchema } from './event-schemas.js';
