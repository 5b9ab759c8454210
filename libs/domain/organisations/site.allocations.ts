import { accept, reject, type Decision } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { NamedAuthority, SiteCommand } from './site.commands.js';
import type { AllocationScope, SiteEvent } from './site.events.js';

/** Who enforces one scope of a site from a day on, until the next allocation of that scope. */
export interface Allocation {
  readonly authorityId: IdOf<'authority'>;
  readonly from: PlainDate;
  readonly basis: 'MAIN_ACTIVITY' | 'TRANSFER' | 'ASSIGNMENT';
  /** The main activity, or the reason of the transfer or assignment. */
  readonly ground: string;
}

/** The allocations of each scope (`scopeKey`) in their order; a scope that nobody has is not there. */
export type Allocations = ReadonlyMap<string, readonly Allocation[]>;

export type AllocationRejection =
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_CANNOT_ENFORCE'
  | 'AUTHORITY_DISSOLVED'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_FUTURE'
  | 'ALREADY_ALLOCATED'
  | 'NOT_ALLOCATED';

type AllocationDecision = Decision<SiteEvent, AllocationRejection>;
type DataOf<Type extends SiteCommand['type']> = Extract<SiteCommand, { type: Type }>['data'];
type AllocationEvent = Extract<
  SiteEvent,
  { type: 'EnforcementAllocated' | 'EnforcementTransferred' | 'EnforcementAssigned' | 'AllocationWithdrawn' }
>;

/** The same text for the same scope, whatever the letter case of its description. */
export function scopeKey(scope: AllocationScope): string {
  return scope.kind === 'WHOLE' ? 'WHOLE' : `${scope.kind}:${scope.description.toLowerCase()}`;
}

/** The allocation of this very scope that counts now. */
export function allocationOf(allocations: Allocations, scope: AllocationScope): Allocation | undefined {
  return allocations.get(scopeKey(scope))?.at(-1);
}

/** The one that counts for this scope: its own, or that of the whole site. */
export function allocationFor(allocations: Allocations, scope: AllocationScope): Allocation | undefined {
  return allocationOf(allocations, scope) ?? allocationOf(allocations, { kind: 'WHOLE' });
}

export function evolveAllocations(allocations: Allocations, event: AllocationEvent): Allocations {
  const key = scopeKey(event.data.scope);
  const before = allocations.get(key) ?? [];
  const after = event.type === 'AllocationWithdrawn' ? before.slice(0, -1) : [...before, allocationIn(event)];
  const others = [...allocations].filter(([each]) => each !== key);
  return new Map(after.length === 0 ? others : [...others, [key, after]]);
}

function allocationIn(event: Exclude<AllocationEvent, { type: 'AllocationWithdrawn' }>): Allocation {
  const { authorityId, from } = event.data;
  switch (event.type) {
    case 'EnforcementAllocated':
      return { authorityId, from, basis: 'MAIN_ACTIVITY', ground: event.data.mainActivity };
    case 'EnforcementTransferred':
      return { authorityId, from, basis: 'TRANSFER', ground: event.data.reason };
    case 'EnforcementAssigned':
      return { authorityId, from, basis: 'ASSIGNMENT', ground: event.data.reason };
  }
}

export function allocate(
  { authority, ...data }: DataOf<'AllocateEnforcement'>,
  allocations: Allocations,
  today: PlainDate,
): AllocationDecision {
  const { authorityId, from, mainActivity: ground } = data;
  const current = allocationOf(allocations, data.scope);
  if (current) return liesThereAlready({ authorityId, from, basis: 'MAIN_ACTIVITY', ground }, current, current);
  return cannotBegin(data, authority, today) ?? accept({ type: 'EnforcementAllocated', data });
}

export function transfer(
  { authority, ...data }: DataOf<'TransferEnforcement'>,
  allocations: Allocations,
  today: PlainDate,
): AllocationDecision {
  const { authorityId, from, reason: ground } = data;
  const current = allocationFor(allocations, data.scope);
  if (!current) {
    return reject('NOT_ALLOCATED', 'Nobody enforces here yet, so nothing can be transferred. Allocate it first.', [
      'scope',
    ]);
  }
  if (current.authorityId === authorityId) {
    const own = allocationOf(allocations, data.scope);
    return liesThereAlready({ authorityId, from, basis: 'TRANSFER', ground }, own, current);
  }
  return (
    startsTooEarly(from, current) ??
    cannotBegin(data, authority, today) ??
    accept({ type: 'EnforcementTransferred', data: { ...data, formerAuthorityId: current.authorityId } })
  );
}

