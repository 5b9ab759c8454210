import { parseCheckpoint, parseNote, parseVerifierKey, toBase64, verifyNote, type Checkpoint } from '#platform/ledger';
import { assertContiguous } from './bundle-events.js';
import { BUNDLE_FILES, consistencyFile, earlierCheckpointFile, schemaFile } from './bundle-layout.js';
import { withManifest, type BundleScope } from './bundle-manifest.js';
import { textPart, type BundlePart } from './bundle-part.js';
import { bundleReadme } from './bundle-readme.js';
import { BundleExportError, type BundlePartnership, type BundleSource } from './bundle-source.js';
import { exportPartnership } from './export-partnership.js';
import { exportWholeLog } from './export-whole-log.js';

export interface ExportOptions {
  readonly scope: BundleScope;
  /** Signed checkpoints that the auditor holds: the bundle shows how the log goes on from each. */
  readonly known?: readonly string[];
}

/** What a scope's own files tell about themselves when they are written. */
export interface ExportedEvents {
  readonly count: number;
  readonly types: ReadonlySet<string>;
}

/**
 * Everything that is needed to check a part of the log without the service, file by file; nothing of the log is held in
 * memory.
 * @throws BundleExportError when the log or the ledger does not hold what the checkpoint commits to
 */
export function exportBundle(source: BundleSource, options: ExportOptions): AsyncGenerator<BundlePart> {
  const described = { origin: '', size: 0, events: 0 };
  const exportedAt = source.clock().toISOString();
  return withManifest(bundleFiles(source, options, described), () => ({
    scope: options.scope,
    exportedAt,
    ...described,
  }));
}

async function* bundleFiles(
  source: BundleSource,
  { scope, known = [] }: ExportOptions,
  described: { origin: string; size: number; events: number },
): AsyncGenerator<BundlePart> {
  const partnership = scope.kind === 'all' ? undefined : await partnershipOf(source, scope.partnershipId);
  const note = await source.ledger.checkpoint();
  const checkpoint = parseCheckpoint(parseNote(note).text);
  // Before anything is written: what cannot be is refused at once.
  const earlier = [...earlierCheckpoints(source, checkpoint, known)];
  yield textPart(BUNDLE_FILES.checkpoint, note);
  yield textPart(
    BUNDLE_FILES.keys,
    source.ledger
      .verifierKeys()
      .map((key) => `${key}\n`)
      .join(''),
  );
  yield* earlier;
  const exported = partnership
    ? yield* exportPartnership(source, { partnership, checkpoint, note })
    : yield* exportWholeLog(source, checkpoint);
  yield* schemas(source, exported.types);
  described.origin = checkpoint.origin;
  described.size = checkpoint.size;
  described.events = exported.count;
  yield textPart(BUNDLE_FILES.readme, bundleReadme(scope, { ...described, note }));
}

async function partnershipOf({ ledger, store }: BundleSource, partnershipId: string): Promise<BundlePartnership> {
  assertContiguous(store.capabilities);
  const partnership = await ledger.partnership(partnershipId);
  if (partnership) return partnership;
  throw new BundleExportError(`Nothing in the log belongs to ${partnershipId}: there is no such partnership.`);
}

/** A bundle with a checkpoint of another key in it would never verify. */
function assertOwn({ ledger }: BundleSource, note: string): void {
  if (verifyNote(parseNote(note), ledger.verifierKeys().map(parseVerifierKey)).length > 0) return;
  throw new BundleExportError('A checkpoint that you know is signed by no key of this log.');
}

function* earlierCheckpoints(
  source: BundleSource,
  { origin, size }: Checkpoint,
  known: readonly string[],
): Generator<BundlePart> {
  const { ledger } = source;
  const earlier = new Map<number, string>();
  for (const note of [...ledger.earlierCheckpoints(), ...known]) {
    const checkpoint = parseCheckpoint(parseNote(note).text);
    if (checkpoint.origin !== origin) {
      throw new BundleExportError(`A checkpoint of ${checkpoint.origin} says nothing about the log ${origin}.`);
    }
    if (checkpoint.size > size) {
      throw new BundleExportError(
        `The checkpoint that you know commits to ${checkpoint.size} events, but the log has ${size} only: ` +
          'it was restored to an older state, or is another log.',
      );
    }
    assertOwn(source, note);
    if (checkpoint.size > 0 && checkpoint.size < size) earlier.set(checkpoint.size, note);
  }
  for (const [earlierSize, note] of [...earlier].toSorted(([one], [other]) => one - other)) {
    yield textPart(earlierCheckpointFile(earlierSize), note);
    const hashes = ledger.consistency(earlierSize, size);
    yield textPart(consistencyFile(earlierSize), hashes.map((hash) => `${toBase64(hash)}\n`).join(''));
  }
}

async function* schemas(source: BundleSource, types: ReadonlySet<string>): AsyncGenerator<BundlePart> {
  for (const type of [...types].toSorted()) {
    const schema = await source.schemaOf(type);
    if (schema !== undefined) yield textPart(schemaFile(type), schema);
  }
}
