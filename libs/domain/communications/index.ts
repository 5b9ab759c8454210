import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { communicationsPolicy } from './communications.policy.js';

@Module({ providers: [] })
class CommunicationsModule {}

export const communications: DomainContext = {
  name: 'communications',
  aggregates: [],
  projections: [],
  policy: communicationsPolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: CommunicationsModule,
};
