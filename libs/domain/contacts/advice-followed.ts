import type { PlainDate } from '#platform/working-days';
import type { GivenAnswer, IntendedContact } from './contact.state.js';

/** What decides whether the advice was followed. */
export interface AsItWasMade {
  readonly madeOn: PlainDate;
  /** The officer spoke to those with whom the contact was to be coordinated. */
  readonly coordinated: boolean;
}

/**
 * Whether the officer did what the gateway advised. Silence counts as leave: after the last day for an answer, the
 * officer may proceed, whether or not the passing of the deadline is on record yet.
 */
export function wasAdviceFollowed(intention: IntendedContact, { madeOn, coordinated }: AsItWasMade): boolean {
  const { advice, answer, answerDue } = intention;
  switch (advice.kind) {
    case 'PROCEED':
    case 'PROCEED_AND_TELL_ACCOUNT_MANAGER':
      return true;
    case 'COORDINATE_WITH':
      return coordinated;
    case 'NOT_NOW':
      return advice.until !== undefined && madeOn >= advice.until;
    case 'ACCOUNT_MANAGER_FIRST':
      if (answer && answer.answeredOn <= madeOn) return isAsAnswered(answer, { madeOn, coordinated });
      return answerDue !== undefined && madeOn > answerDue.lastDay;
  }
}

function isAsAnswered({ answer, until }: GivenAnswer, { madeOn, coordinated }: AsItWasMade): boolean {
  switch (answer) {
    case 'AGREED':
      return true;
    case 'COORDINATE':
      return coordinated;
    case 'WAIT':
      return until !== undefined && madeOn >= until;
  }
}
