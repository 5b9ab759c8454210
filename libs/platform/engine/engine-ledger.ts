import { systemCaller } from '#platform/access';
import type { CommandRunner } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import {
  evidenceStreamOf,
  LedgerUnavailableError,
  partnershipEvidenceAggregate,
  type PartnershipCheckpointed,
  type SqliteLedgerOptions,
} from '#platform/ledger';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';

export interface LedgerParts extends Pick<SqliteLedgerOptions, 'file' | 'keys' | 'pauseMs'> {
  /** How long a partnership's tree may have grown before its checkpoint is put on record, in milliseconds. */
  readonly checkpointIntervalMs?: number;
}

const CALLER = systemCaller('evidence');

/** The ledger records what it says of partnerships like everything else that happens: by a command. */
export function recordPartnershipCheckpoint(
  commands: CommandRunner<Session>,
): (checkpoint: PartnershipCheckpointed) => Promise<Position> {
  return async (checkpoint) => {
    const { partnershipId, size, root } = checkpoint;
    // From what it says: sent again after a crash, it has no second effect.
    const commandId = deriveUuid('partnership-checkpoint', partnershipId, String(size), root);
    const outcome = await commands.run(partnershipEvidenceAggregate, {
      stream: evidenceStreamOf(partnershipId),
      type: 'CheckpointPartnership',
      input: checkpoint,
      commandId,
      caller: CALLER,
      correlationId: commandId,
    });
    if (outcome.outcome === 'accepted') return outcome.position;
    const reasons = outcome.outcome === 'forbidden' ? ['FORBIDDEN'] : outcome.rejections.map(({ message }) => message);
    throw new LedgerUnavailableError(`The checkpoint of ${partnershipId} was refused: ${reasons.join(' ')}`);
  };
}
