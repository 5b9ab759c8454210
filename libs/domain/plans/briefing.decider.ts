import { accept, type Decider } from '#platform/event-sourcing';
import type { BriefingCommand } from './briefing.commands.js';
import type { BriefingEvent, Disclosure } from './briefing.events.js';

/** What one party has read of one authority's briefing. */
export interface BriefingState {
  readonly disclosed: ReadonlySet<string>;
  /** Which partnership and organisation the last disclosure was about. */
  readonly latest: Pick<Disclosure, 'partnershipId' | 'organisationId'> | undefined;
}

export const briefingDecider: Decider<BriefingState, BriefingCommand, BriefingEvent> = {
  initialState: { disclosed: new Set(), latest: undefined },

  decide({ data }, { disclosed }, { actor: { party, subject } }) {
    if (disclosed.has(keyOf(data))) return accept();
    return accept({ type: 'KeyInformationDisclosed', data: { ...data, to: { partyId: party.id, subject } } });
  },

  evolve({ disclosed }, { data }) {
    const { partnershipId, organisationId } = data;
    return { disclosed: new Set([...disclosed, keyOf(data)]), latest: { partnershipId, organisationId } };
  },
};

function keyOf({ planId, version, digest }: Disclosure): string {
  return `${planId} ${version} ${digest}`;
}
