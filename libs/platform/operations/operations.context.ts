import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { KeysResolver } from './keys.resolver.js';
import { operationsPolicy } from './operations.policy.js';
import { DeadLetterResolver, OperationsResolver } from './operations.resolver.js';

@Module({ providers: [OperationsResolver, DeadLetterResolver, KeysResolver] })
class OperationsModule {}

/** What operators ask and do over the API. */
export const operations: DomainContext = {
  name: 'operations',
  aggregates: [],
  projections: [],
  policy: operationsPolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: OperationsModule,
};
