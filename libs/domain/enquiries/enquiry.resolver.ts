import { Args, Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { organisationById } from '#domain/organisations';
import { authorityById, officerById } from '#domain/regulators';
import { applicationError, type Connection, type ConnectionArguments, type RequestContext } from '#platform/graphql';
import { listEnquiries, listRoutedTo, type EnquiryFilter } from './enquiry-lists.queries.js';
import {
  draftOf,
  enquiryById,
  listStandardAnswers,
  responseStatistics,
  standardAnswerById,
  wordingOf,
  type EnquiryRow,
  type ResponseStatistics,
  type StandardAnswerDraftRow,
  type StandardAnswerRow,
  type StandardAnswerWordingRow,
} from './enquiry.queries.js';

@Resolver('Enquiry')
export class EnquiryResolver {
  @Query('enquiry')
  enquiry(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<EnquiryRow | null> {
    return reads.one(enquiryById, id);
  }

  @Query('enquiries')
  async enquiries(
    @Args() args: ConnectionArguments & EnquiryFilter,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<EnquiryRow>> {
    return listEnquiries(await reads.session(), args, args);
  }

  @Query('enquiriesRoutedToMe')
  async enquiriesRoutedToMe(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<EnquiryRow>> {
    return listRoutedTo(await reads.session(), page);
  }

  @Query('enquiryStatistics')
  async statistics(
    @Args() { organisationId, from, to }: { organisationId?: string | null; from: string; to: string },
    @Context() { reads }: RequestContext,
  ): Promise<ResponseStatistics> {
    const session = await reads.session();
    const seen = { id: '', organisationId: organisationId ?? null, kind: 'GENERAL' };
    if (!session.may('read', 'Enquiry', seen)) {
      throw applicationError('FORBIDDEN', 'You may not see the figures of these enquiries.');
    }
    return responseStatistics(session, {
      organisationId: organisationId ?? '',
      from: from.slice(0, 7),
      to: to.slice(0, 7),
    });
  }

  @ResolveField('organisation')
  organisation({ organisationId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return organisationId === null ? null : reads.one(organisationById, organisationId);
  }

  @ResolveField('routedOfficer')
  routedOfficer({ routedOfficerId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return routedOfficerId === null ? null : reads.one(officerById, routedOfficerId);
  }

  @ResolveField('routedAuthority')
  routedAuthority({ routedAuthorityId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return routedAuthorityId === null ? null : reads.one(authorityById, routedAuthorityId);
  }

  @ResolveField('standardAnswer')
  standardAnswer({ standardAnswerId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return standardAnswerId === null ? null : reads.one(standardAnswerById, standardAnswerId);
  }

  @ResolveField('standardAnswerWording')
  standardAnswerWording(
    { standardAnswerId, standardAnswerVersion }: EnquiryRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<StandardAnswerWordingRow | null> | null {
    if (standardAnswerId === null || standardAnswerVersion === null) return null;
    return reads.one(wordingOf, `${standardAnswerId}@${standardAnswerVersion}`);
  }

  @ResolveField('answeredByOfficer')
  answeredByOfficer({ answeredByOfficerId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return answeredByOfficerId === null ? null : reads.one(officerById, answeredByOfficerId);
  }

  @ResolveField('answeredByAuthority')
  answeredByAuthority({ answeredByPartyId }: EnquiryRow, _args: unknown, { reads }: RequestContext) {
    return answeredByPartyId === null ? null : reads.one(authorityById, answeredByPartyId);
  }
}

@Resolver('StandardAnswer')
export class StandardAnswerResolver {
  @Query('standardAnswer')
  standardAnswer(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<StandardAnswerRow | null> {
    return reads.one(standardAnswerById, id);
  }

  @Query('standardAnswers')
  async standardAnswers(
    @Args() args: ConnectionArguments & { readonly topic?: string | null },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<StandardAnswerRow>> {
    return listStandardAnswers(await reads.session(), args, args.topic);
  }

  @ResolveField('draft')
  draft({ id }: StandardAnswerRow, _args: unknown, { reads }: RequestContext): Promise<StandardAnswerDraftRow | null> {
    return reads.one(draftOf, id);
  }
}
