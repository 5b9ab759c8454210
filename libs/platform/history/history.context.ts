import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { eventIndex } from './event-index.projection.js';

@Module({})
class HistoryModule {}

/** What has happened, to whom and why: over the events of all contexts. */
export const history: DomainContext = {
  name: 'history',
  aggregates: [],
  projections: [eventIndex],
  policy: () => undefined,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: HistoryModule,
};
