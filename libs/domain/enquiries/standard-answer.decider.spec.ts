import { describe, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { standardAnswerDecider } from './standard-answer.decider.js';
import type { StandardAnswerEvent } from './standard-answer.events.js';

const { given } = specificationOf(standardAnswerDecider);
const wording = { topic: 'joining the scheme', title: 'How to join', text: 'Write to the coordinating body.' };
const revision = { ...wording, text: 'Write to HSE or to the coordinating body.' };
const drafted: StandardAnswerEvent = { type: 'StandardAnswerDrafted', data: wording };
const published: StandardAnswerEvent = { type: 'StandardAnswerPublished', data: { ...wording, version: 1 } };
const revised: StandardAnswerEvent = { type: 'StandardAnswerDrafted', data: revision };
const withdrawn: StandardAnswerEvent = { type: 'StandardAnswerWithdrawn', data: { reason: 'Out of date.' } };

describe('A standard answer', () => {
  it('is drafted, once', () => {
    given().when({ type: 'DraftStandardAnswer', data: wording }).then(drafted);
    given(drafted).when({ type: 'DraftStandardAnswer', data: wording }).thenRejected('ALREADY_EXISTS');
  });

  it('gets a version number with each published wording', () => {
    given(drafted).when({ type: 'PublishStandardAnswer', data: {} }).then(published);
    given(drafted, published, revised)
      .when({ type: 'PublishStandardAnswer', data: {} })
      .then({ type: 'StandardAnswerPublished', data: { ...revision, version: 2 } });
  });

  it('is not published again as it is, nor revised to what it says', () => {
    given(drafted, published).when({ type: 'PublishStandardAnswer', data: {} }).then();
    given(drafted).when({ type: 'ReviseStandardAnswer', data: wording }).then();
  });

  it('is withdrawn for good', () => {
    const reason = 'Out of date.';
    given(drafted, published).when({ type: 'WithdrawStandardAnswer', data: { reason } }).then(withdrawn);
    given(drafted, published, withdrawn)
      .when({ type: 'PublishStandardAnswer', data: {} })
      .thenRejected('STANDARD_ANSWER_WITHDRAWN');
  });

  it('must be there', () => {
    given().when({ type: 'PublishStandardAnswer', data: {} }).thenRejected('NOT_FOUND');
  });
});
