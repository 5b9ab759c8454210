import { Module, type Type } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { deliverySubjects, recipientSubjects } from './recipient.subjects.js';
import { deliveriesOver } from './deliveries.effect.js';
import { dispatchAggregate } from './dispatch.aggregate.js';
import { dispatchMutations, recipientListMutations } from './dispatch.mutations.js';
import { dispatchPolicy } from './dispatch.policy.js';
import { dispatchById } from './dispatch.queries.js';
import {
  DeliveryRecipientResolver,
  DeliveryResolver,
  DeliveryStepResolver,
  DispatchContentResolver,
  DispatchListResolver,
  DispatchResolver,
} from './dispatch.resolver.js';
import { dispatchRegister } from './dispatches.projection.js';
import { reachableChannels, type DispatchSettings } from './reachable-channels.js';
import { recipientListAggregate } from './recipient-list.aggregate.js';
import { recipientListById } from './recipient-list.queries.js';
import { DISPATCH_SETTINGS, RecipientListResolver, RecipientResolver } from './recipient-list.resolver.js';
import { recipientListRegister } from './recipient-lists.projection.js';

function dispatchModule(settings: DispatchSettings): Type {
  @Module({
    providers: [
      { provide: DISPATCH_SETTINGS, useValue: settings },
      RecipientListResolver,
      RecipientResolver,
      DispatchResolver,
      DispatchContentResolver,
      DispatchListResolver,
      DeliveryResolver,
      DeliveryRecipientResolver,
      DeliveryStepResolver,
    ],
  })
  class DispatchModule {}
  return DispatchModule;
}

/** The context with the transports that the service's operator has configured. */
export function dispatchWith(settings: DispatchSettings): DomainContext {
  return {
    name: 'dispatch',
    aggregates: [recipientListAggregate, dispatchAggregate],
    projections: [recipientListRegister, dispatchRegister],
    policy: dispatchPolicy,
    standings: [reachableChannels(settings)],
    processes: [],
    dataSubjects: [recipientSubjects, deliverySubjects],
    effects: deliveriesOver(settings.transports),
    mutations: [recipientListMutations, dispatchMutations],
    nodes: [
      { kind: 'recipient-list', typename: 'RecipientList', batch: recipientListById },
      { kind: 'dispatch', typename: 'Dispatch', batch: dispatchById },
    ],
    module: dispatchModule(settings),
  };
}

export { findDeliveryFigures, figuresOfDispatch, type DeliveryFigures } from './delivery.queries.js';
export { dispatchAggregate } from './dispatch.aggregate.js';
export type { OpenDispatchInput } from './dispatch.commands.js';
export { dispatchById, dispatchesOf, findDispatches } from './dispatch.queries.js';
export type { DispatchRow } from './dispatch.tables.js';
export {
  DISPATCH_CHANNELS,
  dispatchIdOf,
  type AttachmentReference,
  type DispatchChannel,
  type DispatchKey,
} from './dispatch.vocabulary.js';
export { availableChannels, DISPATCH_DEFAULTS, HOW_TO_CONFIGURE, type DispatchSettings } from './reachable-channels.js';
export { recipientListAggregate } from './recipient-list.aggregate.js';
export { findRecipientLists, recipientListById } from './recipient-list.queries.js';
export type { RecipientListRow } from './recipient-list.tables.js';
