import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { messageSubjects } from './message.subjects.js';
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
import { communicationsStandings } from './communications.standings.js';
import { messageAggregate } from './message.aggregate.js';
import { messageMutations } from './message.mutations.js';
import { messageById } from './message.queries.js';
import { EarlierMessageResolver, MessageResolver } from './message.resolver.js';
import { messageComments } from './message-comments.projection.js';
import { messageDelivery } from './message-delivery.projection.js';
import {
  IssuedChannelResolver,
  MessageCommentAnswerResolver,
  MessageCommentResolver,
  MessageConfirmationResolver,
  MessageFollowUpResolver,
  MessageProofResolver,
  MessageReceiptResolver,
} from './message-delivery.resolver.js';
import { messageDispatches } from './message-dispatch.process.js';
import { messageRegister } from './message-register.projection.js';
import { MessageChannelResolver, MessageVersionResolver } from './message-version.resolver.js';

@Module({
  providers: [
    CommunicationsPlanResolver,
    CommunicationsNeedResolver,
    CommunicationsCellResolver,
    ProgrammeConflictResolver,
    MessageResolver,
    MessageVersionResolver,
    MessageChannelResolver,
    EarlierMessageResolver,
    MessageProofResolver,
    MessageConfirmationResolver,
    IssuedChannelResolver,
    MessageReceiptResolver,
    MessageFollowUpResolver,
    MessageCommentResolver,
    MessageCommentAnswerResolver,
    ProgrammeCalendarResolver,
    ProgrammePeriodResolver,
  ],
})
class CommunicationsModule {}

export const communications: DomainContext = {
  name: 'communications',
  aggregates: [communicationsPlanAggregate, messageAggregate, programmeCalendarAggregate],
  projections: [
    communicationsPlanRegister,
    messageRegister,
    messageDelivery,
    messageComments,
    programmeCalendarRegister,
  ],
  policy: communicationsPolicy,
  standings: communicationsStandings,
  processes: [messageDispatches],
  dataSubjects: [messageSubjects],
  mutations: [communicationsPlanMutations, messageMutations, programmeCalendarMutations],
  nodes: [
    { kind: 'communications-plan', typename: 'CommunicationsPlan', batch: communicationsPlanById },
    { kind: 'message', typename: 'Message', batch: messageById },
    { kind: 'programme-calendar', typename: 'ProgrammeCalendar', batch: programmeCalendarById },
  ],
  module: CommunicationsModule,
};

export { messageAggregate } from './message.aggregate.js';
export { findMessages, messageById, type MessageRow } from './message.queries.js';
