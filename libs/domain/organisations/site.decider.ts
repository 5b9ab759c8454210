import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { combined } from './combined-decision.js';
import {
  allocate,
  assign,
  evolveAllocations,
  recordAllocation,
  transfer,
  withdraw,
  type AllocationRejection,
  type Allocations,
} from './site.allocations.js';
import type { SiteCommand } from './site.commands.js';
import type { SiteEvent } from './site.events.js';

type Details = Omit<Extract<SiteEvent, { type: 'SiteAmended' }>['data'], 'reason'>;

export interface KnownSite {
  readonly kind: 'open' | 'closed';
  readonly organisationId: IdOf<'organisation'>;
  readonly details: Details;
  readonly openedOn: PlainDate | undefined;
  readonly closedOn: PlainDate | undefined;
  readonly allocations: Allocations;
}

export type SiteState = { readonly kind: 'unknown' } | KnownSite;

export type SiteRejection =
  AllocationRejection | 'ALREADY_EXISTS' | 'NOT_FOUND' | 'ORGANISATION_UNKNOWN' | 'SITE_CLOSED' | 'SITE_NOT_CLOSED';

type SiteDecision = Decision<SiteEvent, SiteRejection>;
type DataOf<Type extends SiteCommand['type']> = Extract<SiteCommand, { type: Type }>['data'];

export const siteDecider: Decider<SiteState, SiteCommand, SiteEvent, SiteRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'OpenSite') return open(command.data, state);
    if (command.type === 'RecordSite') return record(command.data, state, today);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such site.', ['siteId']);
    if (command.type === 'CloseSite') return close(command.data, state, today);
    if (command.type === 'CorrectClosure') return correctClosure(command.data, state, today);
    if (command.type === 'WithdrawClosure') return withdrawClosure(command.data, state);
    if (state.kind === 'closed') return siteClosed(state);
    switch (command.type) {
      case 'AmendSite':
        return amend(command.data, state);
      case 'AllocateEnforcement':
        return allocate(command.data, state.allocations, today);
      case 'TransferEnforcement':
        return transfer(command.data, state.allocations, today);
      case 'AssignEnforcement':
        return assign(command.data, state.allocations, today);
      case 'WithdrawAllocation':
        return withdraw(command.data, state.allocations);
    }
  },

  evolve(state, event) {
    if (event.type === 'SiteOpened') {
      const { organisationId, openedOn, ...details } = event.data;
      return { kind: 'open', organisationId, details, openedOn, closedOn: undefined, allocations: new Map() };
    }
    return state.kind === 'unknown' ? state : evolveKnown(state, event);
  },
};

function evolveKnown(state: KnownSite, event: Exclude<SiteEvent, { type: 'SiteOpened' }>): KnownSite {
  switch (event.type) {
    case 'SiteAmended': {
      const { reason: _, ...details } = event.data;
      return { ...state, details };
    }
    case 'OpeningDayCorrected':
      return { ...state, openedOn: event.data.openedOn };
    case 'SiteClosed':
    case 'ClosureCorrected':
      return { ...state, kind: 'closed', closedOn: event.data.closedOn };
    case 'ClosureWithdrawn':
      return { ...state, kind: 'open', closedOn: undefined };
    case 'EnforcementAllocated':
    case 'EnforcementTransferred':
    case 'EnforcementAssigned':
    case 'AllocationWithdrawn':
      return { ...state, allocations: evolveAllocations(state.allocations, event) };
  }
}

function open({ organisationKnown, ...data }: DataOf<'OpenSite'>, state: SiteState): SiteDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This site is in the register already.');
  if (!organisationKnown) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  return accept({ type: 'SiteOpened', data });
}

/** What another register says now. What it does not say stays. */
function record(
  { organisationKnown, organisationId, closedOn, allocation, reason, ...details }: DataOf<'RecordSite'>,
  state: SiteState,
  today: PlainDate,
): SiteDecision {
  if (state.kind !== 'unknown' && state.organisationId !== organisationId) {
    return reject('ALREADY_EXISTS', 'This site is in the register as one of another organisation.', ['organisationId']);
  }
  const opened =
    state.kind === 'unknown'
      ? open({ ...details, organisationId, organisationKnown }, state)
      : amend({ ...present(state), ...details, reason }, state);
  if (opened.outcome === 'rejected') return opened;
  const site = opened.events.reduce(siteDecider.evolve, state);
  if (site.kind === 'unknown') return opened;
  const decision = combined<SiteEvent, SiteRejection>(
    opened,
    allocation ? recordAllocation(allocation, reason, site.allocations, today) : accept(),
    closedOn ? close({ closedOn, reason }, site, today) : accept(),
  );
  const changesClosed = state.kind === 'closed' && decision.outcome === 'accepted' && decision.events.length > 0;
  return changesClosed ? siteClosed(state) : decision;
}

function present({ details, openedOn }: KnownSite) {
  return openedOn ? { ...details, openedOn } : details;
}

function siteClosed({ closedOn }: KnownSite): SiteDecision {
  return reject(
    'SITE_CLOSED',
    `The site closed on ${closedOn}; its record can no longer change. If it did not close, withdraw its closure first.`,
  );
}

function close({ closedOn, reason }: DataOf<'CloseSite'>, state: KnownSite, today: PlainDate): SiteDecision {
  if (state.kind === 'closed') {
    const message = `The site closed on ${state.closedOn} already. If that is wrong, correct its closure.`;
    return state.closedOn === closedOn ? accept() : reject('SITE_CLOSED', message, ['closedOn']);
  }
  const data = { organisationId: state.organisationId, closedOn, reason };
  return impossibleClosure(closedOn, state, today) ?? accept({ type: 'SiteClosed', data });
}

function correctClosure(data: DataOf<'CorrectClosure'>, state: KnownSite, today: PlainDate): SiteDecision {
  if (state.kind === 'open') return notClosed();
  if (state.closedOn === data.closedOn) return accept();
  return impossibleClosure(data.closedOn, state, today) ?? accept({ type: 'ClosureCorrected', data });
}

function withdrawClosure({ reason }: DataOf<'WithdrawClosure'>, state: KnownSite): SiteDecision {
  if (state.kind === 'open') return notClosed();
  return accept({ type: 'ClosureWithdrawn', data: { organisationId: state.organisationId, reason } });
}

function notClosed(): SiteDecision {
  return reject('SITE_NOT_CLOSED', 'The site has no closure on record that could be corrected or withdrawn.');
}

function impossibleClosure(closedOn: PlainDate, { openedOn }: KnownSite, today: PlainDate): SiteDecision | undefined {
  if (comparePlainDates(closedOn, today) > 0) {
    return reject('DATE_IN_FUTURE', 'A site closes for the record when it has closed: this day is still to come.', [
      'closedOn',
    ]);
  }
  if (openedOn && comparePlainDates(closedOn, openedOn) < 0) {
    return reject('DATES_OUT_OF_ORDER', `The site opened on ${openedOn}; it cannot have closed before.`, ['closedOn']);
  }
  return undefined;
}

function amend({ reason, openedOn, ...details }: DataOf<'AmendSite'>, state: KnownSite): SiteDecision {
  const fields = ['name', 'address', 'postcode', 'uprn', 'nation'] as const;
  const isSame = fields.every((field) => details[field] === state.details[field]);
  return accept<SiteEvent>(
    ...(isSame ? [] : [{ type: 'SiteAmended' as const, data: { ...details, reason } }]),
    ...(openedOn === state.openedOn
      ? []
      : [{ type: 'OpeningDayCorrected' as const, data: { ...(openedOn ? { openedOn } : {}), reason } }]),
  );
}
