import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '#domain/organisations';
import { partnershipById } from '#domain/partnerships';
import { authorityById } from '#domain/regulators';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { listConcernsToAnswer, listLocalConcerns, type LocalConcernFilter } from './local-concern-lists.queries.js';
import {
  listLocalVariations,
  localConcernById,
  memberOfConcern,
  settlementsOf,
  variationOfConcern,
  type LocalConcernRow,
  type LocalVariationRow,
} from './local-concern.queries.js';

@Resolver('LocalConcern')
export class LocalConcernResolver {
  @Query('localConcern')
  localConcern(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<LocalConcernRow | null> {
    return reads.one(localConcernById, id);
  }

  @Query('localConcerns')
  async localConcerns(
    @Args() args: ConnectionArguments & LocalConcernFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<LocalConcernRow>> {
    const { first, after, ...filter } = args;
    return listLocalConcerns(await reads.session(), { first, after }, filter);
  }

  @Query('localConcernsToAnswer')
  async localConcernsToAnswer(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<LocalConcernRow>> {
    return listConcernsToAnswer(await reads.session(), page);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(organisationById, organisationId);
  }

  @ResolveField('partnership')
  partnership({ partnershipId }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(partnershipById, partnershipId);
  }

  @ResolveField('authority')
  authority({ authorityId }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('referredTo')
  referredTo({ referredToAuthorityId }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, referredToAuthorityId);
  }

  @ResolveField('memberName')
  async memberName({ id }: LocalConcernRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await reads.one(memberOfConcern, id))?.name ?? null;
  }

  @ResolveField('variation')
  variation({ id }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(variationOfConcern, id);
  }

  @ResolveField('settlements')
  async settlements({ id }: LocalConcernRow, _args: unknown, { reads }: RequestContext) {
    const rows = (await reads.one(settlementsOf, id)) ?? [];
    return rows.map((row) => ({ ...row, ...parseJson(row.settlement) }));
  }
}

@Resolver('LocalVariation')
export class LocalVariationResolver {
  @Query('localVariations')
  async localVariations(
    @Args() { organisationId, ...page }: ConnectionArguments & { readonly organisationId: string },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<LocalVariationRow>> {
    return listLocalVariations(await reads.session(), organisationId, page);
  }

  @ResolveField('authority')
  authority({ authorityId }: LocalVariationRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: LocalVariationRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(organisationById, organisationId);
  }

  @ResolveField('conditions')
  conditions({ conditions }: LocalVariationRow): readonly string[] {
    return parseJson(conditions);
  }

  @ResolveField('concern')
  concern({ concernId }: LocalVariationRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(localConcernById, concernId);
  }

  /** With the partnership, what varies from its precedence ends too. */
  @ResolveField('inForce')
  async inForce(
    @Parent() { validFrom, validUntil, partnershipId }: LocalVariationRow,
    @Context() { reads }: RequestContext,
  ): Promise<boolean> {
    const { today } = await reads.session();
    const endedOn = (await reads.one(partnershipById, partnershipId))?.endedOn ?? null;
    return validFrom <= today && (validUntil === null || validUntil > today) && (endedOn === null || endedOn >= today);
  }
}
