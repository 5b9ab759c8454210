import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { communicationsPolicy } from './communications.policy.js';
import { programmeCalendarAggregate } from './programme-calendar.aggregate.js';
import { programmeCalendarMutations } from './programme-calendar.mutations.js';
import { programmeCalendarById } from './programme-calendar.queries.js';
import { programmeCalendarRegister } from './programme-calendar-register.projection.js';
import { ProgrammeCalendarResolver, ProgrammePeriodResolver } from './programme-calendar.resolver.js';

@Module({ providers: [ProgrammeCalendarResolver, ProgrammePeriodResolver] })
class CommunicationsModule {}

export const communications: DomainContext = {
  name: 'communications',
  aggregates: [programmeCalendarAggregate],
  projections: [programmeCalendarRegister],
  policy: communicationsPolicy,
  standings: [],
  processes: [],
  mutations: [programmeCalendarMutations],
  nodes: [{ kind: 'programme-calendar', typename: 'ProgrammeCalendar', batch: programmeCalendarById }],
  module: CommunicationsModule,
};
