import { samePerson, signatoryOf, type Signatory } from '#platform/agreements';
import {
  accept,
  reject,
  type Decider,
  type Decision,
  type DecisionContext,
  type SubjectId,
} from '#platform/event-sourcing';
import { isSame } from '#platform/values';
import type { CommandData, ErasureCommand, NamedSubject } from './erasure.commands.js';
import type { ErasureEvent } from './erasure.events.js';
import { BEFORE_RETENTION_ENDS, type ErasureStatus, type GroundToErase } from './erasure.vocabulary.js';

/** What decided, or took back, the request. */
export interface Conclusion {
  readonly ground: string | undefined;
  readonly explanation: string;
  readonly by: Signatory;
}

export interface KnownErasure {
  readonly kind: 'known';
  readonly status: ErasureStatus;
  readonly controllerId: string;
  readonly subjectIds: readonly SubjectId[];
  /** Left out of what retention proposed. */
  readonly requestedBy: Signatory | undefined;
  readonly conclusion: Conclusion | undefined;
  /** How often it was begun. */
  readonly attempts: number;
}

export type ErasureState = { readonly kind: 'unknown' } | KnownErasure;

export type ErasureRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'DUPLICATE_SUBJECT'
  | 'SUBJECT_UNKNOWN'
  | 'ALREADY_ERASED'
  | 'ERASURE_BEING_DECIDED'
  | 'SUBJECT_IN_USE'
  | 'RETENTION_RUNNING'
  | 'ERASURE_DECIDED'
  | 'SAME_PERSON'
  | 'ERASURE_NOT_GRANTED'
  | 'ERASURE_NOT_UNDER_WAY';

type ErasureDecision = Decision<ErasureEvent, ErasureRejection>;
type Refusal = Decision<never, ErasureRejection>;

export const erasureDecider: Decider<ErasureState, ErasureCommand, ErasureEvent, ErasureRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'RequestErasure') return request(command.data, state, context);
    if (command.type === 'ProposeErasure') return propose(command.data, state);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such erasure.', ['erasureId']);
    switch (command.type) {
      case 'GrantErasure':
        return grant(command.data, state, context);
      case 'RefuseErasure':
        return refuse(command.data, state, context);
      case 'WithdrawErasure':
        return withdraw(command.data, state, context);
      case 'BeginErasure':
        return begin(command.data, state);
      case 'EndErasure':
        return end(command.data, state);
      case 'InterruptErasure':
        return interrupt(command.data, state);
    }
  },

  evolve(state, event) {
    if (event.type === 'ErasureRequested') return requested(event.data, event.data.by);
    if (event.type === 'ErasureProposed') return requested(event.data, undefined);
    if (state.kind === 'unknown') return state;
    switch (event.type) {
      case 'ErasureGranted':
        return { ...state, status: 'GRANTED', conclusion: event.data };
      case 'ErasureRefused':
        return { ...state, status: 'REFUSED', conclusion: event.data };
      case 'ErasureWithdrawn':
        return { ...state, status: 'WITHDRAWN', conclusion: { ...event.data, ground: undefined } };
      case 'ErasureBegun':
        return { ...state, status: 'UNDER_WAY', attempts: event.data.attempt };
      case 'ErasureInterrupted':
        return { ...state, status: 'GRANTED' };
      case 'ErasureCompleted':
        return { ...state, status: 'COMPLETED' };
    }
  },
};

function requested(
  { controllerId, subjectIds }: Pick<KnownErasure, 'controllerId' | 'subjectIds'>,
  requestedBy: Signatory | undefined,
): KnownErasure {
  const undecided = { status: 'REQUESTED', conclusion: undefined, attempts: 0 } as const;
  return { kind: 'known', controllerId, subjectIds, requestedBy, ...undecided };
}

function request(
  { subjects, ...data }: CommandData<'RequestErasure'>,
  state: ErasureState,
  { actor }: DecisionContext,
): ErasureDecision {
  if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This erasure is on record already.');
  const twice = data.subjectIds.findIndex((id, index) => data.subjectIds.indexOf(id) !== index);
  if (twice >= 0) {
    return reject('DUPLICATE_SUBJECT', `${data.subjectIds[twice]} is named twice.`, ['subjectIds', String(twice)]);
  }
  const refusal = firstRefusal(data.subjectIds, subjects, cannotBeNamed);
  if (refusal) return refusal;
  const by = signatoryOf(actor);
  return accept({ type: 'ErasureRequested', data: { ...data, controllerId: by.partyId, by } } as ErasureEvent);
}

function propose(data: CommandData<'ProposeErasure'>, state: ErasureState): ErasureDecision {
  return state.kind === 'known' ? accept() : accept({ type: 'ErasureProposed', data });
}

function grant(
  { subjects, ground, explanation }: CommandData<'GrantErasure'>,
  state: KnownErasure,
  context: DecisionContext,
): ErasureDecision {
  const conclusion = { ground, explanation, by: signatoryOf(context.actor) };
  if (state.status !== 'REFUSED' && isSame(state.conclusion, conclusion)) return accept();
  return (
    decided(state) ??
    bySamePerson(state, conclusion.by) ??
    firstRefusal(state.subjectIds, subjects, (id, subject) => cannotBeErased(id, subject, ground, context)) ??
    accept({ type: 'ErasureGranted', data: conclusion })
  );
}

