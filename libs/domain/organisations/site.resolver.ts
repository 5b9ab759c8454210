import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform/graphql';
import {
  allocationsOf,
  organisationById,
  siteById,
  type AllocationRow,
  type OrganisationRow,
  type SiteRow,
} from './organisation.queries.js';

@Resolver('Site')
export class SiteResolver {
  @Query('site')
  site(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<SiteRow | null> {
    return reads.one(siteById, id);
  }

  @ResolveField('organisation')
  organisation(
    { organisationId }: SiteRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<OrganisationRow | null> {
    return reads.one(organisationById, organisationId);
  }

  @ResolveField('allocations')
  async allocations({ id }: SiteRow, _args: unknown, { reads }: RequestContext): Promise<readonly AllocationRow[]> {
    return (await reads.one(allocationsOf, id)) ?? [];
  }
}

@Resolver('Allocation')
export class AllocationResolver {
  @ResolveField('scope')
  scope({ scopeKind }: AllocationRow): AllocationRow['scopeKind'] {
    return scopeKind;
  }
}
