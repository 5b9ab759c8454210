import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import {
  acknowledgementsOf,
  latestReadingOf,
  listObjectives,
  listReadings,
  measuresOf,
  objectiveKey,
  partKey,
  type MeasureRow,
  type ObjectiveRow,
  type ReadingRow,
} from './objectives.queries.js';
import type { PartnershipRow } from './partnership.queries.js';

@Resolver('Partnership')
export class ObjectivesOfPartnershipResolver {
  @ResolveField('objectives')
  async objectives(
    @Parent() { id }: PartnershipRow,
    @Args() { status, ...page }: ConnectionArguments & { readonly status?: ObjectiveRow['status'] | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ObjectiveRow>> {
    return listObjectives(await reads.session(), id, page, status);
  }
}

@Resolver('Objective')
export class ObjectiveResolver {
  @ResolveField('measures')
  async measures(
    { partnershipId, number: objective }: ObjectiveRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly MeasureRow[]> {
    return (await reads.one(measuresOf, objectiveKey({ partnershipId, objective }))) ?? [];
  }
}

@Resolver('ObjectiveMeasure')
export class ObjectiveMeasureResolver {
  @ResolveField('current')
  current({ current }: MeasureRow): boolean {
    return current === 1;
  }

  @ResolveField('latestReading')
  latestReading(measure: MeasureRow, _args: unknown, { reads }: RequestContext): Promise<ReadingRow | null> {
    return reads.one(latestReadingOf, partKey(measure, measure.number));
  }

  @ResolveField('readings')
  async readings(
    @Parent() measure: MeasureRow,
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ReadingRow>> {
    return listReadings(await reads.session(), measure, page);
  }
}

@Resolver('ObjectiveReading')
export class ObjectiveReadingResolver {
  @ResolveField('acknowledgedAt')
  async acknowledgedAt(reading: ReadingRow, _args: unknown, { reads }: RequestContext): Promise<readonly string[]> {
    const all = (await reads.one(acknowledgementsOf, partKey(reading, reading.number))) ?? [];
    return all.map(({ at }) => at);
  }
}
