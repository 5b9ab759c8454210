import { accept, reject, personOf, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type { LocalConcernCommand } from './local-concern.commands.js';
import type {
  ANSWERED_BY,
  ConcernSettlement,
  LocalConcernEvent,
  SettlingSide,
  VariationTerms,
} from './local-concern.events.js';
import { evolveConcern, type ConcernStatus, type KnownConcern, type LocalConcernState } from './local-concern.state.js';

export type LocalConcernRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'CONCERN_WITHOUT_PARTNERSHIP'
  | 'CONCERN_CLOSED'
  | 'CONCERN_REFERRED'
  | 'CONCERN_NOT_REFERRED'
  | 'CONCERN_OF_ONE_AUTHORITY'
  | 'MEMBER_NOT_CONCERNED'
  | 'SETTLEMENT_UNKNOWN'
  | 'SETTLEMENT_OF_OWN_SIDE'
  | 'ONE_PERSON_TWO_SIDES'
  | 'VARIATION_NOT_IN_FORCE'
  | 'DATE_IN_PAST'
  | 'DATES_OUT_OF_ORDER';

type ConcernDecision = Decision<LocalConcernEvent, LocalConcernRejection>;
type DataOf<Type extends LocalConcernCommand['type']> = Extract<LocalConcernCommand, { type: Type }>['data'];

export const localConcernDecider: Decider<
  LocalConcernState,
  LocalConcernCommand,
  LocalConcernEvent,
  LocalConcernRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'RaiseLocalConcern') return raise(command.data, state, context);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such local concern.', ['localConcernId']);
    switch (command.type) {
      case 'AcceptLocalConcern':
        return notOpen(state) ?? acceptConcern(command.data, state, 'ACCOUNT', [], context);
      case 'DeclineLocalConcern':
        return (
          notOpen(state) ??
          accept({ type: 'LocalConcernDeclined', data: { ...command.data, answeredBy: 'ACCOUNT' as const } })
        );
      case 'ReferLocalConcern':
        return notOpen(state) ?? refer(command.data, state);
      case 'ProposeConcernSettlement':
        return notReferred(state) ?? propose(command.data, state, context);
      case 'ConfirmConcernSettlement':
        return notReferred(state) ?? confirm(command.data, state, context);
      case 'WithdrawLocalConcern':
        return isClosed(state.status)
          ? closed(state.status)
          : accept({ type: 'LocalConcernWithdrawn', data: command.data });
      case 'EndLocalVariation':
        return endVariation(command.data, state, context);
    }
  },

  evolve: evolveConcern,
};

const STATUS_IN_WORDS: Readonly<Record<ConcernStatus, string>> = {
  RAISED: 'waits for an answer',
  REFERRED: 'was referred to the leads of both authorities, who settle it',
  ACCEPTED: 'was accepted as a local variation',
  DECLINED: 'was declined',
  WITHDRAWN: 'was withdrawn',
  ENDED: 'was accepted, and the local variation has ended',
};

function isClosed(status: ConcernStatus): boolean {
  return status !== 'RAISED' && status !== 'REFERRED';
}

function closed(status: ConcernStatus) {
  return reject('CONCERN_CLOSED', `The concern ${STATUS_IN_WORDS[status]}. Raise a new one if it stands again.`);
}

/** Why whoever answers for the account cannot answer any more. */
function notOpen({ status }: KnownConcern): ConcernDecision | undefined {
  if (isClosed(status)) return closed(status);
  return status === 'REFERRED' ? reject('CONCERN_REFERRED', `The concern ${STATUS_IN_WORDS[status]}.`) : undefined;
}

function notReferred({ status }: KnownConcern): ConcernDecision | undefined {
  if (isClosed(status)) return closed(status);
  return status === 'REFERRED'
    ? undefined
    : reject('CONCERN_NOT_REFERRED', `The concern ${STATUS_IN_WORDS[status]}; it was not referred to both leads.`);
}

function raise(
  { memberId, memberName, partnershipId, ...raised }: DataOf<'RaiseLocalConcern'>,
  state: LocalConcernState,
  { today }: DecisionContext,
): ConcernDecision {
  if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This local concern is on record already.');
  if (partnershipId === undefined) {
    return reject(
      'CONCERN_WITHOUT_PARTNERSHIP',
      'There is no active partnership with such an organisation, so that nothing takes precedence.',
      ['organisationId'],
    );
  }
  if (raised.until !== undefined && raised.until <= today) return past(raised.until, ['until']);
  if (memberName !== undefined && raised.concernOf === 'AUTHORITY') {
    return reject('MEMBER_NOT_CONCERNED', "The concern is the authority's own; it names no elected member.", [
      'memberName',
    ]);
  }
  return accept<LocalConcernEvent>(
    { type: 'LocalConcernRaised', data: { ...raised, partnershipId } },
    ...(memberName === undefined
      ? []
      : [
          {
            type: 'ElectedMemberNamed' as const,
            data: { authorityId: raised.authorityId, memberId, name: memberName },
          },
        ]),
  );
}

function past(day: PlainDate, field: readonly string[]) {
  return reject('DATE_IN_PAST', `${day} is past or today. Give a later day, or none where no end is known.`, field);
}

type GivenTerms = Omit<VariationTerms, 'from'> & { readonly from?: PlainDate | undefined };

