import { findOrganisations } from '#domain/organisations';
import { findGatewayPartnership } from '#domain/partnerships';
import { findAuthorities } from '#domain/regulators';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { NATIONS, type Nation } from '#platform/working-days';
import { enquiryCommands, type EnquiryCommand } from './enquiry.commands.js';
import { findDestination } from './enquiry.destinations.js';
import { enquiryDecider, type EnquiryState } from './enquiry.decider.js';
import { enquiryEvents, type EnquiryEvent } from './enquiry.events.js';
import { enquiryById, findStandardAnswers } from './enquiry.queries.js';
import { routeWithin, sortEnquiry, type RoutingPartnership } from './enquiry.routing.js';

/** Central answers are given from England: HSE's policy teams and the coordinating body sit there. */
const NATION_OF_CENTRAL_ANSWERS: Nation = 'GB-ENG';

export const enquiryAggregate = defineAggregate<
  EnquiryState,
  EnquiryCommand,
  EnquiryEvent,
  typeof enquiryCommands,
  Session
>({
  name: 'enquiry',
  context: 'enquiries',
  subject: 'Enquiry',
  events: enquiryEvents,
  commands: enquiryCommands,
  creations: ['ReceiveEnquiry'],
  decider: enquiryDecider,
  preparations: {
    ReceiveEnquiry: async (input, { session }) => {
      const { organisationId, topic } = input;
      const partnership = await partnershipOf(session, organisationId);
      const sorting = sortEnquiry(topic, { organisation: organisationId !== undefined, partnership });
      const organisationKnown =
        organisationId === undefined || (await findOrganisations(session, [organisationId])).has(organisationId);
      return { outcome: 'prepared', data: { ...input, organisationKnown, sorting } };
    },
    SortEnquiry: async (input, { session, stream }) => {
      const partnership = await partnershipConcerned(session, stream);
      return { outcome: 'prepared', data: { ...input, routeWithin: partnership && routeWithin(partnership) } };
    },
    RerouteEnquiry: async (input, { session, stream }) => {
      const partnership = await partnershipConcerned(session, stream);
      return {
        outcome: 'prepared',
        data: { ...input, destination: await findDestination(session, input.route, partnership) },
      };
    },
    AnswerEnquiry: async (input, { session, stream }) => {
      const standardAnswerVersion = await publishedVersion(session, input.standardAnswerId);
      return {
        outcome: 'prepared',
        data: { ...input, standardAnswerVersion, nation: await answeringNation(session, stream) },
      };
    },
  },
  attributes: (id, state) =>
    state.kind === 'unknown'
      ? { id }
      : {
          id,
          kind: state.sortedAs,
          organisationId: state.organisationId ?? null,
          receivedByPartyId: state.receivedByPartyId,
          askedFor: state.askedFor,
          routedOfficerId: state.route.kind === 'OFFICER' ? state.route.officerId : null,
          routedAuthorityId: state.route.kind === 'CENTRAL' ? null : state.route.authorityId,
        },
  references: (_id, state) =>
    state.kind === 'unknown' || state.organisationId === undefined ? {} : { organisationId: state.organisationId },
});

async function partnershipOf(
  session: Session,
  organisationId: string | undefined,
): Promise<RoutingPartnership | undefined> {
  if (organisationId === undefined) return undefined;
  const partnership = await findGatewayPartnership(session, organisationId);
  return partnership && { ...partnership, active: partnership.status === 'ACTIVE' };
}

async function partnershipConcerned(session: Session, stream: string): Promise<RoutingPartnership | undefined> {
  const enquiry = (await enquiryById.load(session, [stream])).get(stream);
  return partnershipOf(session, enquiry?.organisationId ?? undefined);
}

async function publishedVersion(session: Session, id: string | undefined): Promise<number | undefined> {
  if (id === undefined) return undefined;
  const answer = (await findStandardAnswers(session, [id])).get(id);
  return answer?.status === 'PUBLISHED' ? answer.version : undefined;
}

/** Working days are those of the nation of whoever was to answer. */
async function answeringNation(session: Session, stream: string): Promise<Nation> {
  const authorityId = (await enquiryById.load(session, [stream])).get(stream)?.routedAuthorityId;
  if (!authorityId) return NATION_OF_CENTRAL_ANSWERS;
  const nation = (await findAuthorities(session, [authorityId])).get(authorityId)?.nation;
  return NATIONS.find((known) => known === nation) ?? NATION_OF_CENTRAL_ANSWERS;
}
