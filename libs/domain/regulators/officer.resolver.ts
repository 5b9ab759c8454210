import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { authorityById, type AuthorityRow } from './authority.queries.js';
import {
  contactDetailsOf,
  listOfficers,
  officerById,
  rolesOf,
  servicesOf,
  type OfficerRoleRow,
  type OfficerRow,
  type OfficerServiceRow,
} from './officer.queries.js';

interface OfficersArguments extends ConnectionArguments {
  readonly authorityId: string;
  readonly includeFormer?: boolean | null;
}

@Resolver('Officer')
export class OfficerResolver {
  @Query('officer')
  officer(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<OfficerRow | null> {
    return reads.one(officerById, id);
  }

  @Query('officers')
  async officers(
    @Args() { authorityId, includeFormer, ...page }: OfficersArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<OfficerRow>> {
    return listOfficers(await reads.session(), authorityId, page, includeFormer ?? false);
  }

  @ResolveField('authority')
  authority({ authorityId }: OfficerRow, _args: unknown, { reads }: RequestContext): Promise<AuthorityRow | null> {
    return reads.one(authorityById, authorityId);
  }

  @ResolveField('email')
  async email({ id }: OfficerRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await reads.one(contactDetailsOf, id))?.email ?? null;
  }

  @ResolveField('phone')
  async phone({ id }: OfficerRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await reads.one(contactDetailsOf, id))?.phone ?? null;
  }

  @ResolveField('roles')
  async roles({ id }: OfficerRow, _args: unknown, { reads }: RequestContext): Promise<readonly OfficerRoleRow[]> {
    return (await reads.one(rolesOf, id)) ?? [];
  }

  @ResolveField('services')
  async services({ id }: OfficerRow, _args: unknown, { reads }: RequestContext): Promise<readonly OfficerServiceRow[]> {
    return (await reads.one(servicesOf, id)) ?? [];
  }
}

@Resolver('OfficerService')
export class OfficerServiceResolver {
  @ResolveField('authority')
  authority({ authorityId }: OfficerServiceRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, authorityId);
  }
}

@Resolver('OfficerRoleTenure')
export class OfficerRoleTenureResolver {
  @ResolveField('authority')
  authority({ authorityId }: OfficerRoleRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, authorityId);
  }
}
