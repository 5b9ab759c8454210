import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { authorityById } from '#domain/regulators';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import type { ProgrammeConflict } from './communications-plan.conflicts.js';
import { gapsOf, matrixOf, type CoverageCell, type CoveredNeed, type PlanGap } from './communications-plan.coverage.js';
import { conflictsOfPlan, coverageOfPlan } from './communications-plan-coverage.queries.js';
import type { PlanStatus } from './communications-plan.events.js';
import {
  communicationsPlanById,
  linksOf,
  listCommunicationsPlans,
  milestonesOf,
  needsOf,
  type CommunicationsPlanRow,
  type PlanMilestoneRow,
  type PlanNeedRow,
} from './communications-plan.queries.js';

/** A need of all local authorities can meet hundreds; the number of all is a field of its own. */
const MOST_CONFLICTS_SHOWN = 100;

type CellOfPlan = CoverageCell & { readonly planId: string };

interface WithdrawnToo {
  readonly includeWithdrawn?: boolean | null;
}

@Resolver('CommunicationsPlan')
export class CommunicationsPlanResolver {
  @Query('communicationsPlan')
  communicationsPlan(
    @Args('id') id: string,
    @Context() { reads }: RequestContext,
  ): Promise<CommunicationsPlanRow | null> {
    return reads.one(communicationsPlanById, id);
  }

  @Query('communicationsPlans')
  async communicationsPlans(
    @Args() args: ConnectionArguments & { readonly status?: PlanStatus | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<CommunicationsPlanRow>> {
    return listCommunicationsPlans(await reads.session(), args, args.status);
  }

  @ResolveField('milestones')
  async milestones(
    @Parent() { id }: CommunicationsPlanRow,
    @Args() { includeWithdrawn }: WithdrawnToo,
    @Context() { reads }: RequestContext,
  ): Promise<readonly PlanMilestoneRow[]> {
    return counting((await reads.one(milestonesOf, id)) ?? [], includeWithdrawn);
  }

  @ResolveField('needs')
  async needs(
    @Parent() { id }: CommunicationsPlanRow,
    @Args() { includeWithdrawn }: WithdrawnToo,
    @Context() { reads }: RequestContext,
  ): Promise<readonly PlanNeedRow[]> {
    return counting((await reads.one(needsOf, id)) ?? [], includeWithdrawn);
  }

  @ResolveField('matrix')
  async matrix(
    { id }: CommunicationsPlanRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly CellOfPlan[]> {
    const cells = matrixOf((await reads.one(coverageOfPlan, id)) ?? []);
    return cells.map((cell) => ({ ...cell, planId: id }));
  }

  @ResolveField('gaps')
  async gaps({ id }: CommunicationsPlanRow, _args: unknown, { reads }: RequestContext): Promise<readonly PlanGap[]> {
    return gapsOf((await reads.one(coverageOfPlan, id)) ?? []);
  }
}

function counting<Part extends { readonly withdrawn: 0 | 1 }>(
  parts: readonly Part[],
  includeWithdrawn: boolean | null | undefined,
): readonly Part[] {
  return includeWithdrawn ? parts : parts.filter(({ withdrawn }) => withdrawn === 0);
}

@Resolver('CommunicationsNeed')
export class CommunicationsNeedResolver {
  @ResolveField('audience')
  audience({ segment, region, sector }: PlanNeedRow): object {
    return { segment, region, sector };
  }

  @ResolveField('milestone')
  milestone(need: PlanNeedRow, _args: unknown, { reads }: RequestContext): Promise<PlanMilestoneRow | null> {
    return milestoneOf(need.planId, need.milestone, reads);
  }

  @ResolveField('messageIds')
  async messageIds(need: PlanNeedRow, _args: unknown, { reads }: RequestContext): Promise<readonly string[]> {
    const links = (await reads.one(linksOf, need.planId)) ?? [];
    return links.filter((link) => link.need === need.number).map(({ messageId }) => messageId);
  }

  @ResolveField('coverage')
  async coverage(need: PlanNeedRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await coveredNeed(need, reads))?.coverage ?? null;
  }

  @ResolveField('coverageInWords')
  async coverageInWords(need: PlanNeedRow, _args: unknown, { reads }: RequestContext): Promise<string | null> {
    return (await coveredNeed(need, reads))?.sentence ?? null;
  }

  @ResolveField('programmeConflicts')
  async programmeConflicts(
    need: PlanNeedRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly ProgrammeConflict[]> {
    return (await conflictsWith(need, reads)).slice(0, MOST_CONFLICTS_SHOWN);
  }

  @ResolveField('programmeConflictCount')
  async programmeConflictCount(need: PlanNeedRow, _args: unknown, { reads }: RequestContext): Promise<number> {
    return (await conflictsWith(need, reads)).length;
  }
}

@Resolver('CommunicationsCell')
export class CommunicationsCellResolver {
  @ResolveField('audience')
  audience({ segment, region, sector }: CoverageCell): object {
    return { segment, region, sector };
  }

  @ResolveField('milestone')
  milestone(cell: CellOfPlan, _args: unknown, { reads }: RequestContext): Promise<PlanMilestoneRow | null> | null {
    return cell.milestone === undefined ? null : milestoneOf(cell.planId, cell.milestone, reads);
  }
}

@Resolver('ProgrammeConflict')
export class ProgrammeConflictResolver {
  @ResolveField('authority')
  authority({ authorityId }: ProgrammeConflict, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }
}

async function milestoneOf(
  planId: string,
  milestone: number,
  reads: RequestContext['reads'],
): Promise<PlanMilestoneRow | null> {
  return (await reads.one(milestonesOf, planId))?.find(({ number }) => number === milestone) ?? null;
}

async function conflictsWith(
  { planId, number }: PlanNeedRow,
  reads: RequestContext['reads'],
): Promise<readonly ProgrammeConflict[]> {
  return (await reads.one(conflictsOfPlan, planId))?.get(number) ?? [];
}

async function coveredNeed(
  { planId, number }: PlanNeedRow,
  reads: RequestContext['reads'],
): Promise<CoveredNeed | undefined> {
  return (await reads.one(coverageOfPlan, planId))?.find(({ need }) => need.number === number);
}
