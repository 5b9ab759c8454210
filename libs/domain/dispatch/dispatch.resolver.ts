import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { parseJson } from '#platform/projections';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import {
  deliveryKey,
  deliveryRecipientsOf,
  deliveryStepsOf,
  figuresOfDispatch,
  figuresOfList,
  type DeliveryFigures,
} from './delivery.queries.js';
import {
  contentOf,
  deliveriesOf,
  dispatchById,
  listDeliveries,
  listDispatches,
  listsOf,
  type DispatchFilter,
} from './dispatch.queries.js';
import type { DeliveryStanding } from './dispatch.state.js';
import type {
  DeliveryRecipientRow,
  DeliveryRow,
  DeliveryStepRow,
  DispatchContentRow,
  DispatchListRow,
  DispatchRow,
} from './dispatch.tables.js';
import type { AttachmentReference } from './dispatch.vocabulary.js';
import { recipientByNumber, recipientListById } from './recipient-list.queries.js';

@Resolver('Dispatch')
export class DispatchResolver {
  @Query('dispatch')
  dispatch(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<DispatchRow | null> {
    return reads.one(dispatchById, id);
  }

  @Query('dispatches')
  async dispatches(
    @Args() args: ConnectionArguments & DispatchFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<DispatchRow>> {
    return listDispatches(await reads.session(), args, args);
  }

  @Query('deliveries')
  async deliveries(
    @Args() args: ConnectionArguments & { readonly standing: DeliveryStanding },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<DeliveryRow>> {
    return listDeliveries(await reads.session(), args, args.standing);
  }

  @ResolveField('content')
  content(@Parent() { id }: DispatchRow, @Context() { reads }: RequestContext): Promise<DispatchContentRow | null> {
    return reads.one(contentOf, id);
  }

  @ResolveField('figures')
  figures(@Parent() { id }: DispatchRow, @Context() { reads }: RequestContext): Promise<DeliveryFigures | null> {
    return reads.one(figuresOfDispatch, id);
  }

  @ResolveField('lists')
  async lists(
    @Parent() { id }: DispatchRow,
    @Context() { reads }: RequestContext,
  ): Promise<readonly DispatchListRow[]> {
    return (await reads.one(listsOf, id)) ?? [];
  }

  @ResolveField('deliveries')
  deliveriesOf(
    @Parent() { id }: DispatchRow,
    @Args() args: ConnectionArguments & { readonly standing?: DeliveryStanding | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<DeliveryRow>> {
    return reads.page(deliveriesOf, id, args, args.standing ?? undefined);
  }
}

@Resolver('DispatchContent')
export class DispatchContentResolver {
  @ResolveField('attachments')
  attachments(@Parent() { attachments }: DispatchContentRow): readonly AttachmentReference[] {
    return parseJson(attachments);
  }
}

@Resolver('DispatchList')
export class DispatchListResolver {
  @ResolveField('recipientList')
  recipientList(@Parent() { recipientListId }: DispatchListRow, @Context() { reads }: RequestContext) {
    return reads.one(recipientListById, recipientListId);
  }

  @ResolveField('figures')
  figures(@Parent() { dispatchId, place }: DispatchListRow, @Context() { reads }: RequestContext) {
    return reads.one(figuresOfList, `${dispatchId}#${place}`);
  }
}

@Resolver('Delivery')
export class DeliveryResolver {
  @ResolveField('dispatch')
  dispatch(@Parent() { dispatchId }: DeliveryRow, @Context() { reads }: RequestContext) {
    return reads.one(dispatchById, dispatchId);
  }

  @ResolveField('dueAt')
  dueAt(@Parent() { dueAt }: DeliveryRow): string | null {
    return dueAt === '' ? null : dueAt;
  }

  @ResolveField('recipients')
  async recipients(@Parent() delivery: DeliveryRow, @Context() { reads }: RequestContext) {
    return (await reads.one(deliveryRecipientsOf, deliveryKey(delivery))) ?? [];
  }

  @ResolveField('history')
  async history(@Parent() delivery: DeliveryRow, @Context() { reads }: RequestContext) {
    return (await reads.one(deliveryStepsOf, deliveryKey(delivery))) ?? [];
  }
}

@Resolver('DeliveryRecipient')
export class DeliveryRecipientResolver {
  @ResolveField('recipientList')
  recipientList(@Parent() { recipientListId }: DeliveryRecipientRow, @Context() { reads }: RequestContext) {
    return reads.one(recipientListById, recipientListId);
  }

  @ResolveField('recipient')
  recipient(
    @Parent() { recipientListId, recipientNumber }: DeliveryRecipientRow,
    @Context() { reads }: RequestContext,
  ) {
    return reads.one(recipientByNumber, `${recipientListId}#${recipientNumber}`);
  }
}

@Resolver('DeliveryStep')
export class DeliveryStepResolver {
  @ResolveField('answer')
  async answer(@Parent() { answer }: DeliveryStepRow, @Context() { reads }: RequestContext): Promise<string | null> {
    return (await reads.session()).may('read', 'DeliveryAnswer', {}) ? answer : null;
  }

  @ResolveField('reason')
  async reason(@Parent() { reason }: DeliveryStepRow, @Context() { reads }: RequestContext): Promise<string | null> {
    return (await reads.session()).may('read', 'DeliveryAnswer', {}) ? reason : null;
  }
}
