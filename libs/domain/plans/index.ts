import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { IncidentCriteriaResolver } from './incident-criteria.resolver.js';
import { localConcernAggregate } from './local-concern.aggregate.js';
import { localConcernById } from './local-concern.queries.js';
import { localConcernRegister } from './local-concern-register.projection.js';
import { LocalConcernResolver, LocalVariationResolver } from './local-concern.resolver.js';
import { localConcernMutations } from './plans.mutations.js';
import { plansPolicy } from './plans.policy.js';

@Module({
  providers: [IncidentCriteriaResolver, LocalConcernResolver, LocalVariationResolver],
})
class PlansModule {}

export const plans: DomainContext = {
  name: 'plans',
  aggregates: [localConcernAggregate],
  projections: [localConcernRegister],
  policy: plansPolicy,
  standings: [],
  processes: [],
  mutations: [localConcernMutations],
  nodes: [{ kind: 'local-concern', typename: 'LocalConcern', batch: localConcernById }],
  module: PlansModule,
};
