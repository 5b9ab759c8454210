import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { acknowledgementsOf, readingKey, readingsOf, type PlanReadingRow } from './plan-progress.queries.js';
import type { MilestoneProgress, PriorityProgress } from './plan.progress.js';

@Resolver('PriorityProgress')
export class PriorityProgressResolver {
  @ResolveField('overdue')
  overdue({ milestones }: PriorityProgress): readonly MilestoneProgress[] {
    return milestones.filter(({ overdue }) => overdue);
  }

  @ResolveField('readings')
  readings(
    @Parent() { planId, priority }: PriorityProgress,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<PlanReadingRow>> {
    return reads.page(readingsOf, planId, page, priority.number);
  }
}

@Resolver('PlanReading')
export class PlanReadingResolver {
  @ResolveField('on')
  on({ onDate }: PlanReadingRow): string {
    return onDate;
  }

  @ResolveField('acknowledgedAt')
  async acknowledgedAt(reading: PlanReadingRow, _args: unknown, { reads }: RequestContext): Promise<readonly string[]> {
    return ((await reads.one(acknowledgementsOf, readingKey(reading))) ?? []).map(({ at }) => at);
  }
}
