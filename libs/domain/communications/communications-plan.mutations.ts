import { defineMutations } from '#platform/graphql';
import { communicationsPlanAggregate } from './communications-plan.aggregate.js';
import { communicationsPlanById } from './communications-plan.queries.js';

export const communicationsPlanMutations = defineMutations(communicationsPlanAggregate, {
  idField: 'communicationsPlanId',
  payload: 'CommunicationsPlanPayload',
  objectField: 'communicationsPlan',
  batch: communicationsPlanById,
  mutations: {
    communicationsPlanDraft: 'DraftCommunicationsPlan',
    communicationsPlanAmend: 'AmendCommunicationsPlan',
    communicationsPlanAddMilestone: 'AddMilestone',
    communicationsPlanAmendMilestone: 'AmendMilestone',
    communicationsPlanWithdrawMilestone: 'WithdrawMilestone',
    communicationsPlanAddNeed: 'AddNeed',
    communicationsPlanAmendNeed: 'AmendNeed',
    communicationsPlanWithdrawNeed: 'WithdrawNeed',
    communicationsPlanLinkMessage: 'LinkMessage',
    communicationsPlanUnlinkMessage: 'UnlinkMessage',
    communicationsPlanPutInForce: 'PutCommunicationsPlanInForce',
    communicationsPlanClose: 'CloseCommunicationsPlan',
  },
});
