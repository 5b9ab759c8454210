import { accept, reject, type Decision, type DecisionContext } from '#platform/event-sourcing';
import { digestOf } from '#platform/values';
import { deadline, epochMilliseconds, type Instant, type Nation } from '#platform/working-days';
import type { AgreementCommand, AgreementCommandOf } from './agreement.commands.js';
import type { AgreementEvent, AgreementEventOf } from './agreement.events.js';
import {
  alreadyAgreed,
  alreadyReached,
  contentChanged,
  lapsed,
  notAgreed,
  notSought,
  objectionUnknown,
  onePersonTwoSeats,
  type AgreementRejection,
} from './agreement.rejections.js';
import { findSeat, refuseInSeat } from './agreement.seat.js';
import { evolveAgreement, isReached, openObjections, type Agreement } from './agreement.state.js';
import { maySit, type Participant, type Participation, type Quorum } from './quorum.js';
import { samePerson, signatoryOf, type Signatory } from './signatory.js';

export type AgreementDecision = Decision<AgreementEvent, AgreementRejection>;

const MOST_OBJECTIONS = 100;

export interface Sought {
  /** Grows with every version that is put forward; never used again. */
  readonly version: number;
  /** All that is agreed to, and nothing else: its digest is what agreements bind to. */
  readonly content: unknown;
  readonly title: string;
  readonly quorum: Quorum;
  readonly authors: readonly Signatory[];
  /** How long agreements can be given: until the end of the last of so many working days of a nation. */
  readonly within?: { readonly workingDays: number; readonly nation: Nation };
}

/** Puts a version forward. The context records it beside its own event that holds the content. */
export function seekAgreement(
  { version, content, title, quorum, authors, within }: Sought,
  now: Instant,
): AgreementEventOf<'AgreementSought'> {
  const digest = digestOf(content);
  const data = { version, digest, title, quorum, authors: distinct(authors) };
  if (!within) return { type: 'AgreementSought', data };
  const { at, lastDay, calendar } = deadline({ from: now, ...within });
  const holidaysSkipped = calendar.holidaysSkipped.map(({ date, name }) => ({ date, name }));
  const due = { at, lastDay, workingDays: within.workingDays, calendar: { ...calendar, holidaysSkipped } };
  return { type: 'AgreementSought', data: { ...data, deadline: due } };
}

/**
 * What a change of the content, or calling it back, does to the agreement on it: everything agreed is void. A context
 * records this before the change, in the same append: no edit ever carries an agreement on.
 */
export function voidAgreement(
  agreement: Agreement | undefined,
  reason: string,
  now: Instant,
): readonly AgreementEvent[] {
  if (!agreement || agreement.status === 'LAPSED' || agreement.status === 'VOIDED') return [];
  const { version, digest } = agreement;
  if (agreement.status === 'OPEN' && agreement.deadline && isPast(agreement.deadline.at, now)) {
    return [{ type: 'AgreementLapsed', data: { version, digest, lastDay: agreement.deadline.lastDay } }];
  }
  return [{ type: 'AgreementVoided', data: { version, digest, reason } }];
}

/** What those asked say, judged by the agreement on the version that was put forward last. */
export function decideAgreement(
  command: AgreementCommand,
  agreement: Agreement | undefined,
  context: DecisionContext,
): AgreementDecision {
  if (command.type === 'PassAgreementDeadline') return passDeadline(command.data, agreement, context.now);
  if (!agreement || agreement.status === 'VOIDED') return notSought();
  switch (command.type) {
    case 'GiveAgreement':
      return give(command.data, agreement, context);
    case 'TakeBackAgreement':
      return takeBack(command.data, agreement, context);
    case 'RaiseObjection':
      return object(command.data, agreement, context);
    case 'SettleObjection':
      return settle(command.data, agreement, context);
  }
}

function give(
  data: AgreementCommandOf<'GiveAgreement'>['data'],
  agreement: Agreement,
  context: DecisionContext,
): AgreementDecision {
  if (!isCurrent(agreement, data)) return contentChanged(agreement, data);
  const by = signatoryOf(context.actor);
  if (agreement.status === 'REACHED') {
    return agreement.given.some((each) => samePerson(each.by, by))
      ? alreadyAgreed(agreement)
      : alreadyReached(agreement);
  }
  if (hasLapsed(agreement, context.now)) return lapsed(agreement);
  const seating = findSeat(agreement, data.seat, participantOf(data.participation, context));
  if ('refusal' in seating) return seating.refusal;
  const refused = refuseInSeat(agreement, seating.seat, by);
  if (refused) return refused;
  const { version, digest } = agreement;
  return accept(
    ...completing(agreement, { type: 'AgreementGiven', data: { version, digest, seat: seating.seat.key, by } }),
  );
}

function takeBack(
  { version, seat, reason }: AgreementCommandOf<'TakeBackAgreement'>['data'],
  agreement: Agreement,
  { actor, now }: DecisionContext,
): AgreementDecision {
  if (version !== agreement.version) return contentChanged(agreement, { version });
  if (agreement.status === 'REACHED') return alreadyReached(agreement);
  if (hasLapsed(agreement, now)) return lapsed(agreement);
  const by = signatoryOf(actor);
  const own = agreement.given.find((each) => samePerson(each.by, by) && (seat === undefined || each.seat === seat));
  if (!own) return notAgreed(agreement);
  return accept({ type: 'AgreementTakenBack', data: { version, seat: own.seat, by: own.by, reason } });
}

