import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { combined } from './combined-decision.js';
import type { SiteCommand } from './site.commands.js';
import type { AllocationScope, SiteEvent } from './site.events.js';

/** Who enforces one scope of a site from a day on, until the next allocation of that scope. */
export interface Allocation {
  readonly authorityId: IdOf<'authority'>;
  readonly from: PlainDate;
}

type Details = Omit<Extract<SiteEvent, { type: 'SiteAmended' }>['data'], 'reason'>;

export interface KnownSite {
  readonly kind: 'open' | 'closed';
  readonly organisationId: IdOf<'organisation'>;
  readonly details: Details;
  readonly openedOn: PlainDate | undefined;
  readonly closedOn: PlainDate | undefined;
  /** Current allocation by scope (`scopeKey`). */
  readonly allocations: ReadonlyMap<string, Allocation>;
}

export type SiteState = { readonly kind: 'unknown' } | KnownSite;

export type SiteRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'ORGANISATION_UNKNOWN'
  | 'SITE_CLOSED'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_FUTURE'
  | 'ALREADY_ALLOCATED'
  | 'NOT_ALLOCATED';

type SiteDecision = Decision<SiteEvent, SiteRejection>;
type DataOf<Type extends SiteCommand['type']> = Extract<SiteCommand, { type: Type }>['data'];

export const siteDecider: Decider<SiteState, SiteCommand, SiteEvent, SiteRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'OpenSite') return open(command.data, state);
    if (command.type === 'RecordSite') return record(command.data, state, today);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such site.', ['siteId']);
    if (command.type === 'CloseSite') return close(command.data, state, today);
    if (state.kind === 'closed') {
      return siteClosed(state);
    }
    switch (command.type) {
      case 'AmendSite':
        return amend(command.data, state);
      case 'AllocateEnforcement':
        return allocate(command.data, state);
      case 'TransferEnforcement':
        return transfer(command.data, state);
      case 'AssignEnforcement':
        return assign(command.data, state);
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
    case 'SiteClosed':
      return { ...state, kind: 'closed', closedOn: event.data.closedOn };
    case 'EnforcementAllocated':
    case 'EnforcementTransferred':
    case 'EnforcementAssigned': {
      const { scope, authorityId, from } = event.data;
      return { ...state, allocations: new Map(state.allocations).set(scopeKey(scope), { authorityId, from }) };
    }
  }
}

/** The same text for the same scope, whatever the letter case of its description. */
export function scopeKey(scope: AllocationScope): string {
  return scope.kind === 'WHOLE' ? 'WHOLE' : `${scope.kind}:${scope.description.toLowerCase()}`;
}

