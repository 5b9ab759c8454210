import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform/graphql';
import type { PlainDate } from '#platform/working-days';
import { defaultCriteriaOn, findIncidentCriteria, type IncidentCriteria } from './incident-criteria.js';

@Resolver('IncidentCriteria')
export class IncidentCriteriaResolver {
  /** Published lists that everybody may read. */
  @Query('incidentCriteria')
  async incidentCriteria(
    @Args() { version, on }: { readonly version?: number | null; readonly on?: PlainDate | null },
    @Context() { reads }: RequestContext,
  ): Promise<IncidentCriteria | null> {
    if (version !== null && version !== undefined) return findIncidentCriteria(version) ?? null;
    return defaultCriteriaOn(on ?? (await reads.session()).today) ?? null;
  }
}
