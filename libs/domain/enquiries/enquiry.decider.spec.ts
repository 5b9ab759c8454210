import { describe, expect, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { deriveId } from '#platform/values';
import { CALENDAR_SOURCE, parseInstant, parsePlainDate } from '#platform/working-days';
import { enquiryDecider } from './enquiry.decider.js';
import type { EnquiryCommand } from './enquiry.commands.js';
import { enquiryEvents, type EnquiryEvent } from './enquiry.events.js';
import type { EnquiryRoute } from './enquiry.routing.js';

const { given } = specificationOf(enquiryDecider);
const organisationId = deriveId('organisation', 'tesco');
const dundee = deriveId('authority', 'S12000042');
const officerId = deriveId('officer', 'account-manager');
const toAccountManager = { kind: 'OFFICER', officerId, authorityId: dundee, capacity: 'ACCOUNT_MANAGER' } as const;
const asked = { topic: 'workplace transport', question: 'Who leads on reversing lorries?', askedBy: 'Officer, Fife' };
const reason = 'The enquiry is about an organisation.';
const sorting = { kind: 'ORGANISATION_SPECIFIC', reason, topicsVersion: 1, route: toAccountManager } as const;

const received: Extract<EnquiryEvent, { type: 'EnquiryReceived' }> = {
  type: 'EnquiryReceived',
  data: {
    ...asked,
    organisationId,
    askedFor: 'PARTY',
    receivedByPartyId: specContext.actor.party.id,
    receivedOn: specContext.today,
  },
};
const sorted: EnquiryEvent = {
  type: 'EnquirySorted',
  data: { kind: 'ORGANISATION_SPECIFIC', reason, topicsVersion: 1 },
};
const routed: EnquiryEvent = { type: 'EnquiryRouted', data: { route: toAccountManager, reason } };
const open = [received, sorted, routed] as const;
const withdrawn: EnquiryEvent = { type: 'EnquiryWithdrawn', data: { reason: 'Found it.' } };

function reroute(route: EnquiryRoute): EnquiryCommand {
  const { capacity: _, ...wanted } = { capacity: undefined, ...route };
  return { type: 'RerouteEnquiry', data: { route: wanted, reason, destination: { outcome: 'found', route } } };
}

describe('An enquiry', () => {
  it('is received, sorted and routed at once', () => {
    given()
      .when({ type: 'ReceiveEnquiry', data: { ...asked, organisationId, organisationKnown: true, sorting } })
      .then(...open);
  });

  it('is refused about an organisation that is not there', () => {
    given()
      .when({ type: 'ReceiveEnquiry', data: { ...asked, organisationId, organisationKnown: false, sorting } })
      .thenRejected('ORGANISATION_UNKNOWN');
  });

  it('is received once', () => {
    given(...open)
      .when({ type: 'ReceiveEnquiry', data: { ...asked, organisationId, organisationKnown: true, sorting } })
      .thenRejected('ALREADY_EXISTS');
  });

  it('can be sorted as general, and is then answered centrally', () => {
    given(...open)
      .when({ type: 'SortEnquiry', data: { kind: 'GENERAL', reason, routeWithin: undefined } })
      .then(
        { type: 'EnquirySorted', data: { kind: 'GENERAL', reason } },
        { type: 'EnquiryRouted', data: { route: { kind: 'CENTRAL' }, reason } },
      );
  });

  it('can be sorted as specific only when there is somebody to route it to', () => {
    const general: EnquiryEvent = { type: 'EnquirySorted', data: { kind: 'GENERAL', reason } };
    const command = { kind: 'ORGANISATION_SPECIFIC', reason } as const;
    given(received, general)
      .when({ type: 'SortEnquiry', data: { ...command, routeWithin: undefined } })
      .thenRejected('ENQUIRY_WITHOUT_ORGANISATION');
    given(received, general)
      .when({ type: 'SortEnquiry', data: { ...command, routeWithin: toAccountManager } })
      .then(
        { type: 'EnquirySorted', data: command },
        { type: 'EnquiryRouted', data: { route: toAccountManager, reason } },
      );
  });

  it('is routed to somebody else; to the same person changes nothing', () => {
    const route = { kind: 'AUTHORITY', authorityId: dundee } as const;
    given(...open)
      .when(reroute(route))
      .then({ type: 'EnquiryRouted', data: { route, reason } });
    given(...open)
      .when(reroute(toAccountManager))
      .then();
  });

  it('is not routed where nobody can answer', () => {
    const route = { kind: 'AUTHORITY', authorityId: dundee } as const;
    const unfit = { outcome: 'unfit', code: 'ROUTE_ENDED', field: 'authorityId', why: 'It ended.' } as const;
    const rejection = given(...open)
      .when({ type: 'RerouteEnquiry', data: { route, reason, destination: unfit } })
      .thenRejected('ROUTE_ENDED');
    expect(rejection).toMatchObject({ message: 'It ended.', field: ['route', 'authorityId'] });
  });

  it('is routed centrally only when it is general', () => {
    const general: EnquiryEvent = { type: 'EnquirySorted', data: { kind: 'GENERAL', reason } };
    const rejection = given(...open)
      .when(reroute({ kind: 'CENTRAL' }))
      .thenRejected('ROUTE_UNFIT_FOR_KIND');
    expect(rejection.message).toContain('enquirySort');
    expect(rejection.field).toEqual(['route', 'kind']);
    given(received, general, routed)
      .when(reroute({ kind: 'CENTRAL' }))
      .then({ type: 'EnquiryRouted', data: { route: { kind: 'CENTRAL' }, reason } });
  });

  it('is asked in the name that the roles give; who holds both kinds chooses', () => {
    const ask = (roles: readonly string[], askedFor?: 'PARTY' | 'WORKERS') =>
      given().when(
        { type: 'ReceiveEnquiry', data: { ...asked, askedFor, organisationId, organisationKnown: true, sorting } },
        { actor: { ...specContext.actor, roles } },
      );
    const inTheNameOf = (askedFor: 'PARTY' | 'WORKERS') =>
      [{ ...received, data: { ...received.data, askedFor } }, sorted, routed] as const;
    const [company, workers] = ['REPRESENTATIVE', 'WORKER_REPRESENTATIVE'];
    ask([company]).then(...inTheNameOf('PARTY'));
    ask([workers]).then(...inTheNameOf('WORKERS'));
    ask([workers, 'COMMUNICATIONS_LEAD']).then(...inTheNameOf('WORKERS'));
    ask([workers, company]).thenRejected('ASKED_FOR_REQUIRED');
    ask([workers, company], 'PARTY').then(...inTheNameOf('PARTY'));
    ask([workers, company], 'WORKERS').then(...inTheNameOf('WORKERS'));
    ask([workers], 'PARTY').thenRejected('ASKED_FOR_NOT_HELD');
    ask([company], 'WORKERS').thenRejected('ASKED_FOR_NOT_HELD');
  });

  it('recorded before names were kept apart was asked in the name of the party', () => {
    const [upcaster] = enquiryEvents.upcasters;
    const { askedFor: _, ...older } = received.data;
    expect(upcaster).toMatchObject({ from: 'enquiries.EnquiryReceived.v1' });
    const data = enquiryEvents.definitions.EnquiryReceived.schema.parse(upcaster?.upcast(older));
    expect(data).toEqual({ ...older, askedFor: 'PARTY' });
  });

  it('is answered, and the response time counts working days of the nation that answers', () => {
    // Tuesday 21 March to Wednesday 19 April 2006: Good Friday counts nowhere, Easter Monday only in Scotland.
    const later = { now: parseInstant('2006-04-19T09:00:00.000Z'), today: parsePlainDate('2006-04-19') };
    const answer = { text: 'Dundee does.', standardAnswerId: undefined, standardAnswerVersion: undefined };
    for (const [nation, workingDays] of [
      ['GB-SCT', 20],
      ['GB-ENG', 19],
    ] as const) {
      given(...open)
        .when({ type: 'AnswerEnquiry', data: { ...answer, nation } }, later)
        .then({
          type: 'EnquiryAnswered',
          data: {
            text: 'Dundee does.',
            answeredOn: later.today,
            kind: 'ORGANISATION_SPECIFIC',
            response: { workingDays, nation, calendar: CALENDAR_SOURCE },
          },
        });
    }
  });

  it('is answered with a published standard answer, whose version is kept', () => {
    const standardAnswerId = deriveId('standard-answer', 'x');
    const data = { text: undefined, standardAnswerId, nation: 'GB-ENG' } as const;
    given(...open)
      .when({ type: 'AnswerEnquiry', data: { ...data, standardAnswerVersion: 3 } })
      .then({
        type: 'EnquiryAnswered',
        data: {
          standardAnswer: { id: standardAnswerId, version: 3 },
          answeredOn: specContext.today,
          kind: 'ORGANISATION_SPECIFIC',
          response: { workingDays: 0, nation: 'GB-ENG', calendar: CALENDAR_SOURCE },
        },
      });
    given(...open)
      .when({ type: 'AnswerEnquiry', data: { ...data, standardAnswerVersion: undefined } })
      .thenRejected('STANDARD_ANSWER_UNKNOWN');
  });

  it('is not answered with neither or both of a text and a standard answer', () => {
    const both = { text: 'Yes.', standardAnswerId: deriveId('standard-answer', 'x') };
    for (const data of [both, { text: undefined, standardAnswerId: undefined }]) {
      given(...open)
        .when({ type: 'AnswerEnquiry', data: { ...data, standardAnswerVersion: 1, nation: 'GB-ENG' } })
        .thenRejected('ANSWER_AMBIGUOUS');
    }
  });

  it('is closed once it is answered or withdrawn', () => {
    given(...open)
      .when({ type: 'WithdrawEnquiry', data: { reason: 'Found it.' } })
      .then(withdrawn);
    const rejection = given(...open, withdrawn)
      .when(reroute({ kind: 'CENTRAL' }))
      .thenRejected('ENQUIRY_CLOSED');
    expect(rejection.message).toContain('withdrawn');
  });
});
