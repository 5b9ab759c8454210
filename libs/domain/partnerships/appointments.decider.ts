import { accept, reject, type DecisionContext } from '#platform/event-sourcing';
import { isSame } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import { decideAbsence } from './absence.decider.js';
import { postOf, refuseHolder, type Holder } from './appointment.rules.js';
import type { AppointmentCommand, DataOf, OfficerFacts } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import { inFuture, outOfOrder, tooEarly } from './partnership.rejections.js';
import { holderOf, type KnownPartnership, type PartnershipDecision, type Tenure } from './partnership.state.js';
import { hasEnded } from './partnership.vocabulary.js';
import { shadowRule } from './shadow.rule.js';

export function decideAppointment(
  command: AppointmentCommand,
  state: KnownPartnership,
  { today }: DecisionContext,
): PartnershipDecision {
  if (command.type === 'EndAppointment') return end(command.data, state, today);
  if (hasEnded(state.status)) return outOfOrder(state.status);
  switch (command.type) {
    case 'AppointOfficer':
      return appoint(command.data, state, today);
    case 'HandOverAppointment':
      return handOver(command.data, state, today);
    case 'RecordAbsence':
    case 'MoveAbsenceEnd':
      return decideAbsence(command, state);
  }
}

function appoint(data: DataOf<'AppointOfficer'>, state: KnownPartnership, today: PlainDate): PartnershipDecision {
  const { withoutShadowReason, facts, ...details } = data;
  const { officer, regionKnown } = facts;
  if (officer?.kind !== 'SERVING') return notServing(officer);
  if (!regionKnown) {
    return reject('REGION_UNKNOWN', `The register has no authority in the region ${data.region}.`, ['region']);
  }
  const { authorityId, side } = officer;
  const holder: Holder = { ...details, authorityId, side };
  const post = postOf(holder);
  const before = state.tenures.filter((tenure) => postOf(tenure) === post);
  const current = before.find(({ until }) => until === undefined);
  if (current) {
    const { officerId, from, basis } = current;
    return officerId === data.officerId && from === data.from && basis === data.basis ? accept() : held(current);
  }
  const refused = refuseFrom(data.from, before, today) ?? refuseHolder(holder, state, undefined);
  if (refused) return refused;
  const shadow = shadowRule(manningWith(state, data.role), withoutShadowReason);
  if (shadow.needed) return shadow.rejection;
  const appointment = state.tenures.length + 1;
  return accept<PartnershipEvent>({ type: 'OfficerAppointed', data: { appointment, ...holder } }, ...shadow.events);
}

function handOver(data: DataOf<'HandOverAppointment'>, state: KnownPartnership, today: PlainDate): PartnershipDecision {
  const { withoutShadowReason, items, openMatters, appointment: follows, facts, ...details } = data;
  const former = state.tenures.find(({ number }) => number === follows);
  if (!former) return appointmentUnknown(follows);
  if (former.until !== undefined) {
    const successor = state.tenures.find((tenure) => tenure.follows === follows);
    return successor && isSameHandover(successor, data) ? accept() : notInPost(former);
  }
  const { officer } = facts;
  if (officer?.kind !== 'SERVING') return notServing(officer);
  const { authorityId, side } = officer;
  const { role, region } = former;
  const holder: Holder = { ...details, role, region, authorityId, side };
  const refused = refuseSuccession(holder, former, today) ?? refuseHolder(holder, state, former);
  if (refused) return refused;
  const shadow = shadowRule(manningWith(state, role), withoutShadowReason);
  if (shadow.needed) return shadow.rejection;
  const appointment = state.tenures.length + 1;
  return accept<PartnershipEvent>(
    { type: 'SuccessorAppointed', data: { appointment, ...holder, follows, formerOfficerId: former.officerId } },
    { type: 'HandoverRecorded', data: { appointment, items, openMatters } },
    ...shadow.events,
  );
}

function isSameHandover({ officerId, from, basis, handover }: Tenure, data: DataOf<'HandOverAppointment'>): boolean {
  return (
    officerId === data.officerId &&
    from === data.from &&
    basis === data.basis &&
    isSame(handover, { items: data.items, openMatters: data.openMatters })
  );
}

