import { ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform/graphql';
import { siteById } from '#domain/organisations';
import { findPrinciples } from '#domain/partnerships';
import { authorityById } from '#domain/regulators';
import type { IncidentClause } from './incident-criteria.js';
import { localConcernById } from './local-concern.queries.js';
import type { AddressedPrinciple, ChosenCriteria, Concerns, Variation } from './plan.content.js';

@Resolver('PlanPrinciple')
export class PlanPrincipleResolver {
  @ResolveField('principle')
  principle({ key, version }: AddressedPrinciple) {
    return findPrinciples(version)?.principles.find((each) => each.key === key) ?? null;
  }
}

@Resolver('PlanConcerns')
export class PlanConcernsResolver {
  @ResolveField('authorities')
  authorities({ authorities }: Concerns, _args: unknown, { reads }: RequestContext) {
    return reads.relatedAll(authorityById, authorities);
  }

  @ResolveField('sites')
  sites({ siteIds }: Concerns, _args: unknown, { reads }: RequestContext) {
    return reads.relatedAll(siteById, siteIds);
  }
}

@Resolver('PlanIncidentCriteria')
export class PlanIncidentCriteriaResolver {
  @ResolveField('clauses')
  clauses(criteria: ChosenCriteria): readonly IncidentClause[] {
    return criteria.kind === 'OWN' ? criteria.clauses : [];
  }
}

@Resolver('PlanVariation')
export class PlanVariationResolver {
  @ResolveField('authority')
  authority({ authorityId }: Variation, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('localConcern')
  localConcern({ localConcernId }: Variation, _args: unknown, { reads }: RequestContext) {
    return reads.related(localConcernById, localConcernId);
  }
}
