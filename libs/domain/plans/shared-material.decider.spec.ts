import { describe, it } from '@jest/globals';
import { deriveId, digestOf } from '#platform/values';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { sharedMaterialDecider } from './shared-material.decider.js';
import type { SharedMaterialEvent } from './shared-material.events.js';

const { given } = specificationOf(sharedMaterialDecider);
const material = { title: 'The Polestar plan', kind: 'IMPROVEMENT_PLAN' as const, topics: ['worker involvement'] };
const first = {
  digest: digestOf('first'),
  location: { kind: 'URL', url: 'https://library.example/polestar' },
  audience: 'REGULATORS',
  forWhom: 'Account managers',
} as const;
const second = { ...first, digest: digestOf('second') };
const circulatedBy = { circulatedByPartyId: specContext.actor.party.id };
const circulated: SharedMaterialEvent = {
  type: 'SharedMaterialCirculated',
  data: { ...material, ...circulatedBy },
};
const version = (number: number, data: typeof first | typeof second): SharedMaterialEvent => ({
  type: 'SharedMaterialVersionAdded',
  data: { number, ...data },
});
const start = [circulated, version(1, first)];
const withdrawn: SharedMaterialEvent = { type: 'SharedMaterialWithdrawn', data: { reason: 'Out of date.' } };
const by = { partyId: specContext.actor.party.id, subject: specContext.actor.subject };
const opinion = { version: 1, text: 'Helpful.', usefulness: 4 };
const feedback: SharedMaterialEvent = { type: 'MaterialFeedbackGiven', data: { number: 1, ...opinion, by } };
const addVersion = (data: typeof first | typeof second) =>
  ({ type: 'AddMaterialVersion', data: { version: data } }) as const;

describe('Shared material', () => {
  it('is circulated with its first version, once', () => {
    const circulate = { type: 'CirculateMaterial' as const, data: { ...material, version: first } };
    given()
      .when(circulate)
      .then(...start);
    given(...start)
      .when(circulate)
      .thenRejected('ALREADY_EXISTS');
  });

  it('gets a new version, and none of the same text', () => {
    given(...start)
      .when(addVersion(second))
      .then(version(2, second));
    given(...start)
      .when(addVersion(first))
      .then();
    given(...start, version(2, second))
      .when(addVersion(first))
      .thenRejected('MATERIAL_VERSION_REPEATED', 'Version 1');
    given(...start)
      .when({ type: 'AddMaterialVersion', data: { version: { ...first, forWhom: 'Everybody' } } })
      .thenRejected('MATERIAL_VERSION_REPEATED');
  });

  it('takes feedback on a version that is there, once from each person', () => {
    const give = (data: typeof opinion) => ({ type: 'GiveMaterialFeedback', data }) as const;
    given(...start)
      .when(give(opinion))
      .then(feedback);
    given(...start, feedback)
      .when(give({ ...opinion, usefulness: 1 }))
      .thenRejected('MATERIAL_FEEDBACK_GIVEN');
    given(...start)
      .when(give({ ...opinion, version: 2 }))
      .thenRejected('MATERIAL_VERSION_UNKNOWN');
    given(...start, feedback, version(2, second))
      .when(give({ ...opinion, version: 2 }))
      .then({ type: 'MaterialFeedbackGiven', data: { number: 2, ...opinion, version: 2, by } });
  });

  it('answers feedback once, by a later version or with a reason', () => {
    const answer = (data: { kind: 'TAKEN_UP'; version: number } | { kind: 'NOT_TAKEN_UP'; reason: string }) =>
      ({ type: 'AnswerMaterialFeedback', data: { number: 1, answer: data } }) as const;
    const takenUp = { kind: 'TAKEN_UP', version: 2 } as const;
    const notTakenUp = { kind: 'NOT_TAKEN_UP', reason: 'Too long.' } as const;
    const answered: SharedMaterialEvent = { type: 'MaterialFeedbackAnswered', data: { number: 1, answer: takenUp } };
    given(...start, feedback, version(2, second))
      .when(answer(takenUp))
      .then(answered);
    given(...start, feedback)
      .when(answer(notTakenUp))
      .then({ type: 'MaterialFeedbackAnswered', data: { number: 1, answer: notTakenUp } });
    given(...start, feedback)
      .when(answer(takenUp))
      .thenRejected('MATERIAL_VERSION_UNKNOWN');
    given(...start, feedback)
      .when(answer({ kind: 'TAKEN_UP', version: 1 }))
      .thenRejected('MATERIAL_VERSION_TOO_EARLY');
    given(...start, feedback, version(2, second), answered)
      .when(answer(notTakenUp))
      .thenRejected('MATERIAL_FEEDBACK_ANSWERED');
    given(...start)
      .when(answer(notTakenUp))
      .thenRejected('MATERIAL_FEEDBACK_UNKNOWN');
  });

  it('records who used a version for what, each once', () => {
    const partnershipId = deriveId('partnership', 'Tesco');
    const use = (data: { version: number; purpose?: string; partnershipId?: typeof partnershipId }, known = true) =>
      ({ type: 'RecordMaterialUse', data: { ...data, partnershipKnown: known } }) as const;
    given(...start)
      .when(use({ version: 1, partnershipId }))
      .then({
        type: 'MaterialUseRecorded',
        data: { number: 1, partyId: by.partyId, version: 1, partnershipId },
      });
    given(...start)
      .when(use({ version: 3, purpose: 'Training' }))
      .thenRejected('MATERIAL_VERSION_UNKNOWN');
    given(...start)
      .when(use({ version: 1, partnershipId }, false))
      .thenRejected('PARTNERSHIP_UNKNOWN');
  });

  it('is withdrawn for good', () => {
    given(...start)
      .when({ type: 'WithdrawMaterial', data: { reason: 'Out of date.' } })
      .then(withdrawn);
    given(...start, withdrawn)
      .when(addVersion(second))
      .thenRejected('MATERIAL_WITHDRAWN');
    given(...start, withdrawn)
      .when({ type: 'GiveMaterialFeedback', data: opinion })
      .thenRejected('MATERIAL_WITHDRAWN');
  });

  it('must be there', () => {
    given().when(addVersion(second)).thenRejected('NOT_FOUND');
  });
});
