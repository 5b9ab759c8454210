import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { eventIndex } from './event-index.projection.js';
import { HistoryActorResolver, HistoryEventResolver } from './history-event.resolver.js';
import { HistoryResolver } from './history.resolver.js';

@Module({ providers: [HistoryResolver, HistoryEventResolver, HistoryActorResolver] })
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
