import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { authorityById, officerById } from '#domain/regulators';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import {
  judgementsOf,
  listOverdueReviews,
  listProgrammeRisks,
  programmeRiskById,
  type ProgrammeRiskFilter,
  type ProgrammeRiskRow,
  type RiskJudgementRow,
} from './programme-risk.queries.js';

@Resolver('ProgrammeRisk')
export class ProgrammeRiskResolver {
  @Query('programmeRisk')
  programmeRisk(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<ProgrammeRiskRow | null> {
    return reads.one(programmeRiskById, id);
  }

  @Query('programmeRisks')
  async programmeRisks(
    @Args() args: ConnectionArguments & ProgrammeRiskFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ProgrammeRiskRow>> {
    return listProgrammeRisks(await reads.session(), args, args);
  }

  @Query('programmeRiskReviewsOverdue')
  async programmeRiskReviewsOverdue(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ProgrammeRiskRow>> {
    return listOverdueReviews(await reads.session(), page);
  }

  @ResolveField('reputationOf')
  reputationOf(risk: ProgrammeRiskRow): readonly string[] {
    return parseJson(risk.reputationOf);
  }

  @ResolveField('ownerOfficer')
  ownerOfficer({ ownerOfficerId }: ProgrammeRiskRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(officerById, ownerOfficerId);
  }

  @ResolveField('ownerAuthority')
  ownerAuthority({ ownerAuthorityId }: ProgrammeRiskRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, ownerAuthorityId);
  }

  @ResolveField('reviewOverdue')
  async reviewOverdue(
    { status, reviewBy }: ProgrammeRiskRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<boolean> {
    return status === 'OPEN' && reviewBy < (await reads.session()).today;
  }

  @ResolveField('judgements')
  judgements(
    @Parent() { id }: ProgrammeRiskRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<RiskJudgementRow>> {
    return reads.page(judgementsOf, id, page, null);
  }
}

@Resolver('ProgrammeRiskJudgement')
export class ProgrammeRiskJudgementResolver {
  @ResolveField('judgedBy')
  judgedBy({ judgedByPartyId }: RiskJudgementRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, judgedByPartyId);
  }
}
