import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { comparePlainDates } from '#platform/working-days';
import type { AssistanceEntryCommand, NamedOfficer } from './assistance-entry.commands.js';
import type { AssistanceDetails, AssistanceEntryEvent } from './assistance-entry.events.js';
import { cannotServe } from './authority-to-serve.js';
import { topicWords } from './topic-words.js';

export interface KnownEntry {
  readonly kind: 'listed' | 'withdrawn';
  readonly authorityId: IdOf<'authority'>;
  readonly details: AssistanceDetails;
}

export type AssistanceEntryState = { readonly kind: 'unknown' } | KnownEntry;

export type AssistanceEntryRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'OFFICER_UNKNOWN'
  | 'OFFICER_LEFT'
  | 'OFFICER_ELSEWHERE'
  | 'DUPLICATE_IN_LIST'
  | 'DATES_OUT_OF_ORDER'
  | 'ENTRY_WITHDRAWN';

type EntryDecision = Decision<AssistanceEntryEvent, AssistanceEntryRejection>;
type DataOf<Type extends AssistanceEntryCommand['type']> = Extract<AssistanceEntryCommand, { type: Type }>['data'];

export const assistanceEntryDecider: Decider<
  AssistanceEntryState,
  AssistanceEntryCommand,
  AssistanceEntryEvent,
  AssistanceEntryRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state) {
    if (command.type === 'ListAssistance') return list(command.data, state);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such entry.', ['assistanceEntryId']);
    switch (command.type) {
      case 'AmendAssistance':
        return amend(command.data, state);
      case 'WithdrawAssistance':
        return state.kind === 'withdrawn' ? accept() : accept({ type: 'AssistanceWithdrawn', data: command.data });
    }
  },

  evolve(state, event) {
    if (event.type === 'AssistanceListed') {
      const { authorityId, ...details } = event.data;
      return { kind: 'listed', authorityId, details };
    }
    if (state.kind === 'unknown') return state;
    if (event.type === 'AssistanceWithdrawn') return { ...state, kind: 'withdrawn' };
    const { reason: _, ...details } = event.data;
    return { ...state, details };
  },
};

function list({ facts, ...data }: DataOf<'ListAssistance'>, state: AssistanceEntryState): EntryDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This entry is in the directory already.');
  return (
    cannotServe(facts.authority, data.validFrom) ??
    fault(data) ??
    cannotHelp(data, facts.officer, data.authorityId) ??
    accept({ type: 'AssistanceListed', data: withoutRepetition(data) })
  );
}

function amend({ facts, reason, ...details }: DataOf<'AmendAssistance'>, state: KnownEntry): EntryDecision {
  if (state.kind === 'withdrawn') {
    return reject('ENTRY_WITHDRAWN', 'The entry was withdrawn; it can no longer change. List the help anew.');
  }
  const wanted = withoutRepetition(details);
  if (isSame(wanted, state.details)) return accept();
  return (
    cannotServe(facts.authority, details.validFrom, 'validFrom') ??
    fault(details) ??
    cannotHelp(details, facts.officer, state.authorityId) ??
    accept({ type: 'AssistanceAmended', data: { ...wanted, reason } })
  );
}

/** Whatever in an entry does not fit together by itself. */
function fault({ topics, officerId, contactPoint, validFrom, validUntil }: AssistanceDetails) {
  const seen = new Set<string>();
  for (const [index, topic] of topics.entries()) {
    const field = ['topics', String(index)];
    const words = topicWords(topic).join(' ');
    if (words === '') return reject('INVALID_INPUT', `${field.join('.')}: must hold a letter or a digit.`, field);
    if (seen.has(words)) return reject('DUPLICATE_IN_LIST', 'The same topic is listed twice.', field);
    seen.add(words);
  }
  if (officerId === undefined && contactPoint === undefined) {
    return reject('INVALID_INPUT', 'contactPoint: say where to ask: an officer, a contact point or both.', [
      'contactPoint',
    ]);
  }
  if (validUntil !== undefined && comparePlainDates(validUntil, validFrom) <= 0) {
    return reject('DATES_OUT_OF_ORDER', `The help begins on ${validFrom}; it must end later.`, ['validUntil']);
  }
  return undefined;
}

function cannotHelp({ officerId }: AssistanceDetails, officer: NamedOfficer, authorityId: string) {
  if (officerId === undefined) return undefined;
  const field = ['officerId'];
  if (!officer) return reject('OFFICER_UNKNOWN', 'There is no officer with this id.', field);
  if (officer.leftOn !== null) return reject('OFFICER_LEFT', `The officer left on ${officer.leftOn}.`, field);
  if (officer.authorityId === authorityId) return undefined;
  return reject('OFFICER_ELSEWHERE', 'The officer serves another authority than the one that offers the help.', field);
}

/** Nations and regions are sets, kept in alphabetical order. */
function withoutRepetition<Details extends Pick<AssistanceDetails, 'nations' | 'regions'>>(details: Details): Details {
  const set = <Value extends string>(values: readonly Value[]) => [...new Set(values)].sort();
  return { ...details, nations: set(details.nations), regions: set(details.regions) };
}

function isSame(a: AssistanceDetails, b: AssistanceDetails): boolean {
  const single = ['description', 'officerId', 'contactPoint', 'validFrom', 'validUntil'] as const;
  const several = ['topics', 'nations', 'regions'] as const;
  return (
    single.every((field) => a[field] === b[field]) &&
    several.every(
      (field) => a[field].length === b[field].length && a[field].every((value, index) => value === b[field][index]),
    )
  );
}
