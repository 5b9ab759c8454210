import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DUNDEE, HELA, HSE, LACORS, WAKEFIELD } from '../support/access-matrix/callers.js';
import { make } from '../support/access-matrix/world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
const dundee: TestCaller = { name: 'dundee', party: { kind: 'LOCAL_AUTHORITY', id: DUNDEE }, roles: ['OFFICER'] };
const wakefield: TestCaller = {
  name: 'wakefield',
  party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
  roles: ['OFFICER'],
};
const inspector: TestCaller = { name: 'inspector', party: { kind: 'HSE', id: HSE }, roles: ['OFFICER'] };
const lacors: TestCaller = { name: 'lacors', party: { kind: 'COORDINATING_BODY', id: LACORS }, roles: ['LEAD'] };
const hela: TestCaller = { name: 'hela', party: { kind: 'ADVISORY_BODY', id: HELA }, roles: ['LEAD'] };
const auditor: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };
const operator: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };

const TODAY = '2006-03-21';

const CONTACT = /* GraphQL */ `
  fragment Shown on Contact {
    id
    status
    topic
    plannedOn
    madeOn
    adviceKind
    detail {
      summary
      adviceFollowed
      outcome {
        results
        text
      }
      followUps {
        number
        dueOn
        doneOn
      }
      source {
        system
        reference
      }
    }
  }
`;

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly madeOn: string | null;
  readonly detail: { readonly summary: string | null; readonly source: object | null } | null;
}

interface Done {
  readonly payload: {
    readonly contact: Shown | null;
    readonly advice: { readonly kind: string } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
  };
}

