import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reason = 'For a reason.';
const general = { topic: 'Core Principles', question: 'What are they?', askedBy: 'Duty officer' };
const specific = { topic: 'loading bays', question: 'Who keeps the yards clear?', askedBy: 'Duty officer' };

interface Shown {
  readonly status: string;
  readonly kind: string;
  readonly routeKind: string;
  readonly routeCapacity: string | null;
  readonly [field: string]: unknown;
}

describe('Enquiries over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  /** Thursday before Easter, which is kept longer in England than in Scotland. */
  let now = '2006-04-13T09:00:00Z';
  const { accepted, refusals } = commandsOf(() => service, ['enquiry', 'standardAnswer', 'partnership']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, representative, officers, organisationId } = world;
    const proposal = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: true };
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', { organisationId, ...proposal });
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
    const from = '2005-10-01';
    const appoint = (role: string, officerId: string) =>
      accepted(dundeeLead, 'partnershipAppointOfficer', { partnershipId, role, officerId, from });
    await appoint('SHADOW_ACCOUNT_MANAGER', officers.hse);
    await appoint('ACCOUNT_MANAGER', officers.dundee);
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId, from });
  }, 60_000);
  afterAll(() => service.close());

  const officerOf = (name: string, id: string, officerId?: string): TestCaller => ({
    name,
    party: { kind: 'LOCAL_AUTHORITY', id },
    roles: ['OFFICER'],
    ...(officerId === undefined ? {} : { officerId }),
  });
  const wakefield = officerOf('duty officer of Wakefield', WAKEFIELD);
  const fife = officerOf('duty officer of Fife', 'authority-00000000-0000-5000-8000-00000000f1fe');

  async function shown(as: TestCaller, id: string, fields = ''): Promise<Shown | null> {
    const query = `query ($id: ID!) { enquiry(id: $id) { status kind routeKind routeCapacity ${fields} } }`;
    const { data, errors } = await service.as(as)<{ enquiry: Shown | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.enquiry;
  }

  async function listed(as: TestCaller, list: string): Promise<readonly string[]> {
    const { data, errors } = await service.as(as)<{ list: { nodes: { id: string }[] } }>(
      `{ list: ${list} { nodes { id } } }`,
    );
    expect(errors).toBeUndefined();
    return data.list.nodes.map(({ id }) => id);
  }

  const routedTo = (as: TestCaller) => listed(as, 'enquiriesRoutedToMe');
  const about = () => ({ ...specific, organisationId: world.organisationId });

  describe('about the scheme', () => {
    let enquiryId: string;
    let standardAnswerId: string;

    it('are sorted by their topic and wait centrally, whatever organisation they name', async () => {
      const { organisationId, hseLead, hseOfficer, lacorsLead, dundeeOfficer } = world;
      enquiryId = await accepted(wakefield, 'enquiryReceive', { ...general, organisationId });
      expect(await shown(wakefield, enquiryId, 'sortingReason routedOfficer { id }')).toEqual({
        status: 'OPEN',
        kind: 'GENERAL',
        routeKind: 'CENTRAL',
        routeCapacity: null,
        sortingReason: 'The topic "Core Principles" is general, whatever organisation is named.',
        routedOfficer: null,
      });
      // That is the point of sorting: account managers are not asked, but those who answer centrally.
      expect(await routedTo(dundeeOfficer)).toEqual([]);
      expect(await refusals(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'Six.' })).toEqual(['FORBIDDEN']);
      for (const central of [hseLead, hseOfficer, lacorsLead]) expect(await routedTo(central)).toEqual([enquiryId]);
      expect(await listed(hseLead, 'enquiries(status: OPEN)')).toEqual([enquiryId]);
      expect(await listed(wakefield, 'enquiries(kind: GENERAL, routeKind: CENTRAL)')).toEqual([enquiryId]);
      expect(await listed(wakefield, 'enquiries(kind: ORGANISATION_SPECIFIC)')).toEqual([]);
      expect(await listed(hseLead, 'enquiries(routeKind: OFFICER)')).toEqual([]);
    });

    it('are answered with a standard answer once it is published', async () => {
      const { hseLead, hseOfficer, representative } = world;
      const wording = { topic: 'core principles', title: 'The core principles', text: 'There are six.' };
      expect(await refusals(hseOfficer, 'standardAnswerDraft', wording)).toEqual(['FORBIDDEN']);
      expect(await refusals(wakefield, 'standardAnswerDraft', wording)).toEqual(['FORBIDDEN']);
      standardAnswerId = await accepted(hseLead, 'standardAnswerDraft', wording);
      expect(await refusals(hseOfficer, 'enquiryAnswer', { enquiryId, standardAnswerId })).toEqual([
        'STANDARD_ANSWER_UNKNOWN input.standardAnswerId',
      ]);
      expect(await listed(wakefield, 'standardAnswers')).toEqual([]);
      await accepted(hseLead, 'standardAnswerPublish', { standardAnswerId });
      expect(await listed(wakefield, 'standardAnswers(topic: "CORE")')).toEqual([standardAnswerId]);

      const both = { enquiryId, standardAnswerId, text: 'Six.' };
      expect(await refusals(hseOfficer, 'enquiryAnswer', both)).toEqual(['ANSWER_AMBIGUOUS input.text']);
      expect(await refusals(hseOfficer, 'enquiryAnswer', { enquiryId })).toEqual(['ANSWER_AMBIGUOUS input.text']);
      expect(await refusals(wakefield, 'enquiryAnswer', { enquiryId, text: 'Six.' })).toEqual(['FORBIDDEN']);
      expect(await refusals(representative, 'enquiryAnswer', { enquiryId, text: 'Six.' })).toEqual([
        'NOT_FOUND input.enquiryId',
      ]);
      now = '2006-04-18T09:00:00Z';
      await accepted(hseOfficer, 'enquiryAnswer', { enquiryId, standardAnswerId });
    });

    it('show the asker the answer, its version and how long it took; each use counts', async () => {
      const answer = `answer standardAnswerVersion standardAnswer { text uses } answeredOn responseWorkingDays
        responseCalendar`;
      expect(await shown(wakefield, enquiryId, answer)).toMatchObject({
        status: 'ANSWERED',
        answer: null,
        standardAnswerVersion: 1,
        standardAnswer: { text: 'There are six.', uses: 1 },
        answeredOn: '2006-04-18',
        // Good Friday and Easter Monday are holidays in England.
        responseWorkingDays: 1,
        responseCalendar: expect.stringMatching(/^GB-ENG, /),
      });
      const again = await accepted(wakefield, 'enquiryReceive', general);
      await accepted(world.lacorsLead, 'enquiryAnswer', { enquiryId: again, standardAnswerId });
      expect(await shown(wakefield, again, 'standardAnswer { uses }')).toMatchObject({ standardAnswer: { uses: 2 } });
      expect(await refusals(world.hseLead, 'enquiryAnswer', { enquiryId, text: 'Otherwise.' })).toEqual([
        'ENQUIRY_CLOSED input',
      ]);
    });
  });

  describe('about an organisation with a partnership', () => {
    const route = 'routedOfficer { id } routedAuthority { id } routeReason';

    it('are routed to its account manager, who answers in working days of the own nation', async () => {
      const { dundeeOfficer, officers, hseOfficer } = world;
      now = '2006-04-13T09:00:00Z';
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      expect(await shown(wakefield, enquiryId, route)).toEqual({
        status: 'OPEN',
        kind: 'ORGANISATION_SPECIFIC',
        routeKind: 'OFFICER',
        routeCapacity: 'ACCOUNT_MANAGER',
        routedOfficer: { id: officers.dundee },
        routedAuthority: { id: DUNDEE },
        routeReason: expect.stringContaining('not a general one'),
      });
      expect(await routedTo(dundeeOfficer)).toEqual([enquiryId]);
      expect(await refusals(wakefield, 'enquiryAnswer', { enquiryId, text: 'We do.' })).toEqual(['FORBIDDEN']);
      now = '2006-04-18T09:00:00Z';
      // The shadow reads along, and answers only in the account manager's absence.
      expect(await shown(hseOfficer, enquiryId)).toMatchObject({ status: 'OPEN' });
      expect(await routedTo(hseOfficer)).toEqual([]);
      expect(await refusals(hseOfficer, 'enquiryAnswer', { enquiryId, text: 'Mine.' })).toEqual(['FORBIDDEN']);
      await accepted(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'The store managers do.' });
      // In Scotland, Easter Monday is a working day.
      const answer = 'answer responseWorkingDays topicsVersion answeredByOfficer { id } answeredByAuthority { id }';
      expect(await shown(wakefield, enquiryId, answer)).toMatchObject({
        status: 'ANSWERED',
        topicsVersion: 1,
        answeredByOfficer: { id: officers.dundee },
        answeredByAuthority: { id: DUNDEE },
        answer: 'The store managers do.',
        responseWorkingDays: 2,
      });
      expect(await routedTo(dundeeOfficer)).toEqual([]);
      expect(await routedTo(hseOfficer)).toEqual([]);
    });

    it('come from the organisation itself, too, which knows the officer who answers', async () => {
      const { representative, dundeeOfficer } = world;
      const enquiryId = await accepted(representative, 'enquiryReceive', about());
      await accepted(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'Ask the council.' });
      expect(await shown(representative, enquiryId, 'answer routedOfficer { name }')).toMatchObject({
        answer: 'Ask the council.',
        routedOfficer: { name: 'Officer of Dundee' },
      });
    });

    it('are hidden from everybody without a part in them', async () => {
      const { representative, otherRepresentative, organisationId, dundeeLead, auditor } = world;
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      const node = 'query ($id: ID!) { node(id: $id) { id } }';
      // Not even the organisation learns what a council asks about it.
      for (const stranger of [representative, otherRepresentative, fife]) {
        expect(await shown(stranger, enquiryId)).toBeNull();
        expect((await service.as(stranger)<{ node: object | null }>(node, { id: enquiryId })).data.node).toBeNull();
        const lists = [await listed(stranger, 'enquiries'), await routedTo(stranger)].flat();
        expect(lists).not.toContain(enquiryId);
        for (const [mutation, input] of Object.entries({
          enquiryAnswer: { text: 'Mine.' },
          enquirySort: { kind: 'GENERAL', reason },
          enquiryReroute: { route: { kind: 'CENTRAL' }, reason },
          enquiryWithdraw: { reason },
        })) {
          expect(await refusals(stranger, mutation, { enquiryId, ...input })).toEqual(['NOT_FOUND input.enquiryId']);
        }
      }
      for (const party of [wakefield, dundeeLead, auditor]) {
        expect(await listed(party, `enquiries(organisationId: "${organisationId}")`)).toContain(enquiryId);
      }
      expect(await refusals(auditor, 'enquiryAnswer', { enquiryId, text: 'Mine.' })).toEqual(['FORBIDDEN']);
      expect(await refusals(otherRepresentative, 'enquiryReceive', about())).toEqual([
        'ORGANISATION_UNKNOWN input.organisationId',
      ]);
      await accepted(wakefield, 'enquiryWithdraw', { enquiryId, reason });
      expect(await shown(wakefield, enquiryId, 'withdrawalReason')).toMatchObject({
        status: 'WITHDRAWN',
        withdrawalReason: reason,
      });
      expect(await refusals(world.dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'Late.' })).toEqual([
        'ENQUIRY_CLOSED input',
      ]);
    });

    it('go to the shadow while the account manager is away', async () => {
      const { dundeeOfficer, hseOfficer, officers } = world;
      const earlier = await accepted(wakefield, 'enquiryReceive', about());
      expect(await routedTo(hseOfficer)).toEqual([]);
      const absence = { partnershipId, from: '2006-04-18', until: '2006-04-25' };
      await accepted(dundeeOfficer, 'partnershipRecordAbsence', absence);
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      expect(await shown(wakefield, enquiryId, route)).toMatchObject({
        routeCapacity: 'SHADOW',
        routedOfficer: { id: officers.hse },
      });
      // What the account manager has left waits for the shadow, too.
      expect(new Set(await routedTo(hseOfficer))).toEqual(new Set([enquiryId, earlier]));
      await accepted(hseOfficer, 'enquiryAnswer', { enquiryId: earlier, text: 'They do.' });
      await accepted(hseOfficer, 'enquiryAnswer', { enquiryId, text: 'The store managers do.' });
      now = '2006-04-25T09:00:00Z';
      const later = await accepted(wakefield, 'enquiryReceive', about());
      expect(await shown(wakefield, later)).toMatchObject({ routeCapacity: 'ACCOUNT_MANAGER' });
      await accepted(dundeeOfficer, 'enquiryAnswer', { enquiryId: later, text: 'The same.' });
    });

    it('are rerouted with a reason to an officer or authority of the register', async () => {
      const { dundeeOfficer, dundeeLead, officers } = world;
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      const to = (officerId: string, authorityId: string) => ({
        route: { kind: 'OFFICER', officerId, authorityId },
        reason: 'The transport specialist knows.',
      });
      expect(await refusals(wakefield, 'enquiryReroute', { enquiryId, ...to(officers.hse, DUNDEE) })).toEqual([
        'FORBIDDEN',
      ]);
      expect(await refusals(dundeeOfficer, 'enquiryReroute', { enquiryId, ...to(officers.wakefield, DUNDEE) })).toEqual(
        ['ROUTE_UNKNOWN input.route.authorityId'],
      );
      expect(
        await refusals(dundeeOfficer, 'enquiryReroute', { enquiryId, ...to(officers.hse, DUNDEE), reason: ' ' }),
      ).toEqual(['INVALID_INPUT input.reason']);
      await accepted(dundeeOfficer, 'enquiryReroute', { enquiryId, ...to(officers.wakefield, WAKEFIELD) });
      const specialist = officerOf('specialist of Wakefield', WAKEFIELD, officers.wakefield);
      expect(await routedTo(specialist)).toEqual([enquiryId]);
      expect(await shown(dundeeLead, enquiryId, route)).toMatchObject({
        routeCapacity: 'OTHER',
        routeReason: 'The transport specialist knows.',
      });
      // Whoever manages the account keeps it in view.
      expect(await routedTo(dundeeOfficer)).toEqual([enquiryId]);
      // In what capacity an officer answers follows from the post.
      await accepted(dundeeOfficer, 'enquiryReroute', { enquiryId, ...to(officers.dundee, DUNDEE) });
      expect(await shown(dundeeLead, enquiryId)).toMatchObject({ routeCapacity: 'ACCOUNT_MANAGER' });
      await accepted(dundeeOfficer, 'enquiryReroute', { enquiryId, ...to(officers.wakefield, WAKEFIELD) });
      expect(
        await refusals(dundeeOfficer, 'enquiryReroute', { enquiryId, route: { kind: 'CENTRAL' }, reason }),
      ).toEqual(['ROUTE_UNFIT_FOR_KIND input.route.kind']);
      await accepted(specialist, 'enquiryAnswer', { enquiryId, text: 'One-way systems help.' });
    });

    it('are sorted otherwise by whoever sees that they are about something else', async () => {
      const { dundeeOfficer, hseLead, organisationId } = world;
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      await accepted(dundeeOfficer, 'enquirySort', { enquiryId, kind: 'GENERAL', reason: 'About every partner.' });
      expect(await shown(wakefield, enquiryId, 'sortingReason')).toMatchObject({
        kind: 'GENERAL',
        routeKind: 'CENTRAL',
        sortingReason: 'About every partner.',
      });
      expect(await shown(wakefield, enquiryId, 'topicsVersion')).toMatchObject({ topicsVersion: null });
      // General enquiries are kept away from those who manage accounts, also when they name an organisation.
      expect(await routedTo(dundeeOfficer)).toEqual([]);
      expect(await refusals(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'Mine.' })).toEqual(['FORBIDDEN']);
      await accepted(hseLead, 'enquirySort', { enquiryId, kind: 'ORGANISATION_SPECIFIC', reason });
      expect(await shown(wakefield, enquiryId)).toMatchObject({ routeCapacity: 'ACCOUNT_MANAGER' });
      await accepted(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'The store managers do.' });

      for (const fields of [{}, { organisationId: world.otherOrganisationId }]) {
        const other = await accepted(wakefield, 'enquiryReceive', { ...specific, ...fields });
        expect(await shown(wakefield, other)).toMatchObject({ kind: 'GENERAL', routeKind: 'CENTRAL' });
        const sorted = { enquiryId: other, kind: 'ORGANISATION_SPECIFIC', reason };
        expect(await refusals(hseLead, 'enquirySort', sorted)).toEqual(['ENQUIRY_WITHOUT_ORGANISATION input.kind']);
        await accepted(wakefield, 'enquiryWithdraw', { enquiryId: other, reason });
      }
      expect(
        await refusals(wakefield, 'enquiryReceive', { ...specific, organisationId, topic: 'x'.repeat(81) }),
      ).toEqual(['INVALID_INPUT input.topic']);
    });

    it('are found by a successor of the account manager to whom they went', async () => {
      const { dundeeLead, officers } = world;
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      const successor = officerOf('successor', WAKEFIELD, officers.wakefield);
      expect(await routedTo(successor)).toEqual([]);
      await accepted(dundeeLead, 'partnershipHandOver', {
        partnershipId,
        appointment: 2,
        officerId: officers.wakefield,
        from: '2006-04-25',
        items: [{ item: 'Open enquiries', done: true }],
      });
      expect(await routedTo(successor)).toEqual([enquiryId]);
      expect(await shown(successor, enquiryId, route)).toMatchObject({ routedOfficer: { id: officers.dundee } });
      await accepted(successor, 'enquiryAnswer', { enquiryId, text: 'The store managers do.' });
    });

    it('wait for the lead authority while nobody is in post', async () => {
      const { dundeeLead, dundeeOfficer } = world;
      const end = { partnershipId, until: '2006-04-25', reason, withoutShadowReason: reason };
      await accepted(dundeeLead, 'partnershipEndAppointment', { ...end, appointment: 3 });
      await accepted(dundeeLead, 'partnershipEndAppointment', { ...end, appointment: 1 });
      const enquiryId = await accepted(wakefield, 'enquiryReceive', about());
      expect(await shown(wakefield, enquiryId, route)).toMatchObject({
        routeKind: 'AUTHORITY',
        routedOfficer: null,
        routedAuthority: { id: DUNDEE },
      });
      expect(await refusals(dundeeOfficer, 'enquiryAnswer', { enquiryId, text: 'Mine.' })).toEqual(['FORBIDDEN']);
      expect(await routedTo(dundeeOfficer)).toEqual([]);
      expect(await routedTo(dundeeLead)).toEqual([enquiryId]);
      await accepted(dundeeLead, 'enquiryAnswer', { enquiryId, text: 'The store managers do.' });
    });
  });

  it('are counted by how long their answers took, for those who may see them', async () => {
    const { dundeeLead, hseLead, representative, organisationId } = world;
    const figures = async (as: TestCaller, organisation: string | null) => {
      const { data, errors } = await service.as(as)<{ shown: object } | null>(
        `query ($id: ID) { shown: enquiryStatistics(organisationId: $id, from: "2006-04-01", to: "2006-04-30") {
          answers medianWorkingDays longestWorkingDays } }`,
        { id: organisation },
      );
      return errors?.map(({ extensions }) => extensions.code) ?? data?.shown;
    };
    const ofTheOrganisation = { answers: 9, medianWorkingDays: 0, longestWorkingDays: 2 };
    expect(await figures(dundeeLead, organisationId)).toEqual(ofTheOrganisation);
    expect(await figures(hseLead, organisationId)).toEqual(ofTheOrganisation);
    // One of these names the organisation, and is general all the same.
    expect(await figures(hseLead, null)).toEqual({ answers: 2, medianWorkingDays: 0, longestWorkingDays: 1 });
    for (const [stranger, id] of [
      [wakefield, null],
      [fife, organisationId],
      [representative, organisationId],
    ] as const) {
      expect(await figures(stranger, id)).toEqual(['FORBIDDEN']);
    }
  });
});
