import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { IncidentCriteriaResolver } from './incident-criteria.resolver.js';
import { localConcernAggregate } from './local-concern.aggregate.js';
import { localConcernById } from './local-concern.queries.js';
import { localConcernRegister } from './local-concern-register.projection.js';
import { LocalConcernResolver, LocalVariationResolver } from './local-concern.resolver.js';
import { localConcernMutations, sharedMaterialMutations } from './plans.mutations.js';
import { plansPolicy } from './plans.policy.js';
import { sharedMaterialAggregate } from './shared-material.aggregate.js';
import { sharedMaterialLibrary } from './shared-material-library.projection.js';
import { sharedMaterialById } from './shared-material.queries.js';
import { MaterialFeedbackResolver, MaterialUseResolver, SharedMaterialResolver } from './shared-material.resolver.js';

@Module({
  providers: [
    IncidentCriteriaResolver,
    LocalConcernResolver,
    LocalVariationResolver,
    SharedMaterialResolver,
    MaterialFeedbackResolver,
    MaterialUseResolver,
  ],
})
class PlansModule {}

export const plans: DomainContext = {
  name: 'plans',
  aggregates: [localConcernAggregate, sharedMaterialAggregate],
  projections: [localConcernRegister, sharedMaterialLibrary],
  policy: plansPolicy,
  standings: [],
  processes: [],
  mutations: [localConcernMutations, sharedMaterialMutations],
  nodes: [
    { kind: 'local-concern', typename: 'LocalConcern', batch: localConcernById },
    { kind: 'shared-material', typename: 'SharedMaterial', batch: sharedMaterialById },
  ],
  module: PlansModule,
};
