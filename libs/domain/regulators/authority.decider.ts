import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { AuthorityCommand } from './authority.commands.js';
import type { AuthorityDetails, AuthorityEvent, AuthorityKind } from './authority.events.js';
import {
  codeTaken,
  dissolutionOf,
  endsBeforeItStarts,
  impossibleDissolution,
  impossibleSuccessor,
  isSame,
  isSameDissolution,
  laidOver,
  liesInItself,
  misfit,
  recordedDissolution,
  unfitReference,
  unidentified,
  type AuthorityRejection,
  type Dissolution,
} from './authority.rules.js';

export interface RegisteredAuthority {
  readonly kind: 'registered';
  readonly authorityKind: AuthorityKind;
  readonly gssCode: string | undefined;
  readonly officialName: string;
  readonly name: string;
  /** Since when it goes by its name, where a renaming gave the day. */
  readonly namedSince: PlainDate | undefined;
  readonly details: AuthorityDetails;
  readonly dissolution: Dissolution | undefined;
}

export type AuthorityState = { readonly kind: 'unknown' } | RegisteredAuthority;

type AuthorityDecision = Decision<AuthorityEvent, AuthorityRejection>;
type DataOf<Type extends AuthorityCommand['type']> = Extract<AuthorityCommand, { type: Type }>['data'];

export const authorityDecider: Decider<AuthorityState, AuthorityCommand, AuthorityEvent, AuthorityRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    if (command.type === 'RegisterAuthority') return register(command.data, state);
    if (command.type === 'RecordAuthority') return record(command.data, state);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such authority.', ['authorityId']);
    switch (command.type) {
      case 'RenameAuthority':
        return rename(command.data, state, today);
      case 'AmendAuthority':
        return amend(command.data, state);
      case 'AssignGssCode':
        return assignGssCode(command.data, state);
      case 'DissolveAuthority':
        return dissolve(command.data, state);
      case 'CorrectDissolution':
        return correctDissolution(command.data, state);
      case 'WithdrawDissolution':
        return state.dissolution
          ? accept({ type: 'DissolutionWithdrawn', data: command.data })
          : reject('AUTHORITY_NOT_DISSOLVED', 'The authority has no end on record that could be withdrawn.');
    }
  },

  evolve(state, event) {
    if (event.type === 'AuthorityRegistered') {
      const { kind: authorityKind, gssCode, officialName, name, source: _, ...details } = event.data;
      return {
        kind: 'registered',
        authorityKind,
        gssCode,
        officialName,
        name,
        namedSince: undefined,
        details,
        dissolution: undefined,
      };
    }
    return state.kind === 'unknown' ? state : evolveRegistered(state, event);
  },
};

function evolveRegistered(
  state: RegisteredAuthority,
  event: Exclude<AuthorityEvent, { type: 'AuthorityRegistered' }>,
): RegisteredAuthority {
  switch (event.type) {
    case 'AuthorityRenamed': {
      const { officialName, name, from } = event.data;
      return { ...state, officialName, name, namedSince: from ?? state.namedSince };
    }
    case 'GssCodeAssigned':
      return { ...state, gssCode: event.data.gssCode };
    case 'AuthorityAmended': {
      const { reason: _, ...details } = event.data;
      return { ...state, details };
    }
    case 'AuthorityDissolved':
    case 'DissolutionCorrected': {
      const { endedOn, successors } = event.data;
      return { ...state, dissolution: { endedOn, successors } };
    }
    case 'DissolutionWithdrawn':
      return { ...state, dissolution: undefined };
  }
}

function register({ facts, ...data }: DataOf<'RegisterAuthority'>, state: AuthorityState): AuthorityDecision {
  if (state.kind === 'registered') return reject('ALREADY_EXISTS', 'This authority is in the register already.');
  const { kind, gssCode, officialName, name, ...details } = data;
  return (
    unidentified(gssCode, details) ??
    misfit(kind, gssCode, details) ??
    codeTaken(gssCode, facts) ??
    unfitReference(details, facts) ??
    accept({ type: 'AuthorityRegistered', data: { ...data, name: name ?? officialName } })
  );
}

