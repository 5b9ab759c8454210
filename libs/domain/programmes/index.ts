import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { programmeRiskAggregate } from './programme-risk.aggregate.js';
import { programmeRiskById } from './programme-risk.queries.js';
import { programmeRiskRegister } from './programme-risk-register.projection.js';
import { ProgrammeRiskJudgementResolver, ProgrammeRiskResolver } from './programme-risk.resolver.js';
import { programmeRiskMutations } from './programmes.mutations.js';
import { programmesPolicy } from './programmes.policy.js';

@Module({ providers: [ProgrammeRiskResolver, ProgrammeRiskJudgementResolver] })
class ProgrammesModule {}

export const programmes: DomainContext = {
  name: 'programmes',
  aggregates: [programmeRiskAggregate],
  projections: [programmeRiskRegister],
  policy: programmesPolicy,
  standings: [],
  processes: [],
  mutations: [programmeRiskMutations],
  nodes: [{ kind: 'programme-risk', typename: 'ProgrammeRisk', batch: programmeRiskById }],
  module: ProgrammesModule,
};

export { programmeRiskAggregate } from './programme-risk.aggregate.js';
export { findProgrammeRisks, programmeRiskById, type ProgrammeRiskRow } from './programme-risk.queries.js';