function refuse(
  { ground, explanation }: CommandData<'RefuseErasure'>,
  state: KnownErasure,
  { actor }: DecisionContext,
): ErasureDecision {
  const conclusion = { ground, explanation, by: signatoryOf(actor) };
  if (state.status === 'REFUSED' && isSame(state.conclusion, conclusion)) return accept();
  return decided(state) ?? bySamePerson(state, conclusion.by) ?? accept({ type: 'ErasureRefused', data: conclusion });
}

function withdraw(
  { explanation }: CommandData<'WithdrawErasure'>,
  state: KnownErasure,
  { actor }: DecisionContext,
): ErasureDecision {
  const by = signatoryOf(actor);
  const isRepeated = state.status === 'WITHDRAWN' && isSame(state.conclusion, { ground: undefined, explanation, by });
  if (isRepeated) return accept();
  return decided(state) ?? accept({ type: 'ErasureWithdrawn', data: { explanation, by } });
}

function begin({ attempt, subjectIds }: CommandData<'BeginErasure'>, state: KnownErasure): ErasureDecision {
  if (state.status !== 'GRANTED' || attempt !== state.attempts + 1) {
    if (attempt === state.attempts) return accept();
    return reject('ERASURE_NOT_GRANTED', `Attempt ${attempt} of this erasure is not due: it is ${named(state)}.`);
  }
  // What was decided is carried out whole.
  return accept({
    type: 'ErasureBegun',
    data: { attempt, subjectIds: [...new Set([...state.subjectIds, ...subjectIds])] },
  });
}

function end(data: CommandData<'EndErasure'>, state: KnownErasure): ErasureDecision {
  if (state.status === 'COMPLETED' && data.attempt === state.attempts) return accept();
  return notUnderWay(data, state) ?? accept({ type: 'ErasureCompleted', data });
}

function interrupt({ attempt }: CommandData<'InterruptErasure'>, state: KnownErasure): ErasureDecision {
  if (state.status === 'GRANTED' && attempt === state.attempts) return accept();
  return notUnderWay({ attempt }, state) ?? accept({ type: 'ErasureInterrupted', data: { attempt } });
}

function notUnderWay({ attempt }: { readonly attempt: number }, state: KnownErasure): Refusal | undefined {
  if (state.status === 'UNDER_WAY' && attempt === state.attempts) return undefined;
  return reject('ERASURE_NOT_UNDER_WAY', `Attempt ${attempt} of this erasure is not under way: it is ${named(state)}.`);
}

function decided(state: KnownErasure): Refusal | undefined {
  if (state.status === 'REQUESTED') return undefined;
  return reject('ERASURE_DECIDED', `This erasure is ${named(state)}: nothing is left to decide.`);
}

/** Whoever asks does not decide: an erasure cannot be taken back. */
function bySamePerson({ requestedBy }: KnownErasure, by: Signatory): Refusal | undefined {
  if (requestedBy === undefined || !samePerson(requestedBy, by)) return undefined;
  return reject('SAME_PERSON', 'You asked for this erasure: another person has to decide on it.');
}

function firstRefusal(
  subjectIds: readonly SubjectId[],
  subjects: readonly NamedSubject[],
  refusalOf: (id: SubjectId, subject: NamedSubject) => Refusal | undefined,
): Refusal | undefined {
  for (const [index, id] of subjectIds.entries()) {
    const refusal = refusalOf(id, subjects[index] ?? { standing: 'unknown' });
    if (refusal?.outcome !== 'rejected') continue;
    const { code, message } = refusal.rejection;
    return { outcome: 'rejected', rejection: { code, message, field: ['subjectIds', String(index)] } };
  }
  return undefined;
}

function cannotBeNamed(id: SubjectId, subject: NamedSubject): Refusal | undefined {
  switch (subject.standing) {
    case 'unknown':
      return reject('SUBJECT_UNKNOWN', `No personal data of ${id} is on record for which your party answers.`);
    case 'erased':
      return reject('ALREADY_ERASED', `The data of ${id} was erased already (${subject.erasureId}).`);
    case 'being-decided':
      return reject('ERASURE_BEING_DECIDED', `The erasure of ${id} was asked for already (${subject.erasureId}).`);
    case 'held':
      return undefined;
  }
}

function cannotBeErased(
  id: SubjectId,
  subject: NamedSubject,
  ground: GroundToErase,
  { today }: DecisionContext,
): Refusal | undefined {
  if (subject.standing !== 'held') return cannotBeNamed(id, subject);
  if (subject.inUse !== undefined) {
    return reject('SUBJECT_IN_USE', `The data of ${id} cannot be erased now. ${subject.inUse}`);
  }
  const { keptUntil } = subject;
  if (keptUntil === undefined || keptUntil <= today || BEFORE_RETENTION_ENDS.includes(ground)) return undefined;
  return reject(
    'RETENTION_RUNNING',
    `The data of ${id} is kept until ${keptUntil}. Before that day it is erased only on the grounds ` +
      `${BEFORE_RETENTION_ENDS.join(' and ')}.`,
  );
}

function named({ status }: KnownErasure): string {
  return status.toLowerCase().replaceAll('_', ' ');
}
