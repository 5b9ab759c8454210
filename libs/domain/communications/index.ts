import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { communicationsPolicy } from './communications.policy.js';
import { communicationsPlanAggregate } from './communications-plan.aggregate.js';
import { communicationsPlanMutations } from './communications-plan.mutations.js';
import { communicationsPlanById } from './communications-plan.queries.js';
import { communicationsPlanRegister } from './communications-plan-register.projection.js';
import {
  CommunicationsCellResolver,
  CommunicationsNeedResolver,
  CommunicationsPlanResolver,
  ProgrammeConflictResolver,
} from './communications-plan.resolver.js';
import { programmeCalendarAggregate } from './programme-calendar.aggregate.js';
import { programmeCalendarMutations } from './programme-calendar.mutations.js';
import { programmeCalendarById } from './programme-calendar.queries.js';
import { programmeCalendarRegister } from './programme-calendar-register.projection.js';
import { ProgrammeCalendarResolver, ProgrammePeriodResolver } from './programme-calendar.resolver.js';

@Module({
  providers: [
    CommunicationsPlanResolver,
    CommunicationsNeedResolver,
    CommunicationsCellResolver,
    ProgrammeConflictResolver,
    ProgrammeCalendarResolver,
    ProgrammePeriodResolver,
  ],
})
class CommunicationsModule {}

export const communications: DomainContext = {
  name: 'communications',
  aggregates: [communicationsPlanAggregate, programmeCalendarAggregate],
  projections: [communicationsPlanRegister, programmeCalendarRegister],
  policy: communicationsPolicy,
  standings: [],
  processes: [],
  mutations: [communicationsPlanMutations, programmeCalendarMutations],
  nodes: [
    { kind: 'communications-plan', typename: 'CommunicationsPlan', batch: communicationsPlanById },
    { kind: 'programme-calendar', typename: 'ProgrammeCalendar', batch: programmeCalendarById },
  ],
  module: CommunicationsModule,
};
