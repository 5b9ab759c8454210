import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { programmesPolicy } from './programmes.policy.js';

@Module({ providers: [] })
class ProgrammesModule {}

export const programmes: DomainContext = {
  name: 'programmes',
  aggregates: [],
  projections: [],
  policy: programmesPolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: ProgrammesModule,
};