/** The terms with the day from which they count, or why they cannot count so. */
function settledTerms(
  { from: given, until, ...rest }: GivenTerms,
  { today }: DecisionContext,
  path: readonly string[],
): { readonly terms: VariationTerms } | { readonly refusal: ConcernDecision } {
  const from = given ?? today;
  if (until !== undefined && until <= today) return { refusal: past(until, [...path, 'until']) };
  if (until !== undefined && until <= from) {
    const message = `The variation would end on ${until}, before it begins on ${from}.`;
    return { refusal: reject('DATES_OUT_OF_ORDER', message, [...path, 'until']) };
  }
  return { terms: until === undefined ? { ...rest, from } : { ...rest, from, until } };
}

function acceptConcern(
  given: GivenTerms,
  { authorityId }: KnownConcern,
  answeredBy: (typeof ANSWERED_BY)[number],
  before: readonly LocalConcernEvent[],
  context: DecisionContext,
): ConcernDecision {
  const settled = settledTerms(given, context, []);
  if ('refusal' in settled) return settled.refusal;
  return accept<LocalConcernEvent>(...before, {
    type: 'LocalConcernAccepted',
    data: { ...settled.terms, authorityId, answeredBy },
  });
}

function refer({ leadAuthorityId, reason }: DataOf<'ReferLocalConcern'>, state: KnownConcern): ConcernDecision {
  if (leadAuthorityId === undefined) {
    return reject('CONCERN_WITHOUT_PARTNERSHIP', 'The partnership is no longer active: nobody leads it.');
  }
  if (leadAuthorityId === state.authorityId) {
    return reject(
      'CONCERN_OF_ONE_AUTHORITY',
      'The authority that raised the concern leads the partnership: there is no second lead to settle it with.',
    );
  }
  return accept({ type: 'LocalConcernReferred', data: { leadAuthorityId, reason } });
}

/** For which of the two authorities a lead settles; whoever has succeeded both stands for the one that raised it. */
function sideOf(own: readonly string[], { authorityId }: KnownConcern): SettlingSide {
  return own.includes(authorityId) ? 'RAISING' : 'LEADING';
}

function propose(
  { settlement: given, ownAuthorities }: DataOf<'ProposeConcernSettlement'>,
  state: KnownConcern,
  context: DecisionContext,
): ConcernDecision {
  const settled = given.kind === 'ACCEPT' ? settledAcceptance(given, context) : { settlement: given };
  if ('refusal' in settled) return settled.refusal;
  const { settlement } = settled;
  const side = sideOf(ownAuthorities, state);
  if (state.proposal?.side === side && canonicalText(state.proposal.settlement) === canonicalText(settlement))
    return accept();
  return accept({
    type: 'ConcernSettlementProposed',
    data: { number: state.proposals + 1, settlement, side, by: personOf(context.actor) },
  });
}

function settledAcceptance(
  { kind, ...given }: GivenTerms & { readonly kind: 'ACCEPT' },
  context: DecisionContext,
): { readonly settlement: ConcernSettlement } | { readonly refusal: ConcernDecision } {
  const settled = settledTerms(given, context, ['settlement']);
  return 'refusal' in settled ? settled : { settlement: { kind, ...settled.terms } };
}

function confirm(
  { number, ownAuthorities }: DataOf<'ConfirmConcernSettlement'>,
  state: KnownConcern,
  context: DecisionContext,
): ConcernDecision {
  const { proposal } = state;
  if (proposal?.number !== number) {
    const standing = proposal ? `number ${proposal.number} is the one that stands` : 'none stands';
    return reject('SETTLEMENT_UNKNOWN', `There is no proposal ${number} to confirm: ${standing}.`, ['number']);
  }
  const side = sideOf(ownAuthorities, state);
  if (side === proposal.side) {
    return reject('SETTLEMENT_OF_OWN_SIDE', 'Your authority proposed this; the lead of the other one confirms it.');
  }
  if (context.actor.subject === proposal.by.subject) {
    return reject('ONE_PERSON_TWO_SIDES', 'You proposed this for the other authority; somebody else must confirm it.');
  }
  const confirmed: LocalConcernEvent = {
    type: 'ConcernSettlementConfirmed',
    data: { number, side, by: personOf(context.actor) },
  };
  const { settlement } = proposal;
  if (settlement.kind === 'DECLINE') {
    const { reasons } = settlement;
    return accept<LocalConcernEvent>(confirmed, {
      type: 'LocalConcernDeclined',
      data: { reasons, answeredBy: 'BOTH_LEADS' },
    });
  }
  const { kind: _, ...terms } = settlement;
  return acceptConcern(terms, state, 'BOTH_LEADS', [confirmed], context);
}

function endVariation(
  { reason }: DataOf<'EndLocalVariation'>,
  { status, variationUntil }: KnownConcern,
  { today }: DecisionContext,
): ConcernDecision {
  if (status !== 'ACCEPTED') {
    return reject('VARIATION_NOT_IN_FORCE', `The concern ${STATUS_IN_WORDS[status]}: there is no variation to end.`);
  }
  if (variationUntil !== undefined && variationUntil <= today) {
    return reject('VARIATION_NOT_IN_FORCE', `The variation has counted only until ${variationUntil}.`);
  }
  return accept({ type: 'LocalVariationEnded', data: { on: today, reason } });
}
