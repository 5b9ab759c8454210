import { defineMutations } from '#platform/graphql';
import { localConcernAggregate } from './local-concern.aggregate.js';
import { localConcernById } from './local-concern.queries.js';
import { sharedMaterialAggregate } from './shared-material.aggregate.js';
import { sharedMaterialById } from './shared-material.queries.js';

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

export const sharedMaterialMutations = defineMutations(sharedMaterialAggregate, {
  idField: 'sharedMaterialId',
  payload: 'SharedMaterialPayload',
  objectField: 'sharedMaterial',
  batch: sharedMaterialById,
  mutations: {
    sharedMaterialCirculate: 'CirculateMaterial',
    sharedMaterialAddVersion: 'AddMaterialVersion',
    sharedMaterialWithdraw: 'WithdrawMaterial',
    sharedMaterialGiveFeedback: 'GiveMaterialFeedback',
    sharedMaterialAnswerFeedback: 'AnswerMaterialFeedback',
    sharedMaterialRecordUse: 'RecordMaterialUse',
  },
});
