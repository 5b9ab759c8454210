import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Connection, ConnectionArguments, RequestContext } from '#platform/graphql';
import { parseJson } from '#platform/projections';
import type { Nation } from '#platform/working-days';
import {
  assistanceEntryById,
  searchAssistance,
  type AssistanceEntryRow,
  type AssistanceSearch,
} from './assistance.queries.js';
import { authorityById, type AuthorityRow } from './authority.queries.js';
import { officerById, type OfficerRow } from './officer.queries.js';

@Resolver('AssistanceEntry')
export class AssistanceEntryResolver {
  @Query('assistanceEntry')
  assistanceEntry(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<AssistanceEntryRow | null> {
    return reads.one(assistanceEntryById, id);
  }

  @Query('assistance')
  async assistance(
    @Args() { topic, nation, region, on, ...page }: ConnectionArguments & AssistanceSearch,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<AssistanceEntryRow>> {
    return searchAssistance(await reads.session(), page, { topic, nation, region, on });
  }

  @ResolveField('topics')
  topics({ topics }: AssistanceEntryRow): readonly string[] {
    return parseJson(topics);
  }

  @ResolveField('nations')
  nations({ nations }: AssistanceEntryRow): readonly Nation[] {
    return parseJson(nations);
  }

  @ResolveField('regions')
  regions({ regions }: AssistanceEntryRow): readonly string[] {
    return parseJson(regions);
  }

  @ResolveField('authority')
  authority(
    { authorityId }: AssistanceEntryRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<AuthorityRow | null> {
    return reads.one(authorityById, authorityId);
  }

  @ResolveField('officer')
  officer(
    { officerId }: AssistanceEntryRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<OfficerRow | null> | null {
    return officerId === null ? null : reads.one(officerById, officerId);
  }

  @ResolveField('withdrawn')
  withdrawn({ withdrawnReason }: AssistanceEntryRow): boolean {
    return withdrawnReason !== null;
  }
}