describe('Contacts over HTTP', () => {
  let service: TestService;
  let organisationId: string;
  let siteId: string;
  let representative: TestCaller;

  beforeAll(async () => {
    service = await startService(() => new Date(`${TODAY}T09:00:00Z`));
    organisationId = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Spec Stores',
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    });
    siteId = await make(service, registrar, 'siteOpen', 'site', { organisationId, name: 'Store', nation: 'SCOTLAND' });
    representative = {
      name: 'representative',
      party: { kind: 'ORGANISATION', id: organisationId },
      roles: ['REPRESENTATIVE'],
    };
  });
  afterAll(() => service.close());

  async function give(caller: TestCaller, mutation: string, input: Record<string, unknown>) {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await service.as(caller)<Done>(
      `${CONTACT} mutation ($input: ${type}!) { payload: ${mutation}(input: $input) {
        contact { ...Shown } advice { kind } userErrors { code field message } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } },
    );
    return { ...data?.payload, errors };
  }

  async function see(caller: TestCaller, id: string): Promise<Shown | null> {
    const { data, errors } = await service.as(caller)<{ contact: Shown | null }>(
      `${CONTACT} query ($id: ID!) { contact(id: $id) { ...Shown } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return data.contact;
  }

  const question = () => ({ organisationId, siteId, topic: 'workplace transport', purpose: 'VISIT' });
  const made = { madeOn: TODAY, channel: 'VISIT', withWhom: 'Store manager', summary: 'Looked at the yard.' };

  const ADVICE = `query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) {
    kind rulesVersion reasons { rule version text contacts { id status } } inputs { organisationWindowDays nearby { contactId } } } }`;

  it('asks the gateway without leaving a trace, and registers the same question with the same advice', async () => {
    const head = await service.engine.store.head();
    const { data, errors } = await service.as(dundee)<{ gatewayAdvice: { kind: string } }>(ADVICE, {
      input: question(),
    });
    expect(errors).toBeUndefined();
    expect(data.gatewayAdvice).toMatchObject({
      kind: 'PROCEED',
      reasons: [{ rule: 'no-active-partnership', version: 1 }],
      inputs: { organisationWindowDays: 28, nearby: [] },
    });
    expect(await service.engine.store.head()).toBe(head);

    const registered = await give(dundee, 'contactRegisterIntention', { ...question(), plannedOn: '2006-04-03' });
    expect(registered).toMatchObject({
      userErrors: [],
      advice: { kind: 'PROCEED' },
      contact: { status: 'INTENDED', plannedOn: '2006-04-03', adviceKind: 'PROCEED' },
    });
  });

  it('names the field and the reason of a question that cannot be answered', async () => {
    const ask = async (input: object) => {
      const { errors } = await service.as(dundee)(ADVICE, { input: { ...question(), ...input } });
      return errors?.[0];
    };
    expect((await ask({ topic: 'a\u202Eb' }))?.message).toMatch(
      /^input\.topic: must not contain the character U\+202E/,
    );
    expect((await ask({ organisationId: `organisation-${randomUUID()}` }))?.message).toMatch(/input\.organisationId/);
    expect((await ask({ siteId: `site-${randomUUID()}` }))?.message).toMatch(/no site with this id/);
    expect((await ask({ plannedOn: '2006-03-20' }))?.message).toMatch(/has passed/);
    expect((await ask({ officerId: `officer-${randomUUID()}` }))?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('answers no question of those who contact nobody', async () => {
    for (const caller of [representative, hela, auditor, operator, registrar]) {
      const { errors } = await service.as(caller)(ADVICE, { input: question() });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('goes from intention over contact and outcome to a follow-up, and refuses steps out of order', async () => {
    const { contact } = await give(wakefield, 'contactRegisterIntention', question());
    const contactId = contact?.id ?? '';
    const step = async (mutation: string, input: object) => {
      const { contact: after, userErrors } = await give(wakefield, mutation, { contactId, ...input });
      return userErrors?.[0]?.code ?? after?.status;
    };
    expect(await step('contactRecordOutcome', { results: ['VERBAL_ADVICE'] })).toBe('CONTACT_NOT_MADE');
    expect(await step('contactMarkMade', { ...made, madeOn: '2006-03-22' })).toBe('DATE_IN_FUTURE');
    expect(await step('contactMarkMade', made)).toBe('MADE');
    expect(await step('contactWithdrawIntention', { reason: 'Too late.' })).toBe('CONTACT_ALREADY_MADE');
    expect(await step('contactRecordOutcome', { results: ['VERBAL_ADVICE'], text: 'Keep the yard clear.' })).toBe(
      'MADE',
    );
    expect(await step('contactPlanFollowUp', { dueOn: '2006-05-02', text: 'Look again.' })).toBe('MADE');
    expect(await step('contactCompleteFollowUp', { number: 2, doneOn: TODAY })).toBe('FOLLOW_UP_UNKNOWN');
    expect(await step('contactCompleteFollowUp', { number: 1, doneOn: TODAY })).toBe('MADE');
    expect(await see(wakefield, contactId)).toMatchObject({
      madeOn: TODAY,
      detail: {
        summary: 'Looked at the yard.',
        adviceFollowed: true,
        outcome: { results: ['VERBAL_ADVICE'], text: 'Keep the yard clear.' },
        followUps: [{ number: 1, dueOn: '2006-05-02', doneOn: TODAY }],
      },
    });
  });

  it('records a contact of another system once, and shows when the two disagree', async () => {
    const source = { system: 'Council case system', reference: 'EH/06/0042' };
    const input = { ...question(), ...made, source, outcome: { results: ['NO_ACTION_NEEDED'] } };
    const first = await give(dundee, 'contactRecord', input);
    const again = await give(dundee, 'contactRecord', input);
    expect(first.contact).toMatchObject({ status: 'MADE', detail: { source } });
    expect(again.contact?.id).toBe(first.contact?.id);
    const other = await give(dundee, 'contactRecord', { ...input, channel: 'PHONE' });
    expect(other.userErrors).toEqual([expect.objectContaining({ code: 'RECORDED_OTHERWISE' })]);
    const ofWakefield = await give(wakefield, 'contactRecord', input);
    expect(ofWakefield.contact?.id).not.toBe(first.contact?.id);
    const foreign = await give(wakefield, 'contactRecord', { ...input, authorityId: DUNDEE });
    expect(foreign.userErrors).toEqual([expect.objectContaining({ code: 'NOT_YOUR_AUTHORITY' })]);
  });

  it('lets nobody act on the contact of another authority', async () => {
    const { contact } = await give(dundee, 'contactRegisterIntention', question());
    const contactId = contact?.id ?? '';
    const withdraw = (caller: TestCaller) =>
      give(caller, 'contactWithdrawIntention', { contactId, reason: 'Not ours.' });
    expect((await withdraw(wakefield)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await withdraw(auditor)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const caller of [representative, hela, operator]) {
      expect((await withdraw(caller)).userErrors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })]);
    }
  });

  it('shows every regulator that a contact is there, and its detail only to its parties', async () => {
    const { contact } = await give(dundee, 'contactRecord', { ...question(), ...made });
    const id = contact?.id ?? '';
    for (const caller of [dundee, inspector, auditor]) {
      expect((await see(caller, id))?.detail?.summary).toBe('Looked at the yard.');
    }
    for (const caller of [wakefield, lacors]) expect(await see(caller, id)).toMatchObject({ id, detail: null });
    for (const caller of [representative, hela, operator]) expect(await see(caller, id)).toBeNull();
  });

  describe('An organisation', () => {
    const LIST = `query ($id: ID!, $after: String) { organisationContacts(organisationId: $id, first: 100, after: $after) {
      nodes { id topic channel withWhom madeOn authority { id } site { name } } pageInfo { hasNextPage } } }`;
    interface Listed {
      readonly organisationContacts: { readonly nodes: readonly { readonly id: string; readonly topic: string }[] };
    }
    const list = async (caller: TestCaller, id = organisationId) => {
      const { data, errors } = await service.as(caller)<Listed>(LIST, { id });
      expect(errors).toBeUndefined();
      return data.organisationContacts.nodes;
    };

    it('sees the contacts made with it, and neither plans nor what was said in confidence', async () => {
      const topic = `noise ${randomUUID().slice(0, 8)}`;
      const { contact: plan } = await give(dundee, 'contactRegisterIntention', { ...question(), topic });
      const inConfidence = { ...question(), ...made, topic, confidential: true };
      const { contact: secret } = await give(dundee, 'contactRecord', inConfidence);
      expect((await list(representative)).filter((each) => each.topic === topic)).toEqual([]);

      const paths = [plan, secret].flatMap((contact) => {
        const id = contact?.id ?? '';
        return [id, id.replace(/^contact-/, 'organisation-contact-')];
      });
      const { data } = await service.as(representative)<{ nodes: unknown[]; contacts: { nodes: unknown[] } }>(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { id } contacts { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { ids: paths },
      );
      expect(data.nodes).toEqual([null, null, null, null]);
      expect(data.contacts).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });

      await give(dundee, 'contactMarkMade', { contactId: plan?.id, ...made });
      const seen = (await list(representative)).filter((each) => each.topic === topic);
      expect(seen).toEqual([
        expect.objectContaining({
          channel: 'VISIT',
          withWhom: 'Store manager',
          madeOn: TODAY,
          site: { name: 'Store' },
        }),
      ]);
      const { data: found } = await service.as(representative)<{ node: object }>(
        'query ($id: ID!) { node(id: $id) { id __typename } }',
        { id: seen[0]?.id },
      );
      expect(found.node).toEqual({ id: seen[0]?.id, __typename: 'OrganisationContact' });
    });

    it('loses sight of a contact that turns out to be confidential', async () => {
      const topic = `dust ${randomUUID().slice(0, 8)}`;
      const { contact } = await give(dundee, 'contactRecord', { ...question(), ...made, topic });
      expect((await list(representative)).map((each) => each.topic)).toContain(topic);
      const amended = { ...made, topic, purpose: 'VISIT', confidential: true, reason: 'A worker spoke up.' };
      await give(dundee, 'contactAmend', { contactId: contact?.id, ...amended });
      expect((await list(representative)).map((each) => each.topic)).not.toContain(topic);
    });

    it('sees nothing of other organisations, and other authorities nothing of its list', async () => {
      const other: TestCaller = {
        name: 'other organisation',
        party: { kind: 'ORGANISATION', id: `organisation-${randomUUID()}` },
        roles: ['REPRESENTATIVE'],
      };
      expect(await list(other)).toEqual([]);
      expect(await list(wakefield)).toEqual([]);
      expect((await list(inspector)).length).toBeGreaterThan(0);
    });
  });
});
