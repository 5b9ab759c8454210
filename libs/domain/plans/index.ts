import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { IncidentCriteriaResolver } from './incident-criteria.resolver.js';
import { plansPolicy } from './plans.policy.js';

@Module({ providers: [IncidentCriteriaResolver] })
class PlansModule {}

export const plans: DomainContext = {
  name: 'plans',
  aggregates: [],
  projections: [],
  policy: plansPolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: PlansModule,
};
