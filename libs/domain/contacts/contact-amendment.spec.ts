import { describe, expect, it } from '@jest/globals';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { deriveId } from '#platform/values';
import { addDays } from '#platform/working-days';
import type { ContactCommand, ContactCommandData } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import { contactEvents, type ContactEvent, type ContactEventData } from './contact.events.js';
import { CLASH, FIRST, foldOf, intended, markMade, on, onPlannedDay, planned, today } from './contact.fixture.js';
import { facts, ORGANISATION, question, SITE, WAKEFIELD } from './gateway.fixture.js';

const { given } = specificationOf(contactDecider);

const record = {
  siteId: SITE,
  topic: 'falls from height',
  purpose: 'VISIT',
  urgency: 'ROUTINE',
  madeOn: addDays(today, -10),
  channel: 'VISIT',
  withWhom: 'Store manager',
  confidential: false,
} as const;
const recorded: ContactEvent = {
  type: 'ContactRecorded',
  data: { ...record, organisationId: ORGANISATION, authorityId: WAKEFIELD },
};

function amend(fields: Partial<ContactCommandData<'AmendContact'>> = {}): ContactCommand {
  const data = { ...record, coordinated: false, siteOrganisationId: ORGANISATION, reason: 'A slip.', ...fields };
  return { type: 'AmendContact', data };
}

function amendment(command: ContactCommand, events: readonly ContactEvent[]): ContactEventData<'ContactAmended'> {
  const decision = contactDecider.decide(command, foldOf(...events), { ...specContext, ...onPlannedDay });
  const event = decision.outcome === 'accepted' ? decision.events[0] : undefined;
  if (event?.type !== 'ContactAmended') throw new Error(JSON.stringify(decision));
  return event.data;
}

describe("The correction of a contact's record", () => {
  it('has a reason, and stays within the organisation and the dates', () => {
    const { urgency, ...made } = record;
    given(recorded)
      .when(amend({ channel: 'PHONE' }))
      .then({
        type: 'ContactAmended',
        data: {
          ...made,
          organisationId: ORGANISATION,
          authorityId: WAKEFIELD,
          channel: 'PHONE',
          reason: 'A slip.',
          grounds: { urgency },
        },
      });
    given(recorded).when(amend()).then();
    given(recorded)
      .when(amend({ siteOrganisationId: deriveId('organisation', 'other') }))
      .thenRejected('SITE_UNKNOWN');
    given(recorded)
      .when(amend({ madeOn: addDays(today, 1) }))
      .thenRejected('DATE_IN_FUTURE');
    given(intended()).when(amend()).thenRejected('CONTACT_NOT_MADE');
  });

  it('can be of officer, urgency and ground', () => {
    const officerId = deriveId('officer', 'the right one');
    const corrected = amendment(amend({ officerId, urgency: 'URGENT', exemption: 'FATALITY' }), [recorded]);
    expect(corrected).toMatchObject({ officerId, grounds: { urgency: 'URGENT', exemption: 'FATALITY' } });
    const again = amend({ officerId, urgency: 'URGENT', exemption: 'FATALITY' });
    given(recorded, { type: 'ContactAmended', data: corrected }).when(again).then();
    expect(amendment(amend(), [recorded, { type: 'ContactAmended', data: corrected }])).toMatchObject({
      officerId: undefined,
      grounds: { urgency: 'ROUTINE', exemption: undefined },
    });
  });

  it('speaks of advice only where there was some', () => {
    const ofCoordination = given(recorded)
      .when(amend({ coordinated: true }))
      .thenRejected('ADVICE_NOT_GIVEN');
    expect(ofCoordination.field).toEqual(['coordinated']);
    const ofDeviation = given(recorded)
      .when(amend({ deviationReason: 'They asked.' }))
      .thenRejected('ADVICE_NOT_GIVEN');
    expect(ofDeviation.field).toEqual(['deviationReason']);
  });

  describe('where the gateway had advised', () => {
    /** Made as marked, by Wakefield's intention. */
    function made(intention: ContactEvent, fields: Partial<ContactCommandData<'MarkMade'>> = {}) {
      const decision = contactDecider.decide(markMade(fields), foldOf(intention), { ...specContext, ...onPlannedDay });
      if (decision.outcome === 'rejected') throw new Error(decision.rejection.message);
      return [intention, ...decision.events];
    }
    const same = {
      siteId: SITE,
      officerId: question.asker.officerId,
      topic: question.topic,
      madeOn: planned,
    };
    const justOutOfTime = on('2006-03-25').today;
    const stillInTime = on('2006-03-24').today;

    it('has the advice checked anew by the corrected day', () => {
      const events = made(intended(FIRST), { madeOn: justOutOfTime });
      expect(events.at(-1)).toMatchObject({ type: 'ContactMade', data: { adviceFollowed: true } });
      given(...events)
        .when(amend({ ...same, madeOn: stillInTime }), onPlannedDay)
        .thenRejected('DEVIATION_REASON_REQUIRED');
      const explained = amend({ ...same, madeOn: stillInTime, deviationReason: 'They rang us.' });
      const amended = amendment(explained, events);
      expect(amended.conduct).toEqual({ adviceFollowed: false, coordinated: false, deviationReason: 'They rang us.' });
      const back = amendment(amend({ ...same, madeOn: justOutOfTime, deviationReason: 'They rang us.' }), [
        ...events,
        { type: 'ContactAmended', data: amended },
      ]);
      expect(back.conduct).toEqual({ adviceFollowed: true, coordinated: false, deviationReason: undefined });
    });

    it('has the advice checked anew by the corrected coordination and ground', () => {
      const events = made(intended(CLASH), { coordinated: true });
      given(...events)
        .when(amend({ ...same, coordinated: true }), onPlannedDay)
        .then();
      given(...events)
        .when(amend(same), onPlannedDay)
        .thenRejected('DEVIATION_REASON_REQUIRED');
      const exempt = amendment(amend({ ...same, exemption: 'IMMINENT_RISK' }), events);
      expect(exempt).toMatchObject({
        grounds: { exemption: 'IMMINENT_RISK' },
        conduct: { adviceFollowed: false, coordinated: false },
      });
    });

    it('cannot be of a day before the intention', () => {
      given(...made(intended(facts())))
        .when(amend({ ...same, madeOn: addDays(today, -1) }), onPlannedDay)
        .thenRejected('DATES_OUT_OF_ORDER');
    });

    it('leaves grounds and conduct as they were when it is of the first version', () => {
      const { upcast } = contactEvents.upcasters.find(({ from }) => from === 'contacts.ContactAmended.v1') ?? {};
      const { organisationId, authorityId, officerId } = {
        ...same,
        organisationId: ORGANISATION,
        authorityId: WAKEFIELD,
      };
      const { urgency: _, ...of } = { ...record, ...same, organisationId, authorityId, officerId, channel: 'PHONE' };
      const data = contactEvents.definitions.ContactAmended.schema.parse(upcast?.({ ...of, reason: 'A slip.' }));
      const events = made(intended(CLASH, { urgency: 'URGENT' }), { coordinated: true });
      const known = { coordinated: true, adviceFollowed: true };
      expect(foldOf(...events, { type: 'ContactAmended', data })).toMatchObject({
        made: { channel: 'PHONE' },
        grounds: { urgency: 'URGENT' },
        advised: { conduct: known },
      });
    });
  });
});
