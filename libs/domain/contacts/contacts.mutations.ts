import { defineMutations } from '#platform/graphql';
import { contactIdOf, type defineContactAggregate } from './contact.aggregate.js';
import { contactById } from './contact.queries.js';
import { contactSource } from './contact.vocabulary.js';

export function contactMutations(contactAggregate: ReturnType<typeof defineContactAggregate>) {
  return defineMutations(contactAggregate, {
    idField: 'contactId',
    idOf: ({ source, authorityId }, { party }) => {
      const read = contactSource.safeParse(source);
      return read.success
        ? contactIdOf(typeof authorityId === 'string' ? authorityId : party.id, read.data)
        : undefined;
    },
    payload: 'ContactPayload',
    objectField: 'contact',
    batch: contactById,
    mutations: {
      contactRegisterIntention: 'RegisterIntention',
      contactAnswerIntention: 'AnswerIntention',
      contactWithdrawIntention: 'WithdrawIntention',
      contactMarkMade: 'MarkMade',
      contactMarkNotMade: 'MarkNotMade',
      contactRecord: 'RecordContact',
      contactRecordOutcome: 'RecordOutcome',
      contactPlanFollowUp: 'PlanFollowUp',
      contactCompleteFollowUp: 'CompleteFollowUp',
      contactAmend: 'AmendContact',
    },
    internal: ['PassAnswerDeadline'],
  });
}
