import { defineMutations } from '#platform/graphql';
import { planAggregate } from './plan.aggregate.js';
import { nextPlanId } from './plan-succession.queries.js';
import { planById } from './plan.queries.js';

export const planMutations = defineMutations(planAggregate, {
  idField: 'planId',
  idOf: async ({ partnershipId, kind }, _caller, session) =>
    typeof partnershipId === 'string' && typeof kind === 'string'
      ? nextPlanId(await session(), partnershipId, kind)
      : undefined,
  payload: 'PlanPayload',
  objectField: 'plan',
  batch: planById,
  internal: ['PassAgreementDeadline'],
  mutations: {
    planBegin: 'BeginPlan',
    planDescribe: 'DescribePlan',
    planAddressPrinciple: 'AddressPrinciple',
    planChooseIncidentCriteria: 'ChooseIncidentCriteria',
    planAddVariation: 'AddVariation',
    planAmendVariation: 'AmendVariation',
    planEndVariation: 'EndVariation',
    planRemoveVariation: 'RemoveVariation',
    planAddPriority: 'AddPriority',
    planAmendPriority: 'AmendPriority',
    planRemovePriority: 'RemovePriority',
    planPropose: 'ProposeVersion',
    planCallBack: 'CallBackVersion',
    planAgree: 'GiveAgreement',
    planTakeBackAgreement: 'TakeBackAgreement',
    planObject: 'RaiseObjection',
    planSettleObjection: 'SettleObjection',
    planPublish: 'PublishVersion',
    planDiscard: 'DiscardVersion',
    planClose: 'ClosePlan',
    planRecordReading: 'RecordReading',
    planRestateReading: 'RestateReading',
    planAcknowledgeReading: 'AcknowledgeReading',
    planReachMilestone: 'ReachMilestone',
    planMissMilestone: 'MissMilestone',
    planMoveMilestone: 'MoveMilestone',
  },
});
