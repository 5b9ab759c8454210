import { accept, reject, type Decision } from '#platform/event-sourcing';
import type { PlainDate } from '#platform/working-days';
import { judgeConduct, unexplainedFault } from './advice-followed.js';
import type { ContactCommand, ContactCommandData as DataOf } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { groundsOf, madeFactsOf, subjectOf, type MadeContact } from './contact.state.js';
import type { Outcome } from './contact.vocabulary.js';

export const MOST_FOLLOW_UPS = 20;

export type MadeRejection =
  | 'DATE_IN_FUTURE'
  | 'DATES_OUT_OF_ORDER'
  | 'REASON_REQUIRED'
  | 'SITE_UNKNOWN'
  | 'TOO_MANY_FOLLOW_UPS'
  | 'FOLLOW_UP_UNKNOWN'
  | 'FOLLOW_UP_DONE'
  | 'DEVIATION_REASON_REQUIRED'
  | 'ADVICE_NOT_GIVEN';

export type MadeCommand = Extract<
  ContactCommand,
  { type: 'RecordOutcome' | 'PlanFollowUp' | 'CompleteFollowUp' | 'AmendContact' }
>;
type MadeDecision = Decision<ContactEvent, MadeRejection>;

/** What can be done once a contact was made. */
export function decideMade(command: MadeCommand, state: MadeContact, today: PlainDate): MadeDecision {
  switch (command.type) {
    case 'RecordOutcome':
      return recordOutcome(command.data, state);
    case 'PlanFollowUp':
      return planFollowUp(command.data, state);
    case 'CompleteFollowUp':
      return completeFollowUp(command.data, state, today);
    case 'AmendContact':
      return amend(command.data, state, today);
  }
}

function recordOutcome({ reason, ...outcome }: DataOf<'RecordOutcome'>, state: MadeContact): MadeDecision {
  const results = [...new Set(outcome.results)];
  if (!state.outcome) return accept({ type: 'OutcomeRecorded', data: { ...outcome, results } });
  if (isSameOutcome(state.outcome, { ...outcome, results })) return accept();
  if (reason === undefined) {
    return reject('REASON_REQUIRED', 'An outcome is on record. Say why you correct it.', ['reason']);
  }
  return accept({ type: 'OutcomeRecorded', data: { ...outcome, results, reason } });
}

function planFollowUp({ dueOn, text }: DataOf<'PlanFollowUp'>, { made, followUps }: MadeContact): MadeDecision {
  if (dueOn < made.madeOn) {
    return reject('DATES_OUT_OF_ORDER', `The contact was made on ${made.madeOn}; what follows it comes later.`, [
      'dueOn',
    ]);
  }
  if (followUps.some((each) => each.dueOn === dueOn && each.text === text)) return accept();
  if (followUps.length >= MOST_FOLLOW_UPS) {
    return reject('TOO_MANY_FOLLOW_UPS', `A contact has at most ${MOST_FOLLOW_UPS} follow-ups.`);
  }
  return accept({ type: 'FollowUpPlanned', data: { number: followUps.length + 1, dueOn, text } });
}

function completeFollowUp(data: DataOf<'CompleteFollowUp'>, state: MadeContact, today: PlainDate): MadeDecision {
  const { number, doneOn, text } = data;
  const followUp = state.followUps[number - 1];
  if (!followUp) return reject('FOLLOW_UP_UNKNOWN', `The contact has no follow-up number ${number}.`, ['number']);
  if (followUp.done) {
    const same = followUp.done.doneOn === doneOn && followUp.done.text === text;
    return same
      ? accept()
      : reject('FOLLOW_UP_DONE', `This follow-up was done on ${followUp.done.doneOn}.`, ['number']);
  }
  if (doneOn > today) return reject('DATE_IN_FUTURE', 'A follow-up cannot be done on a day still to come.', ['doneOn']);
  if (doneOn < state.made.madeOn) {
    return reject('DATES_OUT_OF_ORDER', `The contact was made on ${state.made.madeOn}; what follows it comes later.`, [
      'doneOn',
    ]);
  }
  return accept({ type: 'FollowUpDone', data });
}

function amend(data: DataOf<'AmendContact'>, state: MadeContact, today: PlainDate): MadeDecision {
  const { siteOrganisationId, siteId, officerId, topic, purpose } = data;
  if (siteId !== undefined && siteOrganisationId !== state.subject.organisationId) {
    return reject('SITE_UNKNOWN', 'The organisation has no site with this id.', ['siteId']);
  }
  const wrong = amendedDayFault(data.madeOn, state, today) ?? conductFault(data, state);
  if (wrong) return wrong;
  const subject = subjectOf({ ...state.subject, siteId, officerId, topic, purpose });
  const made = madeFactsOf(data);
  const grounds = groundsOf(data);
  const conduct = state.advised && judgeConduct(state.advised.intention, data);
  const unexplained = conduct && unexplainedFault(conduct, grounds);
  if (unexplained) return unexplained;
  const known = { ...state.subject, ...state.made, ...state.grounds, ...state.advised?.conduct };
  if (isSame({ ...subject, ...made, ...grounds, ...conduct }, known)) return accept();
  return accept({ type: 'ContactAmended', data: { ...subject, ...made, reason: data.reason, grounds, conduct } });
}

function amendedDayFault(
  madeOn: PlainDate,
  { advised, followUps }: MadeContact,
  today: PlainDate,
): MadeDecision | undefined {
  if (madeOn > today) {
    return reject('DATE_IN_FUTURE', 'A contact cannot have been made on a day that is still to come.', ['madeOn']);
  }
  if (advised && madeOn < advised.intention.registeredOn) {
    return reject('DATES_OUT_OF_ORDER', `The intention was registered on ${advised.intention.registeredOn}.`, [
      'madeOn',
    ]);
  }
  if (followUps.some(({ done }) => done && done.doneOn < madeOn)) {
    return reject('DATES_OUT_OF_ORDER', 'A follow-up was done before that day.', ['madeOn']);
  }
  return undefined;
}

/** Nobody can have followed or not followed advice that was never given. */
function conductFault(
  { coordinated, deviationReason }: DataOf<'AmendContact'>,
  { advised }: MadeContact,
): MadeDecision | undefined {
  if (advised || !(coordinated || deviationReason !== undefined)) return undefined;
  const field = coordinated ? 'coordinated' : 'deviationReason';
  return reject('ADVICE_NOT_GIVEN', 'The contact was recorded afterwards: there was no advice to follow.', [field]);
}

/** True when a record says what was recorded before; what it leaves open, it does not contradict. */
export function isSameRecord(recorded: MadeContact['recorded'], again: object): boolean {
  const known: Readonly<Record<string, unknown>> = { ...recorded };
  return Object.entries(again).every(
    ([field, value]) => value === undefined || JSON.stringify(known[field]) === JSON.stringify(value),
  );
}

function isSameOutcome(a: Outcome, b: Outcome): boolean {
  return a.text === b.text && a.results.join() === b.results.join();
}

function isSame(a: object, b: object): boolean {
  const known: Readonly<Record<string, unknown>> = { ...b };
  return Object.entries(a).every(([field, value]) => value === known[field]);
}
