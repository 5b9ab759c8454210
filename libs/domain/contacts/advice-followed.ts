import { reject } from '#platform/event-sourcing';
import type { PlainDate } from '#platform/working-days';
import type { Conduct, GivenAnswer, Grounds, IntendedContact } from './contact.state.js';

/** What decides whether the advice was followed. */
export interface AsItWasMade {
  readonly madeOn: PlainDate;
  /** The officer spoke to those with whom the contact was to be coordinated. */
  readonly coordinated: boolean;
}

/** What the record says of the officer's conduct; no reason where the advice was followed. */
export function judgeConduct(
  intention: IntendedContact,
  { madeOn, coordinated, deviationReason }: AsItWasMade & Pick<Conduct, 'deviationReason'>,
): Conduct {
  const adviceFollowed = wasAdviceFollowed(intention, { madeOn, coordinated });
  return { adviceFollowed, coordinated, deviationReason: adviceFollowed ? undefined : deviationReason };
}

/** @returns the refusal where the advice was not followed and nothing says why: neither a reason nor a ground */
export function unexplainedFault(
  { adviceFollowed, deviationReason }: Conduct,
  { exemption }: Pick<Grounds, 'exemption'>,
) {
  if (adviceFollowed || exemption || deviationReason !== undefined) return undefined;
  return reject(
    'DEVIATION_REASON_REQUIRED',
    'You did not follow the advice, which you are free to do. Say why, so that the account manager can understand.',
    ['deviationReason'],
  );
}

/**
 * Whether the officer did what the gateway advised, or the account manager answered, as it stood on the day of the
 * contact. Silence counts as leave: after the last day for an answer, the officer may proceed, whether or not the
 * passing of the deadline is on record yet.
 */
function wasAdviceFollowed(intention: IntendedContact, { madeOn, coordinated }: AsItWasMade): boolean {
  const { advice, answers, answerDue } = intention;
  const answer = answers.findLast(({ answeredOn }) => answeredOn <= madeOn);
  if (answer) return isAsAnswered(answer, { madeOn, coordinated });
  switch (advice.kind) {
    case 'PROCEED':
    case 'PROCEED_AND_TELL_ACCOUNT_MANAGER':
      return true;
    case 'COORDINATE_WITH':
      return coordinated;
    case 'NOT_NOW':
      return advice.until !== undefined && madeOn >= advice.until;
    case 'ACCOUNT_MANAGER_FIRST':
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
