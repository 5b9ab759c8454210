import { defineMutations } from '#platform/graphql';
import { programmeRiskAggregate } from './programme-risk.aggregate.js';
import { programmeRiskById } from './programme-risk.queries.js';

export const programmeRiskMutations = defineMutations(programmeRiskAggregate, {
  idField: 'programmeRiskId',
  payload: 'ProgrammeRiskPayload',
  objectField: 'programmeRisk',
  batch: programmeRiskById,
  mutations: {
    programmeRiskRegister: 'RegisterRisk',
    programmeRiskAmend: 'AmendRisk',
    programmeRiskReview: 'ReviewRisk',
    programmeRiskClose: 'CloseRisk',
    programmeRiskReopen: 'ReopenRisk',
  },
});
