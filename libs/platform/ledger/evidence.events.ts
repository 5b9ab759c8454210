import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { idOf, line } from '#platform/values';

/** A hash of a Merkle tree: 32 bytes in base64. */
export const treeHashField = z
  .string()
  .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'must be a hash of 32 bytes in base64');

/** As C2SP signed notes write a verifier key: `name+hash+key`. */
export const verifierKeyField = z
  .string()
  .max(400)
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/, 'must be a verifier key: name+hash+key');

/** What the log was like up to a position, as far as it concerns one partnership. */
export const partnershipCheckpoint = z.strictObject({
  partnershipId: idOf('partnership'),
  size: z.int().min(1),
  root: treeHashField,
  upToPosition: z.int().min(1),
});

export const evidenceEvents = defineEvents('evidence', {
  PartnershipCheckpointed: {
    version: 1,
    description:
      'The history of a partnership held exactly these events up to a position of the log: the size and the root of its tree.',
    schema: partnershipCheckpoint,
  },
  SigningKeyAdopted: {
    version: 1,
    description: 'The service signs its checkpoints with another key from now on.',
    schema: z.strictObject({
      origin: line(200),
      verifierKey: verifierKeyField,
      formerVerifierKey: verifierKeyField.optional(),
    }),
  },
});

export type EvidenceEvent = EventsOf<typeof evidenceEvents>;
export type PartnershipCheckpointed = z.output<typeof partnershipCheckpoint>;

/** The stored type of a partnership's checkpoint, which the ledger itself reads. */
export const PARTNERSHIP_CHECKPOINTED = 'evidence.PartnershipCheckpointed.v1';