function end(data: DataOf<'EndAppointment'>, state: KnownPartnership, today: PlainDate): PartnershipDecision {
  const { appointment, until, reason, withoutShadowReason } = data;
  const tenure = state.tenures.find(({ number }) => number === appointment);
  if (!tenure) return appointmentUnknown(appointment);
  if (tenure.until !== undefined) {
    return tenure.until === until && tenure.endedBecause === reason ? accept() : notInPost(tenure);
  }
  if (comparePlainDates(until, today) > 0) return inFuture(until, ['until']);
  if (comparePlainDates(until, tenure.from) < 0)
    return tooEarly(until, tenure.from, 'The appointment began', ['until']);
  const { role } = tenure;
  const shadow = shadowRule(manningWithout(state, role), withoutShadowReason);
  if (shadow.needed) return shadow.rejection;
  return accept<PartnershipEvent>(
    { type: 'AppointmentEnded', data: { appointment, role, until } },
    { type: 'AppointmentEndExplained', data: { appointment, reason } },
    ...shadow.events,
  );
}

/** How the posts are filled once this one is taken up. Only the account manager's post asks for a shadow. */
function manningWith(state: KnownPartnership, role: Tenure['role']) {
  return {
    bothEnforce: state.bothEnforce,
    accountManager: role === 'ACCOUNT_MANAGER',
    shadow: holderOf(state, 'SHADOW_ACCOUNT_MANAGER') !== undefined,
  };
}

/** How the posts are filled once this one is left. Only the shadow's post is missed by the account manager. */
function manningWithout(state: KnownPartnership, role: Tenure['role']) {
  return {
    bothEnforce: state.bothEnforce && role === 'SHADOW_ACCOUNT_MANAGER',
    accountManager: holderOf(state, 'ACCOUNT_MANAGER') !== undefined,
    shadow: false,
  };
}

function refuseFrom(from: PlainDate, before: readonly Tenure[], today: PlainDate) {
  if (comparePlainDates(from, today) > 0) return inFuture(from, ['from']);
  const overlapping = before.find(({ until }) => until !== undefined && comparePlainDates(from, until) < 0);
  if (!overlapping) return undefined;
  return reject(
    'OVERLAPPING_APPOINTMENT',
    `Appointment ${overlapping.number} holds this post until ${overlapping.until}; ${from} is earlier.`,
    ['from'],
  );
}

function refuseSuccession(successor: Holder, former: Tenure, today: PlainDate) {
  if (comparePlainDates(successor.from, today) > 0) return inFuture(successor.from, ['from']);
  if (comparePlainDates(successor.from, former.from) <= 0) {
    return reject(
      'DATES_OUT_OF_ORDER',
      `The predecessor took up the post on ${former.from}; a successor can only take over later.`,
      ['from'],
    );
  }
  if (successor.officerId === former.officerId) {
    return reject('ALREADY_EXISTS', 'This officer holds the post already.', ['officerId']);
  }
  if (postOf(successor) === postOf(former)) return undefined;
  return reject(
    'OTHER_POST',
    'Each authority has its own partnership manager, so that one of another authority cannot take over. End this appointment and make a new one.',
    ['officerId'],
  );
}

function held({ number, from }: Tenure) {
  return reject(
    'OVERLAPPING_APPOINTMENT',
    `Appointment ${number} holds this post since ${from}. Hand it over, or end it first.`,
    ['role'],
  );
}

/** Whoever takes up a post serves an authority on that day: it is the one that the post is held for. */
function notServing(officer: Exclude<OfficerFacts, { kind: 'SERVING' }> | undefined) {
  switch (officer?.kind) {
    case undefined:
      return reject('OFFICER_UNKNOWN', 'There is no officer with this id.', ['officerId']);
    case 'LEFT':
      return reject('OFFICER_LEFT', `The officer left on ${officer.on} and cannot take up a post.`, ['officerId']);
    case 'NOT_YET':
      return reject(
        'DATES_OUT_OF_ORDER',
        `The officer serves since ${officer.since}, and cannot take up a post before that.`,
        ['from'],
      );
  }
}

function appointmentUnknown(appointment: number) {
  return reject('APPOINTMENT_UNKNOWN', `The partnership has no appointment ${appointment}.`, ['appointment']);
}

function notInPost({ number, until }: Tenure) {
  return reject('NOT_IN_POST', `Appointment ${number} ended on ${until}.`, ['appointment']);
}
