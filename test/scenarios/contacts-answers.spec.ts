import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { itEmbedded } from '../support/engines/embedded-only.js';
import { countQueries } from '../support/statement-count.js';

/** A Thursday before New Year, which Scotland keeps for two days. */
const START = '2006-12-28T09:00:00Z';

const registrar: TestCaller = { name: 'registrar of HSE', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

interface Seen {
  readonly status: string;
  readonly detail: {
    readonly adviceFollowed: boolean | null;
    readonly endReason: string | null;
    readonly answerDue: { readonly at: string; readonly nation: string } | null;
    readonly answer: object | null;
  };
}

describe('Answers to intentions over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let wakefield: TestCaller;
  let partnershipId: string;
  let now = new Date(START);
  const { accepted, refusals } = commandsOf(
    () => service,
    ['partnership', 'contact', 'authority', 'organisation', 'site'],
  );

  beforeAll(async () => {
    service = await startService(() => now);
    world = await makePartnershipWorld(() => service);
    wakefield = {
      name: 'officer of Wakefield',
      party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
      roles: ['OFFICER'],
      officerId: world.officers.wakefield,
    };
    partnershipId = await partner(world.organisationId);
  });
  afterAll(() => service.close());

  /** An active partnership that Dundee leads, with criteria, whose account manager is Dundee's officer. */
  async function partner(organisationId: string): Promise<string> {
    const { dundeeLead, dundeeOfficer, officers } = world;
    const lead = { leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, sector: 'Retail', bothEnforce: false };
    const id = await accepted(dundeeLead, 'partnershipPropose', { organisationId, ...lead });
    const party = { kind: 'ORGANISATION', id: organisationId } as const;
    const representative: TestCaller = { name: `of ${organisationId}`, party, roles: ['REPRESENTATIVE'] };
    await accepted(representative, 'partnershipAgree', { partnershipId: id });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId: id });
    await accepted(dundeeLead, 'partnershipAppointOfficer', {
      partnershipId: id,
      role: 'ACCOUNT_MANAGER',
      officerId: officers.dundee,
      from: '2006-01-02',
    });
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId: id, from: '2006-01-02' });
    const rules = [
      { advice: 'ACCOUNT_MANAGER_FIRST', purpose: 'PLANNED_INSPECTION', reason: 'Plan with me.' },
      { advice: 'NOT_NOW', purpose: 'VISIT', reason: 'Refitting.', validUntil: '2007-03-01' },
    ];
    await accepted(dundeeOfficer, 'partnershipDraftCriteria', { partnershipId: id, rules });
    await accepted(dundeeOfficer, 'partnershipPublishCriteria', { partnershipId: id, from: '2006-12-28' });
    return id;
  }

  /** Leaves the post of the account manager empty. */
  const vacate = (id: string) =>
    accepted(world.dundeeLead, 'partnershipEndAppointment', {
      partnershipId: id,
      appointment: 1,
      until: '2006-12-28',
      reason: 'Left for another post.',
    });

  const intend = (caller: TestCaller, fields: object = {}) =>
    accepted(caller, 'contactRegisterIntention', {
      organisationId: world.organisationId,
      topic: 'workplace transport',
      purpose: 'PLANNED_INSPECTION',
      plannedOn: '2007-02-01',
      ...fields,
    });

  async function see(caller: TestCaller, id: string): Promise<Seen> {
    const query = `query ($id: ID!) { contact(id: $id) { status detail { adviceFollowed coordinated deviationReason endReason
      answerDue { at nation } answer { answer until capacity late officer { name } } } } }`;
    const { data, errors } = await service.as(caller)<{ contact: Seen }>(query, { id });
    expect(errors).toBeUndefined();
    return data.contact;
  }

  async function waitingFor(caller: TestCaller): Promise<readonly string[]> {
    const query = '{ contactsAwaitingMyAnswer(first: 100) { nodes { id } } }';
    const { data, errors } = await service.as(caller)<{ contactsAwaitingMyAnswer: { nodes: { id: string }[] } }>(query);
    expect(errors).toBeUndefined();
    return data.contactsAwaitingMyAnswer.nodes.map(({ id }) => id);
  }

  async function silences(contactId: string): Promise<number> {
    let count = 0;
    for await (const { type } of service.engine.store.readStream(contactId as never)) {
      if (type === 'contacts.AnswerDeadlinePassed.v1') count += 1;
    }
    return count;
  }

  it('are due by the calendar of whoever is to answer', async () => {
    // The second of January is a holiday in Scotland only.
    expect((await see(wakefield, await intend(wakefield))).detail.answerDue).toEqual({
      at: '2007-01-04T23:59:59.999Z',
      nation: 'SCOTLAND',
    });
  });

  it('can release a contact that was not to be made now, and keep the day from which it suits', async () => {
    const contactId = await intend(wakefield, { purpose: 'VISIT' });
    expect(await see(wakefield, contactId)).toMatchObject({ status: 'INTENDED', detail: { answerDue: null } });
    expect(await waitingFor(world.dundeeOfficer)).not.toContain(contactId);
    const wait = { contactId, answer: 'WAIT', text: 'After the refit.' };
    expect(await refusals(world.dundeeOfficer, 'contactAnswerIntention', { ...wait, until: '2006-12-27' })).toEqual([
      'DATE_IN_PAST input.until',
    ]);
    await accepted(world.dundeeOfficer, 'contactAnswerIntention', { ...wait, until: '2007-01-15' });
    expect(await see(wakefield, contactId)).toMatchObject({
      status: 'ANSWERED',
      detail: { answer: { answer: 'WAIT', until: '2007-01-15', late: false } },
    });
    const agreed = { contactId, answer: 'AGREED', text: 'The refit is over.' };
    expect(await refusals(world.dundeeOfficer, 'contactAnswerIntention', { ...agreed, until: '2007-01-15' })).toEqual([
      'UNTIL_NOT_ASKED_FOR input.until',
    ]);
    await accepted(world.dundeeOfficer, 'contactAnswerIntention', agreed);
    const made = { contactId, madeOn: '2006-12-28', channel: 'VISIT', withWhom: 'Store manager' };
    await accepted(wakefield, 'contactMarkMade', made);
    expect((await see(wakefield, contactId)).detail.adviceFollowed).toBe(true);
  });

  it('are weighed anew when the record of the contact is corrected', async () => {
    const contactId = await intend(wakefield, { purpose: 'VISIT' });
    await accepted(world.dundeeOfficer, 'contactAnswerIntention', {
      contactId,
      answer: 'COORDINATE',
      text: 'Go with Leeds.',
    });
    const made = { contactId, madeOn: '2006-12-28', channel: 'VISIT', withWhom: 'Store manager' };
    await accepted(wakefield, 'contactMarkMade', { ...made, coordinated: true });
    const { wakefield: officerId } = world.officers;
    const amended = {
      ...made,
      officerId,
      topic: 'workplace transport',
      purpose: 'VISIT',
      reason: 'Leeds stayed away.',
    };
    expect(await refusals(wakefield, 'contactAmend', amended)).toEqual([
      'DEVIATION_REASON_REQUIRED input.deviationReason',
    ]);
    await accepted(wakefield, 'contactAmend', { ...amended, deviationReason: 'Leeds fell ill.' });
    expect((await see(wakefield, contactId)).detail).toMatchObject({
      adviceFollowed: false,
      coordinated: false,
      deviationReason: 'Leeds fell ill.',
    });
  });

  it('shows why an intention came to nothing', async () => {
    const withdrawn = await intend(wakefield, { purpose: 'ADVICE' });
    await accepted(wakefield, 'contactWithdrawIntention', { contactId: withdrawn, reason: 'Registered twice.' });
    expect(await see(wakefield, withdrawn)).toMatchObject({ detail: { endReason: 'Registered twice.' } });
    const notMade = await intend(wakefield, { purpose: 'ADVICE' });
    await accepted(wakefield, 'contactMarkNotMade', { contactId: notMade, reason: 'The store was closed.' });
    expect(await see(wakefield, notMade)).toMatchObject({ detail: { endReason: 'The store was closed.' } });
  });

  it('come from the lead of the lead authority, who sees what waits, while no officer is in post', async () => {
    const { dundeeLead, dundeeOfficer, hseLead, wakefieldLead } = world;
    const contactId = await intend(wakefield);
    const answer = { contactId, answer: 'AGREED', text: 'Go ahead.' };
    expect(await waitingFor(dundeeLead)).toEqual([]);
    expect(await refusals(dundeeLead, 'contactAnswerIntention', answer)).toEqual(['NOT_ACCOUNT_MANAGER input']);

    await vacate(partnershipId);
    expect(await waitingFor(dundeeLead)).toContain(contactId);
    for (const caller of [dundeeOfficer, hseLead, wakefieldLead]) expect(await waitingFor(caller)).toEqual([]);
    expect(await refusals(dundeeOfficer, 'contactAnswerIntention', answer)).toEqual(['FORBIDDEN']);
    expect(await refusals(wakefieldLead, 'contactAnswerIntention', answer)).toEqual(['FORBIDDEN']);
    await accepted(dundeeLead, 'contactAnswerIntention', answer);
    expect(await see(wakefield, contactId)).toMatchObject({
      status: 'ANSWERED',
      detail: { answer: { capacity: 'LEAD_AUTHORITY', officer: null } },
    });
    expect(await waitingFor(dundeeLead)).not.toContain(contactId);
  });

  it('that come after the deadline, and before the silence was recorded, hide no silence', async () => {
    const answered = await intend(wakefield);
    const made = await intend(wakefield);
    now = new Date('2007-01-08T09:00:00Z');
    await accepted(world.dundeeLead, 'contactAnswerIntention', { contactId: answered, answer: 'AGREED', text: 'Do.' });
    const visit = { madeOn: '2007-01-08', channel: 'VISIT', withWhom: 'Store manager' };
    await accepted(wakefield, 'contactMarkMade', { contactId: made, ...visit });
    await service.engine.processes.runDue();
    expect([await silences(answered), await silences(made)]).toEqual([1, 1]);
    expect(await see(wakefield, answered)).toMatchObject({ status: 'ANSWERED', detail: { answer: { late: true } } });
    expect(await see(wakefield, made)).toMatchObject({ status: 'MADE', detail: { adviceFollowed: true } });
  });

  it('come from the lead of a council that succeeded the lead authority', async () => {
    const gssCode = 'S12000099';
    const council = { kind: 'LOCAL_AUTHORITY', nation: 'SCOTLAND', gssCode, officialName: 'New Council' };
    await accepted(registrar, 'authorityRegister', council);
    const successorId = authorityIdOf(gssCode);
    const successorLead: TestCaller = {
      name: 'lead of the new council',
      party: { kind: 'LOCAL_AUTHORITY', id: successorId },
      roles: ['LEAD'],
    };
    const contactId = await intend(wakefield);
    expect(await waitingFor(successorLead)).toEqual([]);
    await accepted(registrar, 'authorityDissolve', {
      authorityId: DUNDEE,
      endedOn: '2007-01-08',
      successors: [{ authorityId: successorId, from: '2007-01-08' }],
      reason: 'Merged.',
    });
    expect(await waitingFor(successorLead)).toContain(contactId);
    await accepted(successorLead, 'contactAnswerIntention', { contactId, answer: 'AGREED', text: 'Go ahead.' });
    expect(await see(wakefield, contactId)).toMatchObject({ detail: { answer: { capacity: 'LEAD_AUTHORITY' } } });
  });
});

