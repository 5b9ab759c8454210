import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { authorityById, type AuthorityRow } from '#domain/regulators';
import {
  allocationsOf,
  allocationsTo,
  listSitesByUprn,
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

  @Query('sitesByUprn')
  async sitesByUprn(
    @Args() { uprn, ...page }: ConnectionArguments & { readonly uprn: string },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<SiteRow>> {
    return listSitesByUprn(await reads.session(), page, uprn);
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

  @ResolveField('site')
  site({ siteId }: AllocationRow, _args: unknown, { reads }: RequestContext): Promise<SiteRow | null> {
    return reads.one(siteById, siteId);
  }

  @ResolveField('authority')
  authority({ authorityId }: AllocationRow, _args: unknown, { reads }: RequestContext): Promise<AuthorityRow | null> {
    return reads.one(authorityById, authorityId);
  }
}

/** What this context knows of an authority. */
@Resolver('Authority')
export class EnforcingAuthorityResolver {
  @ResolveField('allocations')
  allocations(
    @Parent() { id }: AuthorityRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AllocationRow>> {
    return reads.page(allocationsTo, id, page, undefined);
  }
}
