import { randomUUID } from 'node:crypto';
import { systemCaller } from '#platform/access';
import type { AggregateDefinition, CommandRequest, CommandRunner } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import {
  evidenceStreamOf,
  LedgerUnavailableError,
  partnershipEvidenceAggregate,
  SIGNING_KEY_STREAM,
  signingKeyAggregate,
  verifierKeyText,
  type LedgerKeys,
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
  return (checkpoint) => {
    const { partnershipId, size, root, upToPosition } = checkpoint;
    return give(commands, partnershipEvidenceAggregate, {
      stream: evidenceStreamOf(partnershipId),
      type: 'CheckpointPartnership',
      input: checkpoint,
      // From what it says: sent again after a crash, it has no second effect.
      commandId: deriveUuid('partnership-checkpoint', partnershipId, String(size), root, String(upToPosition)),
    });
  };
}

/** Puts on record which key signs from now on. */
export function recordSigningKey(
  commands: CommandRunner<Session>,
  { origin, active }: LedgerKeys,
): () => Promise<void> {
  return async () => {
    const input = { origin, verifierKey: verifierKeyText(active) };
    // A key may come back after another one: the same command would then be taken for the first.
    const commandId = randomUUID();
    await give(commands, signingKeyAggregate, {
      stream: SIGNING_KEY_STREAM,
      type: 'AdoptSigningKey',
      input,
      commandId,
    });
  };
}

async function give(
  commands: CommandRunner<Session>,
  aggregate: AggregateDefinition,
  command: Pick<CommandRequest, 'stream' | 'type' | 'input' | 'commandId'>,
): Promise<Position> {
  const outcome = await commands.run(aggregate, { ...command, caller: CALLER, correlationId: command.commandId });
  if (outcome.outcome === 'accepted') return outcome.position;
  const reasons = outcome.outcome === 'forbidden' ? ['FORBIDDEN'] : outcome.rejections.map(({ message }) => message);
  throw new LedgerUnavailableError(`${command.type} on ${command.stream} was refused: ${reasons.join(' ')}`);
}
