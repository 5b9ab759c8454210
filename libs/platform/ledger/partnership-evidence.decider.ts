import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import type { EvidenceEvent, PartnershipCheckpointed } from './evidence.events.js';

export interface PartnershipEvidenceState {
  /** The newest checkpoint on record. */
  readonly last?: PartnershipCheckpointed;
}

export interface PartnershipEvidenceCommand {
  readonly type: 'CheckpointPartnership';
  readonly data: PartnershipCheckpointed;
}

/**
 * A partnership's history only grows: its checkpoints in the log say ever more, and never something else. That nothing
 * came since is worth saying, too: without it, nobody could tell a history that ended from one that was cut.
 */
export const partnershipEvidenceDecider: Decider<PartnershipEvidenceState, PartnershipEvidenceCommand, EvidenceEvent> =
  {
    initialState: {},
    decide: ({ data }, { last }) => decide(data, last),
    evolve: (state, event) => (event.type === 'PartnershipCheckpointed' ? { last: event.data } : state),
  };

function decide(
  next: PartnershipCheckpointed,
  last: PartnershipCheckpointed | undefined,
): Decision<EvidenceEvent, string> {
  if (last === undefined || next.size > last.size) {
    if (last === undefined || next.upToPosition > last.upToPosition)
      return accept({ type: 'PartnershipCheckpointed', data: next });
    return reject(
      'CHECKPOINT_CONTRADICTS',
      `More events than in the last checkpoint cannot come from no later position than ${last.upToPosition}.`,
      ['upToPosition'],
    );
  }
  if (next.size < last.size) {
    return reject('CHECKPOINT_CONTRADICTS', `A checkpoint over ${last.size} events is on record already.`, ['size']);
  }
  // The same events are the same tree; another root over as many events is another history.
  if (next.root === last.root) {
    return next.upToPosition > last.upToPosition ? accept({ type: 'PartnershipCheckpointed', data: next }) : accept();
  }
  return reject('CHECKPOINT_CONTRADICTS', `A checkpoint over ${last.size} events with another root is on record.`, [
    'root',
  ]);
}
