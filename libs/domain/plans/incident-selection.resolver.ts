import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '#platform/graphql';
import type { PlainDate } from '#platform/working-days';
import { organisationById } from '#domain/organisations';
import { findIncidentSelection, type IncidentSelection } from './plan-criteria.queries.js';

@Resolver('IncidentSelection')
export class IncidentSelectionResolver {
  @Query('incidentSelectionCriteria')
  async incidentSelectionCriteria(
    @Args() { organisationId, on }: { readonly organisationId: string; readonly on?: PlainDate | null },
    @Context() { reads }: RequestContext,
  ): Promise<IncidentSelection | null> {
    const session = await reads.session();
    return (await findIncidentSelection(session, organisationId, on ?? session.today)) ?? null;
  }

  @ResolveField('organisation')
  organisation({ organisationId }: IncidentSelection, _args: unknown, { reads }: RequestContext) {
    return reads.related(organisationById, organisationId);
  }
}
