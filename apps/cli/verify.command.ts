import {
  BundleFolder,
  FAULT_KINDS,
  verifyBundle,
  verifyLog,
  type EvidenceFault,
  type PartnershipCoverage,
  type Verification,
  type VerificationReport,
  type VerifyOptions,
} from '#platform/evidence-bundle';
import { verifyOptionsOf, type EvidenceOptions } from './evidence.options.js';
import { EXIT_CODE, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import { ServedEvidence } from './served-evidence.js';

export interface VerifyCommandOptions extends EvidenceOptions {
  readonly url?: string;
}

/**
 * Checks a bundle, or the log that a service shows.
 * @param token for the leaf entries of a service, which only auditors may read
 */
export async function verifyCommand(
  bundle: string | undefined,
  { url, ...options }: VerifyCommandOptions,
  token: () => string,
  output: Output,
): Promise<ExitCode> {
  if ((bundle === undefined) === (url === undefined)) {
    throw new UsageError('Say what to check: either the folder of a bundle or --url <address> of a service.');
  }
  const onProgress = (events: number) => output.progress(`${count(events)} events checked …`);
  const checks = { ...verifyOptionsOf(options), onProgress };
  const verification =
    bundle === undefined
      ? await verifyService(url ?? '', token(), checks)
      : await verifyBundle(await BundleFolder.open(bundle), checks);
  return show(verification, url === undefined, output);
}

/** Witnesses sign in rounds: where the newest checkpoint waits for them, the newest that they have signed is checked. */
async function verifyService(url: string, token: string, checks: VerifyOptions): Promise<Verification> {
  const newest = await verifyLog(new ServedEvidence(url, token), checks);
  if (newest.outcome === 'verified' || newest.fault.kind !== 'QUORUM_SHORT') return newest;
  const witnessed = await verifyLog(new ServedEvidence(url, token, 'witnessed-checkpoint'), checks);
  // Without such a checkpoint, who is short is the answer.
  return witnessed.outcome === 'fault' && witnessed.fault.kind === 'FILE_MISSING' ? newest : witnessed;
}

function show(verification: Verification, isBundle: boolean, output: Output): ExitCode {
  if (verification.outcome === 'fault') {
    output.result(verification, faultLines(verification.fault));
    return EXIT_CODE.notVerified;
  }
  output.result(verification, isBundle ? bundleLines(verification.report) : checkpointLines(verification.report));
  return EXIT_CODE.done;
}

function faultLines({ kind, place, message }: EvidenceFault): readonly string[] {
  return [`NOT VERIFIED: ${FAULT_KINDS[kind]}.`, `where  ${place}`, `what   ${message}`];
}

function bundleLines(report: VerificationReport): readonly string[] {
  const { partnerships, agreements } = report;
  return [
    ...checkpointLines(report),
    ...partnerships.map(coverageLine),
    `agreements    ${count(agreements.recomputed)} name the digest of the content that was recorded` +
      `${agreements.sealed > 0 ? `; of ${count(agreements.sealed)} the content is sealed` : ''}`,
  ];
}

function coverageLine({ partnershipId, size, upToPosition, uncovered }: PartnershipCoverage): string {
  const later = `${count(uncovered)} ${uncovered === 1 ? 'event' : 'events'}`;
  if (size === 0) return `not yet       ${partnershipId}: ${later}, in no checkpoint of it so far`;
  const covered = `complete      ${partnershipId}: ${count(size)} events, nothing left out up to position ${upToPosition}`;
  return uncovered === 0 ? covered : `${covered}; ${later} since`;
}

function checkpointLines(report: VerificationReport): readonly string[] {
  const { origin, size, root, signedBy, witnesses, ownKeys, events, consistentWith } = report;
  return [
    'VERIFIED',
    `log           ${origin}`,
    `checkpoint    ${count(size)} events, root ${root}`,
    `signed by     ${signedBy.join(', ')}`,
    ...(ownKeys
      ? ['              This key came with the evidence. Compare it with one from elsewhere, or give --keys.']
      : []),
    ...witnesses.map(({ name, time }) => `witness       ${name}, ${time}`),
    ...(witnesses.length === 0 ? ['witness       none that was asked for (--policy)'] : []),
    `events        ${count(events)} checked`,
    consistentWith.length === 0
      ? 'goes on from  no earlier checkpoint: a log rewritten as a whole would not be seen (--known)'
      : `goes on from  the checkpoints over ${consistentWith.map(count).join(', ')} events`,
  ];
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