function rename(
  { officialName, name = officialName, from, reason }: DataOf<'RenameAuthority'>,
  state: RegisteredAuthority,
  today: PlainDate,
): AuthorityDecision {
  if (officialName === state.officialName && name === state.name) return accept();
  if (comparePlainDates(from, today) > 0) {
    return reject('DATE_IN_FUTURE', 'Record a new name on the day from which it counts, or later.', ['from']);
  }
  const { startedOn } = state.details;
  const since = state.namedSince ?? startedOn;
  if (since !== undefined && comparePlainDates(from, since) <= 0) {
    return reject('DATES_OUT_OF_ORDER', `The name now on record counts since ${since}; a new one must come later.`, [
      'from',
    ]);
  }
  const endedOn = state.dissolution?.endedOn;
  if (endedOn !== undefined && comparePlainDates(from, endedOn) >= 0) {
    const message = `The authority ended on ${endedOn}, and no longer counts from that day; it cannot take another name.`;
    return reject('DATES_OUT_OF_ORDER', message, ['from']);
  }
  return accept({ type: 'AuthorityRenamed', data: { ...renaming(officialName, name, state), from, reason } });
}

function amend({ facts, reason, ...details }: DataOf<'AmendAuthority'>, state: RegisteredAuthority): AuthorityDecision {
  if (isSame(details, state.details)) return accept();
  return (
    misfit(state.authorityKind, state.gssCode, details) ??
    changedIdentity(details, state) ??
    unfitReference(details, facts) ??
    startsAfterItsEnd(details, state.dissolution) ??
    accept({ type: 'AuthorityAmended', data: { ...details, reason } })
  );
}

function assignGssCode(
  { facts, gssCode, reason }: DataOf<'AssignGssCode'>,
  state: RegisteredAuthority,
): AuthorityDecision {
  if (gssCode === state.gssCode) return accept();
  return (
    changedKind(state.authorityKind, gssCode, state) ??
    misfit(state.authorityKind, gssCode, state.details) ??
    codeTaken(gssCode, facts) ??
    accept({ type: 'GssCodeAssigned', data: { gssCode, reason } })
  );
}

function dissolve(
  { facts, endedOn, successors, reason }: DataOf<'DissolveAuthority'>,
  state: RegisteredAuthority,
): AuthorityDecision {
  const dissolution = dissolutionOf({ endedOn, successors });
  if (state.dissolution) {
    if (isSameDissolution(dissolution, state.dissolution)) return accept();
    const message = `The end of the authority on ${state.dissolution.endedOn} is on record already. If that is wrong, correct it.`;
    return reject('AUTHORITY_DISSOLVED', message);
  }
  return (
    impossibleDissolution(endedOn, successors, state.details.startedOn, facts.ownId) ??
    impossibleSuccessor(successors, facts) ??
    accept({ type: 'AuthorityDissolved', data: { ...dissolution, reason } })
  );
}

function correctDissolution(
  { facts, endedOn, successors, reason }: DataOf<'CorrectDissolution'>,
  state: RegisteredAuthority,
): AuthorityDecision {
  if (!state.dissolution) {
    return reject('AUTHORITY_NOT_DISSOLVED', 'The authority has no end on record that could be corrected.');
  }
  const dissolution = dissolutionOf({ endedOn, successors });
  if (isSameDissolution(dissolution, state.dissolution)) return accept();
  return (
    impossibleDissolution(endedOn, successors, state.details.startedOn, facts.ownId) ??
    impossibleSuccessor(successors, facts) ??
    accept({ type: 'DissolutionCorrected', data: { ...dissolution, reason } })
  );
}

/**
 * Brings the register to what a source says, by what differs. What the source does not say stays as it is on record: an
 * empty cell, or a column that a file does not have, takes nothing back. A source that says the same records nothing.
 */
