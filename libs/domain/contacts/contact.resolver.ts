import { organisationById, siteById } from '#domain/organisations';
import { authorityById, officerById } from '#domain/regulators';
import {
  prepareNodes,
  type Connection,
  type ConnectionArguments,
  type References,
  type RequestContext,
} from '#platform/graphql';
import { parseJson } from '#platform/projections';
import { Args, Context, Info, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  contactById,
  contactDetailOf,
  followUpsOf,
  listAwaitingAnswer,
  listContacts,
  listOrganisationContacts,
  type ContactDetailRow,
  type ContactFilter,
  type ContactRow,
  type FollowUpRow,
  type OrganisationContactRow,
} from './contact.queries.js';
import type { Advice } from './gateway.advice.js';

const OF_CONTACT: References<ContactRow> = {
  organisation: [organisationById, ({ organisationId }) => organisationId],
  site: [siteById, ({ siteId }) => siteId],
  authority: [authorityById, ({ authorityId }) => authorityId],
  detail: [contactDetailOf, ({ id }) => id],
};

@Resolver('Contact')
export class ContactResolver {
  @Query('contact')
  contact(@Args('id') id: string, @Context() { reads }: RequestContext): Promise<ContactRow | null> {
    return reads.one(contactById, id);
  }

  @Query('contacts')
  async contacts(
    @Args() { filter, ...page }: ConnectionArguments & { readonly filter?: ContactFilter | null },
    @Context() { reads }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ContactRow>> {
    const list = await listContacts(await reads.session(), page, filter ?? {});
    return prepareNodes(reads, info, list, OF_CONTACT);
  }

  @Query('contactsAwaitingMyAnswer')
  async contactsAwaitingMyAnswer(
    @Args() page: ConnectionArguments,
    @Context() { reads }: RequestContext,
  ): Promise<Connection<ContactRow>> {
    const session = await reads.session();
    return listAwaitingAnswer(session, session.standing.ids('answeredOrganisations'), page);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: ContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(organisationById, organisationId);
  }

  @ResolveField('site')
  site({ siteId }: ContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(siteById, siteId);
  }

  @ResolveField('authority')
  authority({ authorityId }: ContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(authorityById, authorityId);
  }

  @ResolveField('detail')
  detail({ id }: ContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(contactDetailOf, id);
  }
}

@Resolver('ContactDetail')
export class ContactDetailResolver {
  @ResolveField('officer')
  officer({ officerId }: ContactDetailRow, _args: unknown, context: RequestContext) {
    return context.reads.related(officerById, officerId);
  }

  @ResolveField('advice')
  advice({ advice }: ContactDetailRow): Advice | null {
    return advice === null ? null : parseJson(advice);
  }

  @ResolveField('answerDue')
  answerDue(detail: ContactDetailRow): object | null {
    const {
      answerDueAt: at,
      answerDueDays: workingDays,
      answerDueNation: nation,
      answerDueHolidays: holidays,
    } = detail;
    if (at === null) return null;
    const holidaysSkipped = holidays === null ? [] : parseJson(holidays);
    return { at, workingDays, nation, calendar: detail.answerDueCalendar, holidaysSkipped };
  }

  @ResolveField('answer')
  answer(detail: ContactDetailRow, _args: unknown, context: RequestContext): object | null {
    if (detail.answer === null) return null;
    return {
      answer: detail.answer,
      until: detail.answerUntil,
      text: detail.answerText,
      capacity: detail.answerCapacity,
      officer: () => context.reads.related(officerById, detail.answerOfficerId),
      answeredOn: detail.answeredOn,
      late: detail.answerLate === 1,
    };
  }

  @ResolveField('confidential')
  confidential({ confidential }: ContactDetailRow): boolean {
    return confidential === 1;
  }

  @ResolveField('coordinated')
  coordinated({ coordinated }: ContactDetailRow): boolean | null {
    return coordinated === null ? null : coordinated === 1;
  }

  @ResolveField('adviceFollowed')
  adviceFollowed({ adviceFollowed }: ContactDetailRow): boolean | null {
    return adviceFollowed === null ? null : adviceFollowed === 1;
  }

  @ResolveField('outcome')
  outcome({ results, outcomeText: text, outcomeReason: correctionReason }: ContactDetailRow): object | null {
    const codes = parseJson(results);
    return codes.length === 0 ? null : { results: codes, text, correctionReason };
  }

  @ResolveField('followUps')
  async followUps(
    { contactId }: ContactDetailRow,
    _args: unknown,
    { reads }: RequestContext,
  ): Promise<readonly FollowUpRow[]> {
    return (await reads.one(followUpsOf, contactId)) ?? [];
  }

  @ResolveField('source')
  source({ sourceSystem: system, sourceReference: reference }: ContactDetailRow): object | null {
    return system === null ? null : { system, reference };
  }
}

@Resolver('OrganisationContact')
export class OrganisationContactResolver {
  @Query('organisationContacts')
  async organisationContacts(
    @Args() { organisationId, ...page }: ConnectionArguments & { readonly organisationId: string },
    @Context() { reads }: RequestContext,
  ): Promise<Connection<OrganisationContactRow>> {
    return listOrganisationContacts(await reads.session(), organisationId, page);
  }

  @ResolveField('organisation')
  organisation({ organisationId }: OrganisationContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(organisationById, organisationId);
  }

  @ResolveField('site')
  site({ siteId }: OrganisationContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(siteById, siteId);
  }

  @ResolveField('authority')
  authority({ authorityId }: OrganisationContactRow, _args: unknown, context: RequestContext) {
    return context.reads.related(authorityById, authorityId);
  }
}