function open({ organisationKnown, ...data }: DataOf<'OpenSite'>, state: SiteState): SiteDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This site is in the register already.');
  if (!organisationKnown) {
    return reject('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  return accept({ type: 'SiteOpened', data });
}

/**
 * What another register says now. An allocation that began later than the one it gives stands, so that an old file
 * cannot undo a transfer.
 */
function record(
  { organisationKnown, organisationId, openedOn, closedOn, allocation, reason, ...details }: DataOf<'RecordSite'>,
  state: SiteState,
  today: PlainDate,
): SiteDecision {
  if (state.kind !== 'unknown' && state.organisationId !== organisationId) {
    return reject('ALREADY_EXISTS', 'This site is in the register as one of another organisation.', ['organisationId']);
  }
  const isNew = state.kind === 'unknown';
  const opened: SiteDecision = isNew
    ? open({ ...details, organisationId, organisationKnown, ...(openedOn ? { openedOn } : {}) }, state)
    : amend({ ...details, reason }, state);
  if (opened.outcome === 'rejected') return opened;
  const site = opened.events.reduce(siteDecider.evolve, state);
  if (site.kind === 'unknown') return opened;
  const decision = combined(
    opened,
    allocation ? recordAllocation(allocation, reason, site) : accept(),
    closedOn ? close({ closedOn, reason }, site, today) : accept(),
  );
  const changesClosed = state.kind === 'closed' && decision.outcome === 'accepted' && decision.events.length > 0;
  return changesClosed ? siteClosed(state) : decision;
}

function recordAllocation(data: DataOf<'AllocateEnforcement'>, reason: string, site: KnownSite): SiteDecision {
  const { authorityId, scope, from } = data;
  const current = site.allocations.get(scopeKey(scope));
  if (!current || current.from === from) return allocate(data, site);
  const stands = current.authorityId === authorityId || comparePlainDates(current.from, from) > 0;
  return stands ? accept() : transfer({ authorityId, scope, from, reason }, site);
}

function siteClosed({ closedOn }: KnownSite): SiteDecision {
  return reject('SITE_CLOSED', `The site closed on ${closedOn}; its record can no longer change.`);
}

function close({ closedOn, reason }: DataOf<'CloseSite'>, state: KnownSite, today: PlainDate): SiteDecision {
  if (state.kind === 'closed') {
    return state.closedOn === closedOn
      ? accept()
      : reject('SITE_CLOSED', `The site closed on ${state.closedOn} already.`);
  }
  if (comparePlainDates(closedOn, today) > 0) {
    return reject('DATE_IN_FUTURE', 'A site closes for the record when it has closed: this day is still to come.', [
      'closedOn',
    ]);
  }
  if (state.openedOn && comparePlainDates(closedOn, state.openedOn) < 0) {
    return reject('DATES_OUT_OF_ORDER', `The site opened on ${state.openedOn}; it cannot have closed before.`, [
      'closedOn',
    ]);
  }
  return accept({ type: 'SiteClosed', data: { organisationId: state.organisationId, closedOn, reason } });
}

function amend({ reason, ...details }: DataOf<'AmendSite'>, state: KnownSite): SiteDecision {
  const fields = ['name', 'address', 'postcode', 'uprn', 'nation'] as const;
  if (fields.every((field) => details[field] === state.details[field])) return accept();
  return accept({ type: 'SiteAmended', data: { ...details, reason } });
}

function allocate(data: DataOf<'AllocateEnforcement'>, state: KnownSite): SiteDecision {
  const current = state.allocations.get(scopeKey(data.scope));
  if (!current) return accept({ type: 'EnforcementAllocated', data });
  return liesThereAlready(data, state, current);
}

/** Nothing to record when it is this very allocation; another date or authority is not passed over. */
function liesThereAlready(
  { scope, authorityId, from }: Pick<DataOf<'AllocateEnforcement'>, 'scope' | 'authorityId' | 'from'>,
  state: KnownSite,
  current: Allocation,
): SiteDecision {
  const own = state.allocations.get(scopeKey(scope));
  if (own?.authorityId === authorityId && own.from === from) return accept();
  return reject(
    'ALREADY_ALLOCATED',
    `Enforcement here lies with ${current.authorityId} since ${current.from}. ` +
      'To pass it to another authority, transfer it (regulation 5) or assign it (regulation 6).',
    ['scope'],
  );
}

function transfer(data: DataOf<'TransferEnforcement'>, state: KnownSite): SiteDecision {
  const current = state.allocations.get(scopeKey(data.scope)) ?? state.allocations.get('WHOLE');
  if (!current) {
    return reject('NOT_ALLOCATED', 'Nobody enforces here yet, so nothing can be transferred. Allocate it first.', [
      'scope',
    ]);
  }
  if (current.authorityId === data.authorityId) return liesThereAlready(data, state, current);
  const early = startsTooEarly(data.from, current);
  return early ?? accept({ type: 'EnforcementTransferred', data: { ...data, formerAuthorityId: current.authorityId } });
}

function assign(data: DataOf<'AssignEnforcement'>, state: KnownSite): SiteDecision {
  const current = state.allocations.get(scopeKey(data.scope));
  if (!current) return accept({ type: 'EnforcementAssigned', data });
  if (current.authorityId === data.authorityId) return liesThereAlready(data, state, current);
  const early = startsTooEarly(data.from, current);
  return early ?? accept({ type: 'EnforcementAssigned', data: { ...data, formerAuthorityId: current.authorityId } });
}

/** Allocations of a scope follow one another: a day belongs to one authority. */
function startsTooEarly(from: PlainDate, current: Allocation): SiteDecision | undefined {
  if (comparePlainDates(from, current.from) > 0) return undefined;
  return reject(
    'DATES_OUT_OF_ORDER',
    `The allocation now in force began on ${current.from}; the next one must begin later.`,
    ['from'],
  );
}