export function assign(
  { authority, ...data }: DataOf<'AssignEnforcement'>,
  allocations: Allocations,
  today: PlainDate,
): AllocationDecision {
  const { authorityId, from, reason: ground } = data;
  const current = allocationOf(allocations, data.scope);
  if (current?.authorityId === authorityId) {
    return liesThereAlready({ authorityId, from, basis: 'ASSIGNMENT', ground }, current, current);
  }
  const former = current ? { formerAuthorityId: current.authorityId } : {};
  return (
    (current && startsTooEarly(from, current)) ??
    cannotBegin(data, authority, today) ??
    accept({ type: 'EnforcementAssigned', data: { ...data, ...former } })
  );
}

/** Takes back the allocation that began last. Those before it can be taken back after it. */
export function withdraw(
  { scope, from, reason }: DataOf<'WithdrawAllocation'>,
  allocations: Allocations,
): AllocationDecision {
  const current = allocationOf(allocations, scope);
  if (!current) return reject('NOT_ALLOCATED', 'There is no allocation of this scope to withdraw.', ['scope']);
  if (current.from !== from) {
    const message = `The allocation now in force began on ${current.from}: only that one can be withdrawn, not one of ${from}.`;
    return reject('NOT_ALLOCATED', message, ['from']);
  }
  return accept({ type: 'AllocationWithdrawn', data: { authorityId: current.authorityId, scope, from, reason } });
}

/**
 * What another register says of the main activity and the authority. An allocation that began later than the one it
 * gives stands, so that an old file cannot undo a transfer; another day for the authority that has it is refused.
 */
export function recordAllocation(
  data: NonNullable<DataOf<'RecordSite'>['allocation']>,
  reason: string,
  allocations: Allocations,
  today: PlainDate,
): AllocationDecision {
  const { authorityId, authority, scope, from, mainActivity } = data;
  const current = allocationOf(allocations, scope);
  const known = allocations
    .get(scopeKey(scope))
    ?.find((each) => each.authorityId === authorityId && each.from === from);
  if (known) {
    const isOther = known === current && known.basis === 'MAIN_ACTIVITY' && known.ground !== mainActivity;
    return isOther ? otherActivity({ authorityId, scope, from, mainActivity }, reason) : accept();
  }
  if (!current || current.authorityId === authorityId || current.from === from) {
    return allocate(data, allocations, today);
  }
  return comparePlainDates(current.from, from) > 0
    ? accept()
    : transfer({ authorityId, authority, scope, from, reason }, allocations, today);
}

function otherActivity(data: Omit<DataOf<'AllocateEnforcement'>, 'authority'>, reason: string): AllocationDecision {
  const { authorityId, scope, from } = data;
  return accept<SiteEvent>(
    { type: 'AllocationWithdrawn', data: { authorityId, scope, from, reason } },
    { type: 'EnforcementAllocated', data },
  );
}

/** Nothing to record when it is this very allocation; another day, ground or authority is not passed over. */
function liesThereAlready(given: Allocation, own: Allocation | undefined, current: Allocation): AllocationDecision {
  const fields = ['authorityId', 'from', 'basis', 'ground'] as const;
  if (own && fields.every((field) => own[field] === given[field])) return accept();
  return reject(
    'ALREADY_ALLOCATED',
    `Enforcement here lies with ${current.authorityId} since ${current.from}. ` +
      'To pass it to another authority, transfer it (regulation 5) or assign it (regulation 6). ' +
      'If what is on record is wrong, withdraw that allocation first.',
    ['scope'],
  );
}

/** Allocations of a scope follow one another: a day belongs to one authority. */
function startsTooEarly(from: PlainDate, current: Allocation): AllocationDecision | undefined {
  if (comparePlainDates(from, current.from) > 0) return undefined;
  return reject(
    'DATES_OUT_OF_ORDER',
    `The allocation now in force began on ${current.from}; the next one must begin later.`,
    ['from'],
  );
}

/** Rights over a site rest on who enforces there, so that an allocation is recorded when it counts, not before. */
function cannotBegin(
  { authorityId, from }: Pick<Allocation, 'authorityId' | 'from'>,
  authority: NamedAuthority,
  today: PlainDate,
): AllocationDecision | undefined {
  if (authority.kind === 'unknown') {
    return reject('AUTHORITY_UNKNOWN', `There is no authority ${authorityId}.`, ['authorityId']);
  }
  if (!authority.mayEnforce) {
    const message =
      'Enforcement can lie with HSE, one of its divisions or a council only; this authority is none of these.';
    return reject('AUTHORITY_CANNOT_ENFORCE', message, ['authorityId']);
  }
  if (authority.endedOn !== undefined && comparePlainDates(authority.endedOn, from) <= 0) {
    const message = `The authority ended on ${authority.endedOn}; it cannot enforce from ${from}. Name its successor.`;
    return reject('AUTHORITY_DISSOLVED', message, ['authorityId']);
  }
  if (comparePlainDates(from, today) > 0) {
    const message = 'Record who enforces on the day from which it counts, or later: this day is still to come.';
    return reject('DATE_IN_FUTURE', message, ['from']);
  }
  return undefined;
}