/** Whoever objects no longer agrees: an agreement given before is taken back with it. */
function object(
  data: AgreementCommandOf<'RaiseObjection'>['data'],
  agreement: Agreement,
  context: DecisionContext,
): AgreementDecision {
  if (!isCurrent(agreement, data)) return contentChanged(agreement, data);
  if (agreement.status === 'REACHED') return alreadyReached(agreement);
  if (hasLapsed(agreement, context.now)) return lapsed(agreement);
  const seating = findSeat(agreement, data.seat, participantOf(data.participation, context));
  if ('refusal' in seating) return seating.refusal;
  const { version, digest, objections } = agreement;
  const { key: seat } = seating.seat;
  const { reason } = data;
  const by = signatoryOf(context.actor);
  const open = openObjections(agreement).find((each) => each.seat === seat && samePerson(each.by, by));
  if (open) {
    if (open.reason === reason) return accept();
    return reject('ALREADY_OBJECTED', `Your objection ${open.number} is open. Settle it before you raise another.`);
  }
  if (objections.length >= MOST_OBJECTIONS) {
    return reject(
      'TOO_MANY_OBJECTIONS',
      `There are ${MOST_OBJECTIONS} objections to this version already. It needs a new one.`,
    );
  }
  const given = agreement.given.find((each) => samePerson(each.by, by));
  if (given && given.seat !== seat)
    return onePersonTwoSeats(agreement.quorum.seats.find(({ key }) => key === given.seat));
  const raised = { version, digest, objection: objections.length + 1, seat, by, reason };
  return accept(
    ...(given ? [{ type: 'AgreementTakenBack' as const, data: { version, seat, by: given.by, reason } }] : []),
    { type: 'ObjectionRaised', data: raised },
  );
}

/** By anybody who speaks for the party that objected. */
function settle(
  { version, objection, settlement, participation }: AgreementCommandOf<'SettleObjection'>['data'],
  agreement: Agreement,
  context: DecisionContext,
): AgreementDecision {
  if (version !== agreement.version) return contentChanged(agreement, { version });
  const raised = agreement.objections.find(({ number }) => number === objection);
  if (!raised) return objectionUnknown(agreement, objection);
  const seat = agreement.quorum.seats.find(({ key }) => key === raised.seat);
  const participant = participantOf(participation, context);
  if (!seat || !maySit(seat, participant)) {
    return reject(
      'SEAT_NOT_YOURS',
      `Only those who objected can say how it was settled: ${seat?.label ?? raised.seat}.`,
      ['objection'],
    );
  }
  if (raised.settlement !== undefined) {
    if (raised.settlement === settlement) return accept();
    return reject('ALREADY_SETTLED', `Objection ${objection} was settled already.`, ['objection']);
  }
  if (hasLapsed(agreement, context.now)) return lapsed(agreement);
  const by = signatoryOf(context.actor);
  return accept(...completing(agreement, { type: 'ObjectionSettled', data: { version, objection, by, settlement } }));
}

function passDeadline(
  { version }: AgreementCommandOf<'PassAgreementDeadline'>['data'],
  agreement: Agreement | undefined,
  now: Instant,
): AgreementDecision {
  if (agreement?.version !== version || agreement.status !== 'OPEN' || !agreement.deadline) return accept();
  const { digest, deadline: due } = agreement;
  if (!isPast(due.at, now)) {
    return reject('DEADLINE_AHEAD', `Version ${version} can be agreed to until the end of ${due.lastDay}.`);
  }
  return accept({ type: 'AgreementLapsed', data: { version, digest, lastDay: due.lastDay } });
}

/** With the last agreement, or the last objection settled, all have agreed. */
function completing(agreement: Agreement, event: AgreementEvent): readonly AgreementEvent[] {
  const after = evolveAgreement(agreement, event);
  if (!after || !isReached(after)) return [event];
  return [event, { type: 'AgreementReached', data: { version: after.version, digest: after.digest } }];
}

function isCurrent(agreement: Agreement, named: { readonly version: number; readonly digest: string }): boolean {
  return named.version === agreement.version && named.digest === agreement.digest;
}

/** True from the moment that the deadline has passed, whether or not that is on record yet. */
export function hasLapsed(agreement: Agreement | undefined, now: Instant): boolean {
  if (agreement?.status === 'LAPSED') return true;
  return agreement?.status === 'OPEN' && agreement.deadline !== undefined && isPast(agreement.deadline.at, now);
}

function isPast(at: Instant, now: Instant): boolean {
  return epochMilliseconds(now) > epochMilliseconds(at);
}

function participantOf(participation: Participation, { actor }: DecisionContext): Participant {
  return { ...participation, partyKind: actor.party.kind, roles: actor.roles };
}

function distinct(authors: readonly Signatory[]): Signatory[] {
  return authors.filter((author, index) => authors.findIndex((each) => samePerson(each, author)) === index);
}
