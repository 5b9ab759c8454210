import { accept, reject, type Decision, type DecisionContext } from '#platform/event-sourcing';
import type { ContactCommandData } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import type { IntendedContact } from './contact.state.js';
import { isOfficerId } from './contact.vocabulary.js';
import type { AdviceKind } from './gateway.advice.js';

export type AnswerRejection =
  'ANSWER_NOT_ASKED_FOR' | 'NOT_ACCOUNT_MANAGER' | 'UNTIL_MISSING' | 'UNTIL_NOT_ASKED_FOR' | 'DATE_IN_PAST';

type AnswerDecision = Decision<ContactEvent, AnswerRejection>;
type GivenData = ContactCommandData<'AnswerIntention'>;

/** Advice that holds the officer back, so that the account manager's word can release or direct the contact. */
const MAY_BE_ANSWERED: Readonly<Record<AdviceKind, boolean>> = {
  PROCEED: false,
  PROCEED_AND_TELL_ACCOUNT_MANAGER: false,
  COORDINATE_WITH: true,
  ACCOUNT_MANAGER_FIRST: true,
  NOT_NOW: true,
};

/** What whoever manages the account says to an intention. Only advice to turn to them first has a deadline. */
export function answerIntention(data: GivenData, state: IntendedContact, context: DecisionContext): AnswerDecision {
  const { answer, until, text, capacity } = data;
  if (!MAY_BE_ANSWERED[state.advice.kind]) {
    return reject('ANSWER_NOT_ASKED_FOR', 'The advice lets the officer proceed; there is nothing to answer.');
  }
  if (!capacity) {
    return reject(
      'NOT_ACCOUNT_MANAGER',
      'Only the account manager answers; the shadow account manager while the account manager is away or the post is ' +
        'empty; and a lead officer of the lead authority while nobody is in post.',
    );
  }
  const last = state.lastAnswer;
  if (last && last.answer === answer && last.until === until && last.text === text) return accept();
  const wrong = untilFault(data, context);
  if (wrong) return wrong;
  const officerId = isOfficerId(context.actor.officerId) ? context.actor.officerId : undefined;
  const late = isLate(state, context);
  return accept({
    type: 'IntentionAnswered',
    data: { answer, until, text, capacity, officerId, answeredOn: context.today, late },
  });
}

function untilFault({ answer, until }: GivenData, { today }: DecisionContext): AnswerDecision | undefined {
  if (answer !== 'WAIT') {
    if (until === undefined) return undefined;
    return reject('UNTIL_NOT_ASKED_FOR', 'Only an answer to wait names a day; leave it out, or answer WAIT.', [
      'until',
    ]);
  }
  if (until === undefined) return reject('UNTIL_MISSING', 'Say from which day on the contact suits.', ['until']);
  if (until >= today) return undefined;
  return reject('DATE_IN_PAST', `The day from which on the contact suits, ${until}, has passed.`, ['until']);
}

/** True when the officer may proceed by then, and no earlier answer says otherwise: such an answer binds nobody. */
function isLate({ advice, answers, answerDue, deadlinePassed }: IntendedContact, { now, today }: DecisionContext) {
  if (answers.length > 0) return false;
  if (answerDue) return deadlinePassed || now > answerDue.at;
  return advice.until !== undefined && today >= advice.until;
}
