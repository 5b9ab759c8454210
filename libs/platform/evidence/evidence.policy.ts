import type { Caller, PolicyContribution } from '#platform/access';

/** How many events a partnership has tells of notes that regulators make for themselves. */
const SEE_PARTNERSHIP_TREES: readonly Caller['party']['kind'][] = [
  'HSE',
  'LOCAL_AUTHORITY',
  'COORDINATING_BODY',
  'AUDITOR',
];

/**
 * Hashes and proofs are for everybody who has a token: they say nothing of what they are hashes of. What leaves hold is
 * for auditors. Nobody but the service itself puts anything on record here.
 */
export const evidencePolicy: PolicyContribution = (caller, _standing, allow) => {
  if (caller.system) allow('CheckpointPartnership', 'PartnershipEvidence');
  if (caller.system) allow('AdoptSigningKey', 'SigningKey');
  allow('read', 'Evidence');
  if (SEE_PARTNERSHIP_TREES.includes(caller.party.kind)) allow('read', 'PartnershipEvidence');
  if (caller.roles.has('AUDITOR') || caller.roles.has('OPERATOR')) allow('read', 'WitnessFault');
  if (!caller.roles.has('AUDITOR')) return;
  allow('read', 'LeafEntry');
  allow('RecordPartnershipEvidence', 'PartnershipEvidence');
};
