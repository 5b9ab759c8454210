import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import { commandsOf } from '../support/commands.js';
import {
  DUNDEE,
  HSE,
  LACORS,
  makePartnershipWorld,
  WAKEFIELD,
  type PartnershipWorld,
} from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

/** A Tuesday; tests move on from here. */
const START = '2006-03-21T09:00:00Z';

interface Reason {
  readonly rule: string;
  readonly decisive: boolean;
  readonly text: string;
  readonly criteria: { readonly criteriaVersion: number } | null;
}

interface Advice {
  readonly kind: string;
  readonly until: string | null;
  readonly reasons: readonly Reason[];
  readonly contactPoint: { readonly capacity: string; readonly officer: { readonly name: string } | null } | null;
  readonly coordinateWith: readonly { readonly authority: { readonly name: string } }[];
}

const ADVICE = `kind until reasons { rule decisive text criteria { criteriaVersion } }
  contactPoint { capacity authority { name } officer { name } } coordinateWith { authority { name } officer { name } }`;

interface Seen {
  readonly status: string;
  readonly adviceKind: string | null;
  readonly detail: {
    readonly adviceFollowed: boolean | null;
    readonly advice: Advice | null;
    readonly answerDue: object | null;
    readonly answer: object | null;
  } | null;
}

describe('The gateway of a partnership over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let partnershipId: string;
  let wakefield: TestCaller;
  let now = new Date(START);
  const { accepted, refusals } = commandsOf(() => service, ['partnership', 'contact', 'authority']);

  beforeAll(async () => {
    service = await startService(() => now);
    world = await makePartnershipWorld(() => service);
    const { dundeeLead, representative, organisationId, officers } = world;
    wakefield = {
      name: 'officer of Wakefield',
      party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
      roles: ['OFFICER'],
      officerId: officers.wakefield,
    };
    partnershipId = await accepted(dundeeLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'LOCAL_AUTHORITY',
      leadAuthorityId: DUNDEE,
      sector: 'Retail',
      bothEnforce: true,
    });
    await accepted(representative, 'partnershipAgree', { partnershipId });
    await accepted(dundeeLead, 'partnershipAgree', { partnershipId });
  });
  afterAll(() => service.close());

  const question = (fields: object = {}) => ({
    organisationId: world.organisationId,
    topic: 'workplace transport',
    purpose: 'PLANNED_INSPECTION',
    ...fields,
  });

  async function ask(caller: TestCaller, fields: object = {}): Promise<Advice> {
    const query = `query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) { ${ADVICE} } }`;
    const { data, errors } = await service.as(caller)<{ gatewayAdvice: Advice }>(query, { input: question(fields) });
    expect(errors).toBeUndefined();
    return data.gatewayAdvice;
  }

  const intend = (caller: TestCaller, fields: object = {}) =>
    accepted(caller, 'contactRegisterIntention', question(fields));

  async function see(caller: TestCaller, id: string): Promise<Seen | null> {
    const query = `query ($id: ID!) { contact(id: $id) { status adviceKind detail { adviceFollowed advice { ${ADVICE} }
      answerDue { at workingDays nation holidaysSkipped { name } } answer { answer text capacity late officer { name } } } } }`;
    const { data, errors } = await service.as(caller)<{ contact: Seen | null }>(query, { id });
    expect(errors).toBeUndefined();
    return data.contact;
  }

  async function waitingFor(caller: TestCaller): Promise<readonly string[]> {
    const query = '{ contactsAwaitingMyAnswer(first: 100) { nodes { id } } }';
    const { data, errors } = await service.as(caller)<{ contactsAwaitingMyAnswer: { nodes: { id: string }[] } }>(query);
    expect(errors).toBeUndefined();
    return data.contactsAwaitingMyAnswer.nodes.map(({ id }) => id);
  }

  it('lets everybody proceed while the partnership is not active, and says how it stands', async () => {
    const advice = await ask(wakefield);
    expect(advice).toMatchObject({ kind: 'PROCEED', contactPoint: null });
    expect(advice.reasons[0]?.text).toBe(
      'A partnership with this organisation is agreed, and not active yet. Proceed.',
    );
  });

  it('follows the published criteria once it is, and names the account manager', async () => {
    const { dundeeLead, dundeeOfficer, officers, siteId, representative } = world;
    const post = { partnershipId, from: '2006-01-02' };
    await accepted(dundeeLead, 'partnershipAppointOfficer', {
      ...post,
      role: 'SHADOW_ACCOUNT_MANAGER',
      officerId: officers.hse,
    });
    await accepted(dundeeLead, 'partnershipAppointOfficer', {
      ...post,
      role: 'ACCOUNT_MANAGER',
      officerId: officers.dundee,
    });
    await accepted(dundeeLead, 'partnershipActivate', { partnershipId, from: '2006-01-02' });
    await accepted(dundeeLead, 'partnershipAffirmPrinciples', { partnershipId, version: 1 });
    await accepted(representative, 'partnershipAffirmPrinciples', { partnershipId, version: 1 });
    const rules = [
      { advice: 'ACCOUNT_MANAGER_FIRST', purpose: 'PLANNED_INSPECTION', reason: 'Plan with me.' },
      { advice: 'NOT_NOW', siteId, purpose: 'VISIT', reason: 'Refitting.', validUntil: '2006-04-20' },
      { advice: 'PROCEED', purpose: 'ADVICE', reason: 'Advice is always welcome.' },
      { advice: 'NOT_NOW', purpose: 'INFORMATION_REQUEST', reason: 'Accounts are made.', validUntil: '2006-07-31' },
    ];
    await accepted(dundeeOfficer, 'partnershipDraftCriteria', { partnershipId, rules });
    await accepted(dundeeOfficer, 'partnershipPublishCriteria', { partnershipId, from: '2006-03-21' });

    expect(await ask(wakefield)).toMatchObject({
      kind: 'ACCOUNT_MANAGER_FIRST',
      reasons: [{ rule: 'contact-criteria', decisive: true, criteria: { criteriaVersion: 1 } }],
      contactPoint: { capacity: 'ACCOUNT_MANAGER', officer: { name: 'Officer of Dundee' } },
    });
    expect(await ask(wakefield, { purpose: 'VISIT', siteId })).toMatchObject({ kind: 'NOT_NOW', until: '2006-04-20' });
    expect((await ask(wakefield, { purpose: 'ADVICE' })).kind).toBe('PROCEED');
    expect((await ask(wakefield, { purpose: 'OTHER' })).kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
    expect((await ask(wakefield, { purpose: 'LOCAL_INITIATIVE' })).reasons[0]?.rule).toBe(
      'precedence-over-local-initiatives',
    );
    expect((await ask(dundeeOfficer)).reasons[0]?.rule).toBe('own-account');
    for (const exemption of ['IMMINENT_RISK', 'FATALITY', 'COMPLAINT_WITH_DUTY']) {
      const advice = await ask(wakefield, { purpose: 'VISIT', siteId, exemption });
      expect(advice.kind).toBe('PROCEED_AND_TELL_ACCOUNT_MANAGER');
    }
  });

  it('answers by the criteria of the planned day, where a later version is published already', async () => {
    const { dundeeOfficer } = world;
    const rules = [{ advice: 'COORDINATE', coordinateWith: HSE, reason: 'HSE has a campaign.' }];
    await accepted(dundeeOfficer, 'partnershipDraftCriteria', { partnershipId, rules });
    await accepted(dundeeOfficer, 'partnershipPublishCriteria', { partnershipId, from: '2006-06-01' });
    const inJune = await ask(wakefield, { plannedOn: '2006-06-01' });
    expect(inJune).toMatchObject({
      kind: 'COORDINATE_WITH',
      coordinateWith: [{ authority: { name: 'Health and Safety Executive' } }],
    });
    expect(inJune.reasons[0]?.criteria?.criteriaVersion).toBe(2);
    expect((await ask(wakefield, { plannedOn: '2006-05-31' })).kind).toBe('ACCOUNT_MANAGER_FIRST');
  });

  it('gives no end for a rule that the next version may hold again', async () => {
    const { siteId } = world;
    expect(await ask(wakefield, { siteId, purpose: 'VISIT' })).toMatchObject({ kind: 'NOT_NOW', until: '2006-04-20' });
    const asked = { purpose: 'INFORMATION_REQUEST', plannedOn: '2006-05-31' };
    expect(await ask(wakefield, asked)).toMatchObject({ kind: 'NOT_NOW', until: null });
  });

  it('names those who were at a site within days', async () => {
    const { hseOfficer, siteId } = world;
    const made = { madeOn: '2006-03-20', channel: 'VISIT', withWhom: 'Store manager' };
    await accepted(hseOfficer, 'contactRecord', question({ siteId, purpose: 'VISIT', topic: 'racking', ...made }));
    const advice = await ask(wakefield, { siteId, purpose: 'ADVICE' });
    expect(advice).toMatchObject({
      kind: 'COORDINATE_WITH',
      coordinateWith: [{ authority: { name: 'Health and Safety Executive' }, officer: { name: 'Inspector of HSE' } }],
    });
    expect(advice.reasons[0]?.text).toContain('Health and Safety Executive on 20 March 2006 about racking.');
    expect((await ask(hseOfficer, { siteId, purpose: 'ADVICE' })).kind).toBe('PROCEED');
  });

  it('has an intention answered by the account manager and by nobody else', async () => {
    const { dundeeOfficer, hseOfficer, dundeeLead, hseLead, auditor, representative } = world;
    const contactId = await intend(wakefield, { plannedOn: '2006-04-03' });
    const answer = { contactId, answer: 'AGREED', text: 'Go ahead; ask for the safety adviser.' };
    expect(await waitingFor(dundeeOfficer)).toContain(contactId);
    for (const caller of [hseOfficer, wakefield, hseLead]) expect(await waitingFor(caller)).toEqual([]);

    expect(await refusals(wakefield, 'contactAnswerIntention', answer)).toEqual(['FORBIDDEN']);
    expect(await refusals(hseLead, 'contactAnswerIntention', answer)).toEqual(['FORBIDDEN']);
    expect(await refusals(auditor, 'contactAnswerIntention', answer)).toEqual(['FORBIDDEN']);
    expect(await refusals(representative, 'contactAnswerIntention', answer)).toEqual(['NOT_FOUND input.contactId']);
    expect(await refusals(hseOfficer, 'contactAnswerIntention', answer)).toEqual(['NOT_ACCOUNT_MANAGER input']);
    expect(await refusals(dundeeLead, 'contactAnswerIntention', answer)).toEqual(['NOT_ACCOUNT_MANAGER input']);
    expect(await refusals(dundeeOfficer, 'contactAnswerIntention', { ...answer, answer: 'WAIT' })).toEqual([
      'UNTIL_MISSING input.until',
    ]);
    await accepted(dundeeOfficer, 'contactAnswerIntention', answer);
    expect(await waitingFor(dundeeOfficer)).not.toContain(contactId);

    const lacors: TestCaller = { name: 'LACORS', party: { kind: 'COORDINATING_BODY', id: LACORS }, roles: ['OFFICER'] };
    expect(await see(lacors, contactId)).toEqual({
      status: 'ANSWERED',
      adviceKind: 'ACCOUNT_MANAGER_FIRST',
      detail: null,
    });
    for (const caller of [wakefield, dundeeOfficer, dundeeLead, hseOfficer, auditor]) {
      expect(await see(caller, contactId)).toMatchObject({
        detail: {
          answer: {
            answer: 'AGREED',
            capacity: 'ACCOUNT_MANAGER',
            late: false,
            officer: { name: 'Officer of Dundee' },
          },
          answerDue: { at: '2006-03-24T23:59:59.999Z', workingDays: 3, nation: 'SCOTLAND', holidaysSkipped: [] },
          advice: { kind: 'ACCOUNT_MANAGER_FIRST', reasons: [{ text: expect.stringContaining('Plan with me.') }, {}] },
        },
      });
    }
    expect(await see(representative, contactId)).toBeNull();
  });

  it('lets an officer go ahead against the advice, with a reason', async () => {
    const contactId = await intend(wakefield);
    const made = { contactId, madeOn: '2006-03-21', channel: 'PHONE', withWhom: 'Safety adviser' };
    expect(await refusals(wakefield, 'contactMarkMade', made)).toEqual([
      'DEVIATION_REASON_REQUIRED input.deviationReason',
    ]);
    await accepted(wakefield, 'contactMarkMade', { ...made, deviationReason: 'They rang us.' });
    expect((await see(wakefield, contactId))?.detail?.adviceFollowed).toBe(false);
  });

  it('turns to the shadow while the account manager is away', async () => {
    const { dundeeOfficer, hseOfficer } = world;
    await accepted(dundeeOfficer, 'partnershipRecordAbsence', {
      partnershipId,
      from: '2006-03-22',
      until: '2006-03-24',
    });
    expect((await ask(wakefield)).contactPoint?.capacity).toBe('ACCOUNT_MANAGER');
    now = new Date('2006-03-22T09:00:00Z');
    const advice = await ask(wakefield);
    expect(advice.contactPoint).toMatchObject({
      capacity: 'SHADOW_ACCOUNT_MANAGER',
      officer: { name: 'Inspector of HSE' },
    });
    expect(advice.reasons.map(({ rule }) => rule)).toContain('absence');
    const contactId = await intend(wakefield, { plannedOn: '2006-04-10' });
    expect(await waitingFor(hseOfficer)).toContain(contactId);
    await accepted(hseOfficer, 'contactAnswerIntention', {
      contactId,
      answer: 'COORDINATE',
      text: 'Take Leeds along.',
    });
    expect(await see(wakefield, contactId)).toMatchObject({
      detail: { answer: { capacity: 'SHADOW_ACCOUNT_MANAGER', officer: { name: 'Inspector of HSE' } } },
    });
  });

  it('records silence once, whatever restarts in between, and lets the officer proceed', async () => {
    now = new Date('2006-04-11T15:00:00Z');
    const contactId = await intend(wakefield, { plannedOn: '2006-04-24' });
    let registration: string | undefined;
    /** For each event of silence, whether it names the registration of the intention as its cause. */
    const silences = async () => {
      const found: boolean[] = [];
      for await (const event of service.engine.store.readStream(contactId as never)) {
        registration ??= event.id;
        if (event.type !== 'contacts.AnswerDeadlinePassed.v1') continue;
        found.push(service.engine.codec.decode(event).metadata.causationId === registration);
      }
      return found;
    };
    // In Scotland, the account manager's nation, Good Friday is no working day; Easter Monday is one.
    expect(await see(wakefield, contactId)).toMatchObject({
      status: 'AWAITING_ANSWER',
      detail: {
        answerDue: {
          at: '2006-04-17T22:59:59.999Z',
          nation: 'SCOTLAND',
          holidaysSkipped: [{ name: 'Good Friday' }],
        },
      },
    });
    now = new Date('2006-04-17T22:59:59.999Z');
    await service.engine.processes.runDue();
    expect(await silences()).toEqual([]);

    await service.restart();
    now = new Date('2006-04-17T23:00:00Z');
    await Promise.all([service.engine.processes.runDue(), service.engine.processes.runDue()]);
    await service.restart();
    await service.engine.processes.runDue();
    expect(await silences()).toEqual([true]);
    expect((await see(wakefield, contactId))?.status).toBe('UNANSWERED');
    expect(await waitingFor(world.dundeeOfficer)).not.toContain(contactId);

    now = new Date('2006-04-24T09:00:00Z');
    const late = { contactId, answer: 'WAIT', until: '2006-09-01', text: 'Please not before autumn.' };
    await accepted(world.dundeeOfficer, 'contactAnswerIntention', late);
    const made = { contactId, madeOn: '2006-04-24', channel: 'VISIT', withWhom: 'Store manager' };
    await accepted(wakefield, 'contactMarkMade', made);
    expect(await see(wakefield, contactId)).toMatchObject({ detail: { adviceFollowed: true, answer: { late: true } } });
  });

  it('finds what is due by itself', async () => {
    const contactId = await intend(wakefield, { plannedOn: '2006-05-22' });
    now = new Date('2006-04-28T09:00:00Z');
    service.engine.processes.start();
    const passed = async (): Promise<string | undefined> => {
      for (;;) {
        const status = (await see(wakefield, contactId))?.status;
        if (status !== 'AWAITING_ANSWER') return status;
      }
    };
    expect(await passed()).toBe('UNANSWERED');
  });

  it('shows a successor what its predecessor did as its own', async () => {
    const registrar: TestCaller = { name: 'registrar of HSE', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
    const council = { kind: 'LOCAL_AUTHORITY', nation: 'ENGLAND' };
    await accepted(registrar, 'authorityRegister', { ...council, gssCode: 'E10000009', officialName: 'New Council' });
    const successor: TestCaller = {
      name: 'officer of the new council',
      party: { kind: 'LOCAL_AUTHORITY', id: authorityIdOf('E10000009') },
      roles: ['OFFICER'],
    };
    const contactId = await intend(wakefield, { plannedOn: '2006-07-03', purpose: 'OTHER' });
    const own = async () => {
      const query = `query ($id: ID!) { contacts(first: 100, filter: { authorityId: $id }) {
        nodes { id date: plannedOn authority { id } detail { officer { name } } } } }`;
      const { data } = await service.as(successor)<{ contacts: { nodes: { id: string; detail: object | null }[] } }>(
        query,
        {
          id: successor.party.id,
        },
      );
      return data.contacts.nodes;
    };
    expect(await own()).toEqual([]);
    expect(await see(successor, contactId)).toMatchObject({ detail: null });
    expect(await refusals(successor, 'contactWithdrawIntention', { contactId, reason: 'Merged.' })).toEqual([
      'FORBIDDEN',
    ]);

    await accepted(registrar, 'authorityDissolve', {
      authorityId: WAKEFIELD,
      endedOn: '2006-04-28',
      successors: [{ authorityId: successor.party.id, from: '2006-04-28' }],
      reason: 'Merged.',
    });
    await intend(successor, { plannedOn: '2006-07-04', purpose: 'OTHER' });
    const listed = await own();
    expect(listed.slice(0, 2)).toMatchObject([
      { date: '2006-07-04', authority: { id: successor.party.id } },
      { id: contactId, authority: { id: WAKEFIELD }, detail: { officer: { name: 'Officer of Wakefield' } } },
    ]);
    expect(await pagedOwn(successor)).toEqual(listed.map(({ id }) => id));
    await accepted(successor, 'contactWithdrawIntention', { contactId, reason: 'Merged.' });
  });

  /** The ids of the contacts of the caller's authority, read a few at a time. */
  async function pagedOwn(caller: TestCaller): Promise<readonly string[]> {
    const query = `query ($id: ID!, $after: String) { contacts(first: 2, after: $after, filter: { authorityId: $id }) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      readonly contacts: {
        readonly nodes: readonly { readonly id: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: { readonly data: Page } = await service.as(caller)<Page>(query, { id: caller.party.id, after });
      const { nodes, pageInfo } = answer.data.contacts;
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && seen.length < 100);
    return seen;
  }
});
