import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { authorityById, officerById } from '#domain/regulators';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import {
  listProgrammeDates,
  periodsOf,
  programmeCalendarById,
  programmeCalendarIdOf,
  type ProgrammeCalendarRow,
  type ProgrammeDatesFilter,
  type ProgrammePeriodRow,
} from './programme-calendar.queries.js';

@Resolver('ProgrammeCalendar')
export class ProgrammeCalendarResolver {
  @Query('programmeCalendar')
  programmeCalendar(
    @Args('authorityId') authorityId: string,
    @Context() { reads }: RequestContext,
  ): Promise<ProgrammeCalendarRow | null> {
    return reads.one(programmeCalendarById, programmeCalendarIdOf(authorityId));
  }

  @Query('programmeDates')
  async programmeDates(
    @Args() args: ConnectionArguments & ProgrammeDatesFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ProgrammePeriodRow>> {
    return listProgrammeDates(await reads.session(), args, args);
  }

  @ResolveField('authority')
  authority({ authorityId }: ProgrammeCalendarRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('periods')
  periods(
    @Parent() { id }: ProgrammeCalendarRow,
    @Args() args: ConnectionArguments & { readonly includeWithdrawn?: boolean | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ProgrammePeriodRow>> {
    return reads.page(periodsOf, id, args, args.includeWithdrawn ?? false);
  }
}

@Resolver('ProgrammePeriod')
export class ProgrammePeriodResolver {
  @ResolveField('authority')
  authority({ authorityId }: ProgrammePeriodRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, authorityId);
  }

  @ResolveField('recordedBy')
  recordedBy({ recordedByPartyId }: ProgrammePeriodRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(authorityById, recordedByPartyId);
  }

  @ResolveField('recordedByOfficer')
  recordedByOfficer({ recordedByOfficerId }: ProgrammePeriodRow, _args: unknown, { reads }: RequestContext) {
    return reads.related(officerById, recordedByOfficerId);
  }
}
