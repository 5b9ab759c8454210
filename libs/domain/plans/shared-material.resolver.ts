import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { partnershipById } from '#domain/partnerships';
import { authorityById } from '#domain/regulators';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import {
  feedbackOfMaterial,
  listAwaitingFeedback,
  listSharedMaterials,
  sharedMaterialById,
  usesOfMaterial,
  versionsOfMaterial,
  withdrawalOfMaterial,
  type MaterialFeedbackRow,
  type MaterialUseRow,
  type SharedMaterialFilter,
  type SharedMaterialRow,
} from './shared-material.queries.js';

@Resolver('SharedMaterial')
export class SharedMaterialResolver {
  @Query('sharedMaterial')
  sharedMaterial(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<SharedMaterialRow | null> {
    return reads.one(sharedMaterialById, id);
  }

  @Query('sharedMaterials')
  async sharedMaterials(
    @Args() { first, after, ...filter }: ConnectionArguments & SharedMaterialFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<SharedMaterialRow>> {
    return listSharedMaterials(await reads.session(), { first, after }, filter);
  }

  @Query('sharedMaterialsAwaitingMyFeedback')
  async sharedMaterialsAwaitingMyFeedback(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<SharedMaterialRow>> {
    return listAwaitingFeedback(await reads.session(), page);
  }

  @ResolveField('topics')
  topics({ topics }: SharedMaterialRow): readonly string[] {
    return parseJson(topics);
  }

  @ResolveField('circulatedBy')
  circulatedBy({ circulatedByPartyId }: SharedMaterialRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, circulatedByPartyId);
  }

  @ResolveField('versions')
  async versions({ id }: SharedMaterialRow, _args: unknown, { reads }: RequestContext) {
    return (await reads.one(versionsOfMaterial, id)) ?? [];
  }

  @ResolveField('withdrawalReason')
  async withdrawalReason({ id }: SharedMaterialRow, _args: unknown, { reads }: RequestContext) {
    return (await reads.one(withdrawalOfMaterial, id))?.reason ?? null;
  }

  @ResolveField('feedback')
  feedback(
    @Parent() { id }: SharedMaterialRow,
    @Args() { version, ...page }: ConnectionArguments & { readonly version?: number | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MaterialFeedbackRow>> {
    return reads.page(feedbackOfMaterial, id, page, version);
  }

  @ResolveField('uses')
  uses(
    @Parent() { id }: SharedMaterialRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MaterialUseRow>> {
    return reads.page(usesOfMaterial, id, page, undefined);
  }
}

@Resolver('MaterialFeedback')
export class MaterialFeedbackResolver {
  @ResolveField('givenBy')
  givenBy({ partyId }: MaterialFeedbackRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, partyId);
  }
}

@Resolver('MaterialUse')
export class MaterialUseResolver {
  @ResolveField('usedBy')
  usedBy({ partyId }: MaterialUseRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, partyId);
  }

  @ResolveField('partnership')
  partnership({ partnershipId }: MaterialUseRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(partnershipById, partnershipId);
  }
}
