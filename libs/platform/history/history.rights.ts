import type { Caller, PartyKind } from '#platform/access';
import type { EventMetadata } from '#platform/event-sourcing';

/** What a caller sees of an event whose object it may read. */
export type HistoryView = 'all' | 'head' | 'nothing';

/** They act on the same objects, and have to know what the others did there. */
const REGULATORS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

export function seesEverything({ party, system }: Caller): boolean {
  return party.kind === 'AUDITOR' || system === true;
}

/** Whether others' events are for it at all. */
export function seesOthers({ party }: Caller): boolean {
  return REGULATORS.includes(party.kind);
}

/**
 * An object's policy says who reads the object, and leaves out for some readers what it holds: what regulators note for
 * themselves, what was asked in confidence. Its events hold all of that, so that of what others recorded nobody but the
 * auditor sees the contents here, and only regulators see that it happened.
 */
export function viewOf(caller: Caller, { actor }: EventMetadata): HistoryView {
  if (seesEverything(caller)) return 'all';
  if (actor.party.kind === caller.party.kind && actor.party.id === caller.party.id) return 'all';
  return seesOthers(caller) ? 'head' : 'nothing';
}
