import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { authorityById } from '#domain/regulators';
import { siteById } from '#domain/organisations';
import {
  criteriaDraft,
  criteriaInForce,
  criteriaKey,
  listCriteriaVersions,
  rulesOf,
  type ContactRuleRow,
  type CriteriaVersionRow,
} from './contact-criteria.queries.js';
import type { PartnershipRow } from './partnership.queries.js';

@Resolver('Partnership')
export class CriteriaOfPartnershipResolver {
  @ResolveField('criteria')
  criteria({ id }: PartnershipRow, _args: unknown, { reads }: RequestContext): Promise<CriteriaVersionRow | null> {
    return reads.one(criteriaInForce, id);
  }

  @ResolveField('criteriaDraft')
  draft({ id }: PartnershipRow, _args: unknown, { reads }: RequestContext): Promise<CriteriaVersionRow | null> {
    return reads.one(criteriaDraft, id);
  }

  @ResolveField('criteriaVersions')
  async versions(
    @Parent() { id }: PartnershipRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<CriteriaVersionRow>> {
    return listCriteriaVersions(await reads.session(), id, page);
  }
}

@Resolver('ContactCriteria')
export class ContactCriteriaResolver {
  @ResolveField('published')
  published({ published }: CriteriaVersionRow): boolean {
    return published === 1;
  }

  @ResolveField('rules')
  async rules(
    version: CriteriaVersionRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly ContactRuleRow[]> {
    return (await reads.one(rulesOf, criteriaKey(version))) ?? [];
  }
}

@Resolver('ContactRule')
export class ContactRuleResolver {
  @ResolveField('id')
  id({ ruleId }: ContactRuleRow): string {
    return ruleId;
  }

  @ResolveField('who')
  who({ whoKind: kind, whoPartyKind: partyKind, whoRegion: region, whoAuthorityId: authorityId }: ContactRuleRow) {
    return kind === null ? null : { kind, partyKind, region, authorityId };
  }

  @ResolveField('site')
  site({ siteId }: ContactRuleRow, _args: unknown, { reads }: RequestContext) {
    return siteId === null ? null : reads.one(siteById, siteId);
  }

  @ResolveField('coordinateWith')
  coordinateWith({ coordinateWith }: ContactRuleRow, _args: unknown, { reads }: RequestContext) {
    return coordinateWith === null ? null : reads.one(authorityById, coordinateWith);
  }
}

@Resolver('ContactRuleWho')
export class ContactRuleWhoResolver {
  @ResolveField('authority')
  authority({ authorityId }: { readonly authorityId: string | null }, _args: unknown, { reads }: RequestContext) {
    return authorityId === null ? null : reads.one(authorityById, authorityId);
  }
}
