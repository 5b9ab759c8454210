import { accept, reject, type Decider, type Decision, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import type { SharedMaterialCommand } from './shared-material.commands.js';
import type { FeedbackAnswer, MaterialVersion, SharedMaterialEvent } from './shared-material.events.js';

interface KnownFeedback {
  readonly version: number;
  readonly subject: string;
  readonly said: string;
  readonly answer: FeedbackAnswer | undefined;
}

interface KnownUse {
  readonly partyId: string;
  readonly what: string;
}

export interface KnownMaterial {
  readonly kind: 'known';
  readonly circulatedByPartyId: string;
  readonly withdrawn: boolean;
  /** By number, from 1. */
  readonly versions: readonly MaterialVersion[];
  readonly feedback: readonly KnownFeedback[];
  readonly uses: readonly KnownUse[];
}

export type SharedMaterialState = { readonly kind: 'unknown' } | KnownMaterial;

export type SharedMaterialRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'MATERIAL_WITHDRAWN'
  | 'MATERIAL_VERSION_UNKNOWN'
  | 'MATERIAL_VERSION_REPEATED'
  | 'MATERIAL_FEEDBACK_GIVEN'
  | 'MATERIAL_FEEDBACK_UNKNOWN'
  | 'MATERIAL_FEEDBACK_ANSWERED'
  | 'MATERIAL_VERSION_TOO_EARLY'
  | 'PARTNERSHIP_UNKNOWN';

type MaterialDecision = Decision<SharedMaterialEvent, SharedMaterialRejection>;
type DataOf<Type extends SharedMaterialCommand['type']> = Extract<SharedMaterialCommand, { type: Type }>['data'];

export const sharedMaterialDecider: Decider<
  SharedMaterialState,
  SharedMaterialCommand,
  SharedMaterialEvent,
  SharedMaterialRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'CirculateMaterial') return circulate(command.data, state, context);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such material.', ['sharedMaterialId']);
    if (state.withdrawn) {
      return reject('MATERIAL_WITHDRAWN', 'The material was withdrawn; nothing more is recorded about it.');
    }
    switch (command.type) {
      case 'AddMaterialVersion':
        return addVersion(command.data, state);
      case 'WithdrawMaterial':
        return accept({ type: 'SharedMaterialWithdrawn', data: command.data });
      case 'GiveMaterialFeedback':
        return unknownVersion(command.data.version, state) ?? giveFeedback(command.data, state, context);
      case 'AnswerMaterialFeedback':
        return answerFeedback(command.data, state);
      case 'RecordMaterialUse':
        return unknownVersion(command.data.version, state) ?? recordUse(command.data, state, context);
    }
  },

  evolve(state, event) {
    if (event.type === 'SharedMaterialCirculated') {
      const { circulatedByPartyId } = event.data;
      return { kind: 'known', circulatedByPartyId, withdrawn: false, versions: [], feedback: [], uses: [] };
    }
    return state.kind === 'unknown' ? state : evolveKnown(state, event);
  },
};

function evolveKnown(
  state: KnownMaterial,
  event: Exclude<SharedMaterialEvent, { type: 'SharedMaterialCirculated' }>,
): KnownMaterial {
  switch (event.type) {
    case 'SharedMaterialVersionAdded': {
      const { number: _, ...version } = event.data;
      return { ...state, versions: [...state.versions, version] };
    }
    case 'SharedMaterialWithdrawn':
      return { ...state, withdrawn: true };
    case 'MaterialFeedbackGiven': {
      const { version, by, text, usefulness } = event.data;
      const feedback = { version, subject: by.subject, said: canonicalText({ text, usefulness }), answer: undefined };
      return { ...state, feedback: [...state.feedback, feedback] };
    }
    case 'MaterialFeedbackAnswered': {
      const { number, answer } = event.data;
      return {
        ...state,
        feedback: state.feedback.map((each, index) => (index + 1 === number ? { ...each, answer } : each)),
      };
    }
    case 'MaterialUseRecorded': {
      const { number: _, partyId, ...use } = event.data;
      return { ...state, uses: [...state.uses, { partyId, what: canonicalText(use) }] };
    }
  }
}