function record(
  { facts, endedOn, successors, source, ...data }: DataOf<'RecordAuthority'>,
  state: AuthorityState,
): AuthorityDecision {
  const { kind, gssCode, officialName, name, ...given } = data;
  const current = state.kind === 'registered' ? state : undefined;
  const details = laidOver(current?.details ?? {}, given);
  const dissolution = recordedDissolution({ endedOn, successors }, current?.dissolution);
  if (dissolution === undefined && successors.length > 0) {
    return reject('INVALID_INPUT', 'endedOn: an authority with successors needs the day of its end.', ['endedOn']);
  }
  const refusal =
    (current && (changedKind(kind, gssCode, current) ?? changedIdentity(details, current))) ??
    unidentified(gssCode ?? current?.gssCode, details) ??
    misfit(kind, gssCode ?? current?.gssCode, details) ??
    liesInItself(details.countyId, facts.ownId) ??
    (dissolution && impossibleDissolution(dissolution.endedOn, dissolution.successors, details.startedOn, facts.ownId));
  if (refusal) return refusal;

  const reason = `As given by ${source}`;
  const ending = dissolutionDifference(dissolution && dissolutionOf(dissolution), current?.dissolution, reason);
  if (!current) {
    const entry: AuthorityEvent = {
      type: 'AuthorityRegistered',
      data: { ...data, name: name ?? officialName, source },
    };
    return accept<AuthorityEvent>(entry, ...ending);
  }
  return accept<AuthorityEvent>(
    ...(gssCode === undefined || gssCode === current.gssCode
      ? []
      : [{ type: 'GssCodeAssigned' as const, data: { gssCode, reason } }]),
    ...nameDifference(officialName, name ?? knownAs(officialName, current), current, reason),
    ...(isSame(details, current.details) ? [] : [{ type: 'AuthorityAmended' as const, data: { ...details, reason } }]),
    ...ending,
  );
}

/** The name of an authority whose source gives only the official one. */
function knownAs(officialName: string, { name, officialName: former }: RegisteredAuthority): string {
  return name === former ? officialName : name;
}

function nameDifference(
  officialName: string,
  name: string,
  state: RegisteredAuthority,
  reason: string,
): AuthorityEvent[] {
  if (officialName === state.officialName && name === state.name) return [];
  return [{ type: 'AuthorityRenamed', data: { ...renaming(officialName, name, state), reason } }];
}

function dissolutionDifference(
  wanted: Dissolution | undefined,
  current: Dissolution | undefined,
  reason: string,
): AuthorityEvent[] {
  if (!wanted || (current && isSameDissolution(wanted, current))) return [];
  const data = { ...wanted, reason };
  return [{ type: current ? 'DissolutionCorrected' : 'AuthorityDissolved', data }];
}

function renaming(officialName: string, name: string, state: RegisteredAuthority) {
  return { officialName, name, formerOfficialName: state.officialName, formerName: state.name };
}

/** A GSS code never changes; it can come later to an authority that was known by its local code alone. */
function changedKind(kind: AuthorityKind, gssCode: string | undefined, state: RegisteredAuthority) {
  const isSameCode = gssCode === undefined || state.gssCode === undefined || gssCode === state.gssCode;
  if (kind === state.authorityKind && isSameCode) return undefined;
  const field = kind === state.authorityKind ? 'gssCode' : 'kind';
  const message = `The register holds ${state.officialName} under this code as ${state.authorityKind}; its kind and its GSS code cannot change.`;
  return reject('IDENTITY_IS_FIXED', message, [field]);
}

/** Without a GSS code the local code decides the id, so that it stays as it is. */
function changedIdentity({ localCode }: AuthorityDetails, state: RegisteredAuthority) {
  if (state.gssCode !== undefined || localCode === state.details.localCode) return undefined;
  const message = 'The local code of an authority without a GSS code identifies it and cannot change.';
  return reject('IDENTITY_IS_FIXED', message, ['localCode']);
}

function startsAfterItsEnd({ startedOn }: AuthorityDetails, dissolution: Dissolution | undefined) {
  if (!endsBeforeItStarts(startedOn, dissolution?.endedOn)) return undefined;
  return reject('DATES_OUT_OF_ORDER', `The authority ends on ${dissolution?.endedOn}; it cannot start later.`, [
    'startedOn',
  ]);
}
