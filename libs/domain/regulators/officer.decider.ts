import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { cannotServe } from './authority-to-serve.js';
import type { OfficerCommand } from './officer.commands.js';
import type { OfficerContact, OfficerEvent, OfficerRole } from './officer.events.js';
import {
  holds,
  isSamePeriod,
  laterOf,
  overlaps,
  roleKey,
  runsBeyond,
  type Service,
  type Tenure,
} from './officer-tenure.js';

export interface KnownOfficer {
  readonly kind: 'known';
  readonly contact: OfficerContact;
  /** In the order of time, without gaps; the last one has no end while the officer serves. */
  readonly services: readonly [Service, ...Service[]];
  readonly tenures: readonly Tenure[];
}

export type OfficerState = { readonly kind: 'unknown' } | KnownOfficer;

export type OfficerRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'OFFICER_LEFT'
  | 'ROLE_OVERLAPS'
  | 'ROLE_NOT_HELD'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_FUTURE';

type OfficerDecision = Decision<OfficerEvent, OfficerRejection>;
type DataOf<Type extends OfficerCommand['type']> = Extract<OfficerCommand, { type: Type }>['data'];

export const officerDecider: Decider<OfficerState, OfficerCommand, OfficerEvent, OfficerRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'RegisterOfficer') return register(command.data, state);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such officer.', ['officerId']);
    switch (command.type) {
      case 'AmendOfficer':
        return amend(command.data, state);
      case 'AssignRole':
        return assignRole(command.data, state);
      case 'EndRole':
        return endRole(command.data, state);
      case 'TransferOfficer':
        return transfer(command.data, state, today);
      case 'EndService':
        return endService(command.data, state, today);
    }
  },

  evolve(state, event) {
    if (event.type === 'OfficerRegistered') {
      const { authorityId, from, officerId: _, ...contact } = event.data;
      return { kind: 'known', contact, services: [{ authorityId, since: from }], tenures: [] };
    }
    return state.kind === 'unknown' ? state : evolveKnown(state, event);
  },
};

function evolveKnown(state: KnownOfficer, event: Exclude<OfficerEvent, { type: 'OfficerRegistered' }>): KnownOfficer {
  switch (event.type) {
    case 'OfficerAmended': {
      const { officerId: _, reason: __, ...contact } = event.data;
      return { ...state, contact };
    }
    case 'RoleAssigned':
      return { ...state, tenures: [...state.tenures, event.data] };
    case 'RoleEnded': {
      const { since, until } = event.data;
      const isMeant = (tenure: Tenure) => roleKey(tenure) === roleKey(event.data) && tenure.since === since;
      const others = state.tenures.filter((tenure) => !isMeant(tenure));
      // A role that ends on the day on which it was to begin never took effect.
      if (since === until) return { ...state, tenures: others };
      return { ...state, tenures: [...others, ...state.tenures.filter(isMeant).map((each) => ({ ...each, until }))] };
    }
    case 'OfficerTransferred': {
      const { authorityId, from } = event.data;
      const [first, ...later] = endLast(state.services, from);
      return { ...state, services: [first, ...later, { authorityId, since: from }] };
    }
    case 'ServiceEnded':
      return { ...state, services: endLast(state.services, event.data.on) };
  }
}

function endLast([first, ...later]: KnownOfficer['services'], until: PlainDate): KnownOfficer['services'] {
  const last = later.at(-1);
  return last ? [first, ...later.slice(0, -1), { ...last, until }] : [{ ...first, until }];
}

/** The service that counts now or counted last. */
export function lastService({ services: [first, ...later] }: KnownOfficer): Service {
  return later.at(-1) ?? first;
}

function register({ facts, ...data }: DataOf<'RegisterOfficer'>, state: OfficerState): OfficerDecision {
  if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This officer is in the register already.');
  return (
    cannotServe(facts.authority, data.from) ??
    accept({ type: 'OfficerRegistered', data: { ...data, officerId: facts.officerId } })
  );
}

function amend({ facts, reason, ...contact }: DataOf<'AmendOfficer'>, state: KnownOfficer): OfficerDecision {
  const { until } = lastService(state);
  if (until !== undefined) return left(until);
  const { name, email, phone } = state.contact;
  if (contact.name === name && contact.email === email && contact.phone === phone) return accept();
  return accept({ type: 'OfficerAmended', data: { ...contact, officerId: facts.officerId, reason } });
}