function circulate(
  { version, ...material }: DataOf<'CirculateMaterial'>,
  state: SharedMaterialState,
  { actor }: DecisionContext,
): MaterialDecision {
  if (state.kind === 'known') return reject('ALREADY_EXISTS', 'This material is on record already.');
  return accept<SharedMaterialEvent>(
    { type: 'SharedMaterialCirculated', data: { ...material, circulatedByPartyId: actor.party.id } },
    { type: 'SharedMaterialVersionAdded', data: { number: 1, ...version } },
  );
}

/** What is the very same is on record; other terms for the same text would leave two truths about it. */
function addVersion({ version }: DataOf<'AddMaterialVersion'>, { versions }: KnownMaterial): MaterialDecision {
  const latest = versions.at(-1);
  if (latest && canonicalText(latest) === canonicalText(version)) return accept();
  const same = versions.findIndex(({ digest }) => digest === version.digest);
  if (same >= 0) {
    return reject('MATERIAL_VERSION_REPEATED', `Version ${same + 1} has this digest: it is the same text.`, [
      'version',
      'digest',
    ]);
  }
  return accept({ type: 'SharedMaterialVersionAdded', data: { number: versions.length + 1, ...version } });
}

function unknownVersion(version: number, { versions }: KnownMaterial): MaterialDecision | undefined {
  if (version <= versions.length) return undefined;
  return reject('MATERIAL_VERSION_UNKNOWN', `There is no version ${version}; the latest is ${versions.length}.`, [
    'version',
  ]);
}

function giveFeedback(
  { version, text, usefulness }: DataOf<'GiveMaterialFeedback'>,
  { feedback }: KnownMaterial,
  { actor: { party, subject } }: DecisionContext,
): MaterialDecision {
  const given = feedback.find((each) => each.version === version && each.subject === subject);
  if (given?.said === canonicalText({ text, usefulness })) return accept();
  if (given) return reject('MATERIAL_FEEDBACK_GIVEN', `You have given feedback on version ${version} already.`);
  const by = { partyId: party.id, subject };
  return accept({
    type: 'MaterialFeedbackGiven',
    data: { number: feedback.length + 1, version, text, usefulness, by },
  });
}

function answerFeedback(
  { number, answer }: DataOf<'AnswerMaterialFeedback'>,
  { feedback, versions }: KnownMaterial,
): MaterialDecision {
  const given = feedback[number - 1];
  if (!given) return reject('MATERIAL_FEEDBACK_UNKNOWN', `There is no feedback ${number}.`, ['number']);
  if (given.answer) {
    return canonicalText(given.answer) === canonicalText(answer)
      ? accept()
      : reject('MATERIAL_FEEDBACK_ANSWERED', `Feedback ${number} was answered already.`, ['number']);
  }
  if (answer.kind === 'TAKEN_UP') {
    const field = ['answer', 'version'];
    if (answer.version > versions.length) {
      return reject('MATERIAL_VERSION_UNKNOWN', `There is no version ${answer.version} yet.`, field);
    }
    if (answer.version <= given.version) {
      const message = `The feedback is on version ${given.version}; only a later one can have taken it up.`;
      return reject('MATERIAL_VERSION_TOO_EARLY', message, field);
    }
  }
  return accept({ type: 'MaterialFeedbackAnswered', data: { number, answer } });
}

function recordUse(
  { partnershipKnown, ...use }: DataOf<'RecordMaterialUse'>,
  { uses }: KnownMaterial,
  { actor: { party } }: DecisionContext,
): MaterialDecision {
  if (!partnershipKnown) {
    return reject('PARTNERSHIP_UNKNOWN', 'There is no partnership with this id.', ['partnershipId']);
  }
  const what = canonicalText(use);
  if (uses.some((each) => each.partyId === party.id && each.what === what)) return accept();
  return accept({ type: 'MaterialUseRecorded', data: { number: uses.length + 1, partyId: party.id, ...use } });
}

/** True when some version is for organisations too. */
export function isForBothSides({ versions }: KnownMaterial): boolean {
  return versions.some(({ audience }) => audience === 'BOTH_SIDES');
}