describe('What waits for an answer', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted } = commandsOf(() => service, ['partnership', 'contact', 'organisation', 'site']);

  beforeAll(async () => {
    service = await startService(() => new Date(START));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  async function partnerOfHse(organisationId: string): Promise<void> {
    const { hseLead, officers } = world;
    const lead = { leadSide: 'HSE', leadAuthorityId: HSE, sector: 'Retail', bothEnforce: false };
    const partnershipId = await accepted(hseLead, 'partnershipPropose', { organisationId, ...lead });
    const party = { kind: 'ORGANISATION', id: organisationId } as const;
    const representative: TestCaller = { name: `of ${organisationId}`, party, roles: ['REPRESENTATIVE'] };
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(hseLead, 'partnershipAgree', { partnershipId });
    const post = { partnershipId, role: 'ACCOUNT_MANAGER', officerId: officers.hse, from: '2006-01-02' };
    await accepted(hseLead, 'partnershipAppointOfficer', post);
    await accepted(hseLead, 'partnershipActivate', { partnershipId, from: '2006-01-02' });
    const rules = [{ advice: 'ACCOUNT_MANAGER_FIRST', reason: 'Plan with me.' }];
    await accepted(world.hseOfficer, 'partnershipDraftCriteria', { partnershipId, rules });
    await accepted(world.hseOfficer, 'partnershipPublishCriteria', { partnershipId, from: '2006-12-28' });
  }

  async function partnerWithAnother(name: string): Promise<string> {
    const organisationId = await accepted(registrar, 'organisationRegister', {
      name,
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
      headcount: { ukEmployees: 20_000, asOf: '2005-01-01', source: 'Annual report' },
    });
    for (const site of ['One', 'Two']) {
      await accepted(registrar, 'siteOpen', { organisationId, name: site, nation: 'ENGLAND' });
    }
    await partnerOfHse(organisationId);
    return organisationId;
  }

  it('is due by the calendar of whoever asks, where HSE is to answer', async () => {
    await partnerOfHse(world.organisationId);
    const due = async (id: string, name: string) => {
      const caller: TestCaller = { name, party: { kind: 'LOCAL_AUTHORITY', id }, roles: ['OFFICER'] };
      const { organisationId } = world;
      const question = { organisationId, topic: 'noise', purpose: 'VISIT' };
      const contactId = await accepted(caller, 'contactRegisterIntention', question);
      const query = 'query ($id: ID!) { contact(id: $id) { detail { answerDue { at nation } } } }';
      const { data } = await service.as(caller)<{ contact: { detail: { answerDue: object } } }>(query, {
        id: contactId,
      });
      return data.contact.detail.answerDue;
    };
    expect(await due(WAKEFIELD, 'Wakefield')).toEqual({ at: '2007-01-03T23:59:59.999Z', nation: 'ENGLAND' });
    expect(await due(DUNDEE, 'Dundee')).toEqual({ at: '2007-01-04T23:59:59.999Z', nation: 'SCOTLAND' });
  });

  itEmbedded(
    'is found with as many queries for many partnerships as for one',
    'its statements are counted',
    async () => {
      const ask = async () => {
        const { data, errors } = await service.as(world.hseOfficer)<{ contactsAwaitingMyAnswer: { nodes: object[] } }>(
          '{ contactsAwaitingMyAnswer(first: 100) { nodes { id } } }',
        );
        expect(errors).toBeUndefined();
        return data.contactsAwaitingMyAnswer.nodes.length;
      };
      expect(await ask()).toBe(2);
      const few = await countQueries(ask);
      for (const name of ['Boots', 'Greggs', 'Next']) {
        const question = { organisationId: await partnerWithAnother(name), topic: 'noise', purpose: 'VISIT' };
        const caller: TestCaller = { ...world.wakefieldLead, roles: ['OFFICER'], name: 'officer' };
        await accepted(caller, 'contactRegisterIntention', question);
      }
      expect(await ask()).toBe(5);
      expect(await countQueries(ask)).toBeLessThanOrEqual(few);
    },
  );
});
