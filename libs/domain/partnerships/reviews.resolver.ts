import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { authorityById } from '#domain/regulators';
import { findPrinciples, givesPrecedence } from './core-principles.js';
import { partnershipById, type PartnershipRow } from './partnership.queries.js';
import { MATURITY_LEVELS } from './reviews.events.js';
import {
  affirmationsOf,
  listLessons,
  listLessonsOfAll,
  listMaturity,
  principlesAffirmedByBoth,
  type LessonRow,
  type MaturityRow,
} from './reviews.queries.js';

@Resolver('Partnership')
export class ReviewsOfPartnershipResolver {
  @ResolveField('principles')
  async principles({ id }: PartnershipRow, _args: unknown, { reads }: RequestContext) {
    const version = (await reads.one(principlesAffirmedByBoth, id))?.version ?? null;
    return {
      affirmedByBoth: version === null ? null : (findPrinciples(version) ?? null),
      precedenceOverLocalInitiatives: version !== null && givesPrecedence(version),
      affirmations: (await reads.one(affirmationsOf, id)) ?? [],
    };
  }

  @ResolveField('maturityAssessments')
  async maturityAssessments(
    @Parent() { id }: PartnershipRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<MaturityRow>> {
    return listMaturity(await reads.session(), id, page);
  }

  @ResolveField('lessons')
  async lessons(
    @Parent() { id }: PartnershipRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<LessonRow>> {
    return listLessons(await reads.session(), id, page);
  }
}

@Resolver('PartnershipLesson')
export class PartnershipLessonResolver {
  @Query('partnershipLessons')
  async partnershipLessons(
    @Args() { theme, ...page }: ConnectionArguments & { readonly theme?: string | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<LessonRow>> {
    return listLessonsOfAll(await reads.session(), page, theme);
  }

  @ResolveField('partnership')
  partnership({ partnershipId }: LessonRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(partnershipById, partnershipId);
  }
}

@Resolver('MaturityAssessment')
export class MaturityAssessmentResolver {
  @ResolveField('score')
  score({ level }: MaturityRow): number {
    return MATURITY_LEVELS.indexOf(level) + 1;
  }

  @ResolveField('assessedBy')
  assessedBy({ assessedBy }: MaturityRow, _args: unknown, { reads }: RequestContext) {
    return reads.one(authorityById, assessedBy);
  }
}
