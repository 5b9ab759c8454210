import { defineMutations } from '#platform/graphql';
import { enquiryAggregate } from './enquiry.aggregate.js';
import { enquiryById, standardAnswerById } from './enquiry.queries.js';
import { standardAnswerAggregate } from './standard-answer.aggregate.js';

export const enquiryMutations = defineMutations(enquiryAggregate, {
  idField: 'enquiryId',
  payload: 'EnquiryPayload',
  objectField: 'enquiry',
  batch: enquiryById,
  mutations: {
    enquiryReceive: 'ReceiveEnquiry',
    enquirySort: 'SortEnquiry',
    enquiryReroute: 'RerouteEnquiry',
    enquiryAnswer: 'AnswerEnquiry',
    enquiryWithdraw: 'WithdrawEnquiry',
  },
});

export const standardAnswerMutations = defineMutations(standardAnswerAggregate, {
  idField: 'standardAnswerId',
  payload: 'StandardAnswerPayload',
  objectField: 'standardAnswer',
  batch: standardAnswerById,
  mutations: {
    standardAnswerDraft: 'DraftStandardAnswer',
    standardAnswerRevise: 'ReviseStandardAnswer',
    standardAnswerPublish: 'PublishStandardAnswer',
    standardAnswerWithdraw: 'WithdrawStandardAnswer',
  },
});
