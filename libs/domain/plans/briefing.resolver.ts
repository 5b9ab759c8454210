import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { siteById } from '#domain/organisations';
import { authorityById } from '#domain/regulators';
import type { ContactRule } from '#domain/partnerships';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import type { DisclosureRow } from './briefing-facts.queries.js';
import { listDisclosures } from './briefing-disclosures.queries.js';
import type { BriefedPriority } from './briefing.extract.js';
import type { BriefingItem } from './briefing.queries.js';
import { readBriefing, type BriefingArguments } from './briefing.reading.js';

/** Of a plan's briefing everything is in the object: nothing is looked up that could say more. */
@Resolver('PlanBriefing')
export class BriefingResolver {
  @Query('briefing')
  briefing(@Args() args: BriefingArguments, @Context() context: RequestContext): Promise<Connection<BriefingItem>> {
    return readBriefing(args, context);
  }
}

@Resolver('BriefedPriority')
export class BriefedPriorityResolver {
  @ResolveField('sites')
  sites({ siteIds }: BriefedPriority, _args: unknown, { reads }: RequestContext) {
    return reads.relatedAll(siteById, siteIds);
  }
}

@Resolver('BriefedContactRule')
export class BriefedContactRuleResolver {
  @ResolveField('site')
  site({ siteId }: ContactRule, _args: unknown, { reads }: RequestContext) {
    return reads.related(siteById, siteId);
  }

  @ResolveField('coordinateWith')
  coordinateWith({ coordinateWith }: ContactRule, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, coordinateWith);
  }
}

@Resolver('KeyInformationDisclosure')
export class DisclosureResolver {
  @Query('keyInformationDisclosures')
  async keyInformationDisclosures(
    @Args() { partnershipId, ...page }: ConnectionArguments & { readonly partnershipId: string },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<DisclosureRow>> {
    return listDisclosures(await reads.session(), partnershipId, page);
  }

  @ResolveField('authority')
  authority({ authorityId }: DisclosureRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('readBy')
  readBy({ partyId }: DisclosureRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, partyId);
  }

  @ResolveField('readByAuditor')
  readByAuditor({ partyId }: DisclosureRow): boolean {
    return partyId === 'auditor';
  }

  @ResolveField('subject')
  async subject({ subject }: DisclosureRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await reads.session()).may('read', 'DisclosurePerson', {}) ? subject : null;
  }
}
