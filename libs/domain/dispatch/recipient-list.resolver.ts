import { Inject } from '@nestjs/common';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import type { DispatchSettings } from './reachable-channels.js';
import { channelOf } from './recipient-address.js';
import {
  listRecipientLists,
  recipientListById,
  recipientsOf,
  type RecipientListFilter,
} from './recipient-list.queries.js';
import type { RecipientListRow, RecipientRow } from './recipient-list.tables.js';

export const DISPATCH_SETTINGS = Symbol('dispatch settings');

@Resolver('RecipientList')
export class RecipientListResolver {
  @Query('recipientList')
  recipientList(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<RecipientListRow | null> {
    return reads.one(recipientListById, id);
  }

  @Query('recipientLists')
  async recipientLists(
    @Args() args: ConnectionArguments & RecipientListFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<RecipientListRow>> {
    return listRecipientLists(await reads.session(), args, args);
  }

  @ResolveField('recipients')
  recipients(
    @Parent() { id }: RecipientListRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<RecipientRow>> {
    return reads.page(recipientsOf, id, page, undefined);
  }
}

@Resolver('Recipient')
export class RecipientResolver {
  constructor(@Inject(DISPATCH_SETTINGS) private readonly settings: DispatchSettings) {}

  @ResolveField('endpointSecret')
  async endpointSecret(
    @Parent() { address }: RecipientRow,
    @Context() { reads }: RequestContext,
  ): Promise<string | null> {
    const session = await reads.session();
    if (channelOf(address) !== 'WEBHOOK' || !session.may('read', 'EndpointSecret', {})) return null;
    return this.settings.endpointSecret?.(address) ?? null;
  }
}
