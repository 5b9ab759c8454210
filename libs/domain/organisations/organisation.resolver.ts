import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { eligibilityOf, type Eligibility } from './eligibility.js';
import {
  findOrganisationByNumber,
  legalEntitiesOf,
  listOrganisations,
  organisationById,
  sitesOf,
  type LegalEntityRow,
  type OrganisationRow,
  type SiteRow,
} from './organisation.queries.js';

@Resolver('Organisation')
export class OrganisationResolver {
  @Query('organisation')
  organisation(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<OrganisationRow | null> {
    return reads.one(organisationById, id);
  }

  @Query('organisations')
  async organisations(
    @Args() args: ConnectionArguments & { readonly nameStartsWith?: string | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<OrganisationRow>> {
    return listOrganisations(await reads.session(), args, args.nameStartsWith);
  }

  @Query('organisationByNumber')
  async organisationByNumber(
    @Args() { registry, number }: Pick<LegalEntityRow, 'registry' | 'number'>,
    @Context() { reads }: RequestContext,
  ): Promise<OrganisationRow | null> {
    return (await findOrganisationByNumber(await reads.session(), registry, number)) ?? null;
  }

  @ResolveField('sicCodes')
  sicCodes(organisation: OrganisationRow): readonly string[] {
    return parseJson(organisation.sicCodes);
  }

  @ResolveField('tradingNames')
  tradingNames(organisation: OrganisationRow): readonly string[] {
    return parseJson(organisation.tradingNames);
  }

  @ResolveField('headcount')
  headcount({ ukEmployees, headcountAsOf: asOf, headcountSource: source }: OrganisationRow): object | null {
    return ukEmployees === null ? null : { ukEmployees, asOf, source };
  }

  @ResolveField('eligibility')
  eligibility(organisation: OrganisationRow): Eligibility {
    return eligibilityOf(organisation);
  }

  @ResolveField('legalEntities')
  async legalEntities(
    { id }: OrganisationRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly LegalEntityRow[]> {
    return (await reads.one(legalEntitiesOf, id)) ?? [];
  }

  @ResolveField('sites')
  sites(
    @Parent() { id }: OrganisationRow,
    @Args() args: ConnectionArguments & { readonly openOnly?: boolean | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<SiteRow>> {
    return reads.page(sitesOf, id, args, args.openOnly ?? true);
  }
}
