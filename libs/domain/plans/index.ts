import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { plansSubjects } from './plans.subjects.js';
import { briefingAggregate } from './briefing.aggregate.js';
import { briefingContents } from './briefing-contents.projection.js';
import { briefingDisclosures } from './briefing-disclosures.projection.js';
import { briefingRead } from './briefing.reading.js';
import {
  BriefedContactRuleResolver,
  BriefedPriorityResolver,
  BriefingResolver,
  DisclosureResolver,
} from './briefing.resolver.js';
import { endedPartnershipsPlans } from './ended-partnerships.process.js';
import { IncidentCriteriaResolver } from './incident-criteria.resolver.js';
import { IncidentCriteriaRerunResolver } from './incident-rerun.resolver.js';
import { localConcernAggregate } from './local-concern.aggregate.js';
import { localConcernById } from './local-concern.queries.js';
import { localConcernRegister } from './local-concern-register.projection.js';
import { LocalConcernResolver, LocalVariationResolver } from './local-concern.resolver.js';
import { localConcernMutations, sharedMaterialMutations } from './plans.mutations.js';
import { IncidentSelectionResolver } from './incident-selection.resolver.js';
import {
  PlanConcernsResolver,
  PlanIncidentCriteriaResolver,
  PlanPrincipleResolver,
  PlanVariationResolver,
} from './plan-content.resolver.js';
import { planProgress } from './plan-progress.projection.js';
import { PlanReadingResolver, PriorityProgressResolver } from './plan-progress.resolver.js';
import { planRegister } from './plan-register.projection.js';
import { PlanVersionResolver } from './plan-version.resolver.js';
import { planAggregate } from './plan.aggregate.js';
import { planMutations } from './plan.mutations.js';
import { planById } from './plan.queries.js';
import { PlanResolver } from './plan.resolver.js';
import { planStandings } from './plan.standings.js';
import { plansPolicy } from './plans.policy.js';
import { sharedMaterialAggregate } from './shared-material.aggregate.js';
import { sharedMaterialLibrary } from './shared-material-library.projection.js';
import { sharedMaterialById } from './shared-material.queries.js';
import { MaterialFeedbackResolver, MaterialUseResolver, SharedMaterialResolver } from './shared-material.resolver.js';

@Module({
  providers: [
    BriefingResolver,
    BriefedPriorityResolver,
    BriefedContactRuleResolver,
    DisclosureResolver,
    IncidentCriteriaResolver,
    IncidentSelectionResolver,
    IncidentCriteriaRerunResolver,
    PlanResolver,
    PlanVersionResolver,
    PlanPrincipleResolver,
    PlanConcernsResolver,
    PlanIncidentCriteriaResolver,
    PlanVariationResolver,
    PriorityProgressResolver,
    PlanReadingResolver,
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
  aggregates: [planAggregate, briefingAggregate, localConcernAggregate, sharedMaterialAggregate],
  projections: [
    planRegister,
    planProgress,
    briefingContents,
    briefingDisclosures,
    localConcernRegister,
    sharedMaterialLibrary,
  ],
  policy: plansPolicy,
  standings: planStandings,
  processes: [endedPartnershipsPlans],
  dataSubjects: plansSubjects,
  mutations: [planMutations, localConcernMutations, sharedMaterialMutations],
  recordedReads: [briefingRead],
  nodes: [
    { kind: 'plan', typename: 'Plan', batch: planById },
    { kind: 'local-concern', typename: 'LocalConcern', batch: localConcernById },
    { kind: 'shared-material', typename: 'SharedMaterial', batch: sharedMaterialById },
  ],
  module: PlansModule,
};

export { undisclosedIn } from './briefing.reading.js';
export { planAggregate } from './plan.aggregate.js';
export { planById, findPlans, type PlanRow } from './plan.queries.js';
export { planIdAfter } from './plan-succession.queries.js';