function assignRole(data: DataOf<'AssignRole'>, state: KnownOfficer): OfficerDecision {
  const { since, until } = data;
  const untitled = missingTitle(data);
  if (untitled) return untitled;
  if (until !== undefined && comparePlainDates(until, since) <= 0) {
    return reject('DATES_OUT_OF_ORDER', `The role begins on ${since}; it must end later.`, ['until']);
  }
  const same = state.tenures.filter((tenure) => roleKey(tenure) === roleKey(data));
  if (same.some((tenure) => isSamePeriod(tenure, data))) return accept();
  const other = same.find((tenure) => overlaps(tenure, data));
  if (other) {
    const end = other.until === undefined ? 'on' : `to ${other.until}`;
    return reject('ROLE_OVERLAPS', `The officer holds this role from ${other.since} ${end} already.`, ['since']);
  }
  const service = state.services.find((each) => holds(each, since));
  if (!service) return outsideService(since, state);
  if (service.until !== undefined && (until === undefined || comparePlainDates(until, service.until) > 0)) {
    const message = `The officer's service with this authority ended on ${service.until}; the role must end by then.`;
    return reject('DATES_OUT_OF_ORDER', message, ['until']);
  }
  return accept({ type: 'RoleAssigned', data: { ...data, authorityId: service.authorityId } });
}

/** Also withdraws a role that is still to begin: it ends on the day on which it was to begin. */
function endRole(data: DataOf<'EndRole'>, state: KnownOfficer): OfficerDecision {
  const { until, ...role } = data;
  const untitled = missingTitle(data);
  if (untitled) return untitled;
  const tenures = state.tenures.filter((tenure) => roleKey(tenure) === roleKey(data));
  // One that begins on the day on which another ended is meant by that day, not the one that is over.
  const running = tenures.find((tenure) => holds(tenure, until));
  if (running) return accept({ type: 'RoleEnded', data: { ...role, since: running.since, until } });
  if (tenures.some((tenure) => tenure.until === until)) return accept();
  return reject('ROLE_NOT_HELD', `The officer does not hold this role on ${until}.`, ['role']);
}

function transfer(data: DataOf<'TransferOfficer'>, state: KnownOfficer, today: PlainDate): OfficerDecision {
  const { facts, authorityId, from, reason } = data;
  const service = lastService(state);
  if (service.until !== undefined) return left(service.until);
  if (service.authorityId === authorityId) return accept();
  return (
    cannotServe(facts.authority, from) ??
    tooEarlyOrLate(from, service, today, 'from') ??
    accept<OfficerEvent>(...endOfRoles(state, from), {
      type: 'OfficerTransferred',
      data: { authorityId, formerAuthorityId: service.authorityId, from, reason },
    })
  );
}

function endService({ on, reason }: DataOf<'EndService'>, state: KnownOfficer, today: PlainDate): OfficerDecision {
  const service = lastService(state);
  if (service.until === on) return accept();
  if (service.until !== undefined) return left(service.until);
  return (
    tooEarlyOrLate(on, service, today, 'on') ??
    accept<OfficerEvent>(...endOfRoles(state, on), {
      type: 'ServiceEnded',
      data: { authorityId: service.authorityId, on, reason },
    })
  );
}

/** A role is held for an authority: whoever leaves it gives up every role there. */
function endOfRoles({ tenures }: KnownOfficer, day: PlainDate): OfficerEvent[] {
  return tenures
    .filter((tenure) => runsBeyond(tenure, day))
    .map(({ role, title, since }) => ({
      type: 'RoleEnded',
      data: { role, ...(title === undefined ? {} : { title }), since, until: laterOf(since, day) },
    }));
}

function tooEarlyOrLate(day: PlainDate, { since }: Service, today: PlainDate, field: string) {
  if (comparePlainDates(day, since) <= 0) {
    return reject('DATES_OUT_OF_ORDER', `The officer's service with this authority began on ${since}.`, [field]);
  }
  if (comparePlainDates(day, today) <= 0) return undefined;
  return reject('DATE_IN_FUTURE', 'Record the move or the departure on the day itself, or later.', [field]);
}

function outsideService(since: PlainDate, state: KnownOfficer): OfficerDecision {
  const { until } = lastService(state);
  if (until !== undefined && comparePlainDates(since, until) >= 0) return left(until);
  const [{ since: began }] = state.services;
  return reject('DATES_OUT_OF_ORDER', `The officer's service began on ${began}; a role cannot begin before.`, [
    'since',
  ]);
}

function left(until: PlainDate) {
  return reject('OFFICER_LEFT', `The officer left on ${until}.`);
}

function missingTitle({ role, title }: OfficerRole) {
  if (role === 'OTHER' && title === undefined) {
    return reject('INVALID_INPUT', 'title: another role needs a title.', ['title']);
  }
  if (role !== 'OTHER' && title !== undefined) {
    return reject('INVALID_INPUT', 'title: only another role has a title.', ['title']);
  }
  return undefined;
}
