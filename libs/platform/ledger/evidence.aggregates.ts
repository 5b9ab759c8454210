import { z } from 'zod';
import { defineAggregate } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { deriveId, line } from '#platform/values';
import { evidenceEvents, partnershipCheckpoint, verifierKeyField } from './evidence.events.js';
import { partnershipEvidenceDecider } from './partnership-evidence.decider.js';
import { signingKeyDecider } from './signing-key.decider.js';

/** The checkpoints of one partnership. */
export const partnershipEvidenceAggregate = defineAggregate({
  name: 'partnership-evidence',
  context: 'evidence',
  subject: 'PartnershipEvidence',
  events: evidenceEvents,
  commands: { CheckpointPartnership: partnershipCheckpoint },
  creations: ['CheckpointPartnership'],
  decider: partnershipEvidenceDecider,
  preparations: {},
  attributes: () => ({}),
  // None: a checkpoint is no event of the partnership's own tree, which would grow with each of them.
  references: () => ({}),
});

/** The key that signs. */
export const signingKeyAggregate = defineAggregate({
  name: 'signing-key',
  context: 'evidence',
  subject: 'SigningKey',
  events: evidenceEvents,
  commands: { AdoptSigningKey: z.strictObject({ origin: line(200), verifierKey: verifierKeyField }) },
  creations: ['AdoptSigningKey'],
  decider: signingKeyDecider,
  preparations: {},
  attributes: () => ({}),
  references: () => ({}),
});

/** The stream of the checkpoints of a partnership: the same UUID under another kind. */
export function evidenceStreamOf(partnershipId: string): StreamName {
  return partnershipId.replace(/^partnership-/, 'partnership-evidence-') as StreamName;
}

/** One stream: one key is active at a time. */
export const SIGNING_KEY_STREAM: StreamName = deriveId('signing-key', 'log') as string as StreamName;
