import { defineMutations } from '#platform/graphql';
import { localConcernAggregate } from './local-concern.aggregate.js';
import { localConcernById } from './local-concern.queries.js';

export const localConcernMutations = defineMutations(localConcernAggregate, {
  idField: 'localConcernId',
  payload: 'LocalConcernPayload',
  objectField: 'localConcern',
  batch: localConcernById,
  mutations: {
    localConcernRaise: 'RaiseLocalConcern',
    localConcernAccept: 'AcceptLocalConcern',
    localConcernDecline: 'DeclineLocalConcern',
    localConcernRefer: 'ReferLocalConcern',
    localConcernProposeSettlement: 'ProposeConcernSettlement',
    localConcernConfirmSettlement: 'ConfirmConcernSettlement',
    localConcernWithdraw: 'WithdrawLocalConcern',
    localConcernEndVariation: 'EndLocalVariation',
  },
});
