import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';

const HISTORY = `query ($organisationId: ID, $partnershipId: ID, $objectId: ID, $officerId: ID, $filter: HistoryFilter,
    $order: HistoryOrder, $first: Int, $after: String) {
  history(organisationId: $organisationId, partnershipId: $partnershipId, objectId: $objectId, officerId: $officerId,
      filter: $filter, order: $order, first: $first, after: $after) {
    nodes { id type title meaning objectId revision content reason recordedAt effectiveAt correlationId causationId
      object { id } actor { partyKind partyId subject officerId officer { id } roles clientSystem }
      command { id type } differences { label before after withheld } cause { id } caused { id type } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Seen {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly objectId: string;
  readonly content: 'SHOWN' | 'WITHHELD';
  readonly reason: string | null;
  readonly correlationId: string;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly differences: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly cause: { readonly id: string } | null;
  readonly caused: readonly { readonly id: string; readonly type: string }[];
}

interface Page {
  readonly nodes: readonly Seen[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('Histories over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let wakefield: TestCaller;
  let registrar: TestCaller;
  let contactId: string;
  let now = `${TODAY}T09:00:00Z`;
  const { accepted } = commandsOf(() => service, ['contact', 'officer', 'organisation']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    registrar = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
    wakefield = {
      name: 'officer of Wakefield',
      party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
      roles: ['OFFICER'],
      officerId: world.officers.wakefield,
    };
    contactId = await accepted(wakefield, 'contactRecord', {
      organisationId: world.organisationId,
      topic: 'workplace transport',
      purpose: 'VISIT',
      madeOn: TODAY,
      channel: 'VISIT',
      withWhom: 'Store manager',
      summary: 'Pedestrians and lorries share the gate.',
    });
    now = `${TODAY}T10:00:00Z`;
    await accepted(registrar, 'officerAmend', {
      officerId: world.officers.wakefield,
      name: 'Officer of Wakefield',
      phone: '01924 555 0100',
      reason: 'A new telephone',
    });
  });
  afterAll(() => service.close());

  async function pageFor(caller: TestCaller, variables: Record<string, unknown>): Promise<Page> {
    const { data, errors } = await service.as(caller)<{ history: Page }>(HISTORY, variables);
    expect(errors).toBeUndefined();
    return data.history;
  }
  const eventsFor = async (caller: TestCaller, variables: Record<string, unknown>) =>
    (await pageFor(caller, variables)).nodes;
  const refusal = async (caller: TestCaller, variables: Record<string, unknown>) => {
    const { errors } = await service.as(caller)(HISTORY, variables);
    return errors?.map(({ message, extensions }) => `${extensions.code} ${message}`).join() ?? 'no refusal';
  };

  it('tell the auditor who did what, when and to what effect', async () => {
    const [event] = await eventsFor(world.auditor, { objectId: contactId });
    expect(event).toMatchObject({
      type: 'contacts.ContactRecorded.v1',
      title: 'Contact recorded',
      objectId: contactId,
      content: 'SHOWN',
      actor: {
        partyKind: 'LOCAL_AUTHORITY',
        partyId: WAKEFIELD,
        subject: 'subject-of-officer of Wakefield',
        officerId: world.officers.wakefield,
        officer: { id: world.officers.wakefield },
        roles: ['OFFICER'],
        clientSystem: 'scenario',
      },
      command: { type: 'RecordContact' },
    });
    expect(event?.differences).toContainEqual({
      label: 'Made, summary',
      before: null,
      after: 'Pedestrians and lorries share the gate.',
      withheld: false,
    });
  });

  it('hold everything that belongs to an organisation, in the order of the log and page by page', async () => {
    const all = await eventsFor(world.auditor, { organisationId: world.organisationId, first: 50 });
    expect(all.map(({ type }) => type)).toEqual([
      'contacts.ContactRecorded.v1',
      'organisations.SiteOpened.v1',
      'organisations.SiteOpened.v1',
      'organisations.HeadcountReported.v1',
      'organisations.OrganisationRegistered.v1',
    ]);
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST']) {
      const paged: Seen[] = [];
      let after: string | null = null;
      do {
        const page: Page = await pageFor(world.auditor, {
          organisationId: world.organisationId,
          order,
          first: 2,
          after,
        });
        paged.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      const expected = order === 'NEWEST_FIRST' ? all : all.toReversed();
      expect(paged.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }
  });

  it('show another regulator that it happened, and not what it says', async () => {
    const [event] = await eventsFor(world.dundeeOfficer, { objectId: contactId });
    expect(event).toMatchObject({ title: 'Contact recorded', content: 'WITHHELD', reason: null, differences: [] });
    expect(event?.actor['subject']).toBeNull();
  });

  it('show a party what it recorded itself', async () => {
    const [event] = await eventsFor(wakefield, { objectId: contactId });
    expect(event?.content).toBe('SHOWN');
    expect(event?.actor['subject']).toBe('subject-of-officer of Wakefield');
  });

  it('show an organisation nothing that regulators recorded, about itself or others', async () => {
    for (const organisationId of [world.organisationId, world.otherOrganisationId]) {
      expect(await eventsFor(world.representative, { organisationId })).toEqual([]);
    }
    expect(await eventsFor(world.representative, { objectId: contactId })).toEqual([]);
  });

  it('leave out how a person is reached, also for the auditor', async () => {
    const filter = { types: ['regulators.OfficerAmended'] };
    const [event] = await eventsFor(world.auditor, { objectId: world.officers.wakefield, filter });
    const phone = event?.differences.find(({ label }) => label.endsWith('hone'));
    expect(phone).toMatchObject({ before: null, after: null, withheld: true });
    expect(JSON.stringify(event)).not.toContain('01924');
  });

  it('hold what one officer did', async () => {
    const events = await eventsFor(world.auditor, { officerId: world.officers.wakefield });
    expect(events.map(({ objectId }) => objectId)).toEqual([contactId]);
  });

  it('are narrowed by type, party, time and course of events', async () => {
    const [contact] = await eventsFor(world.auditor, { objectId: contactId });
    const types = async (filter: object, scope: object = { organisationId: world.organisationId }) =>
      (await eventsFor(world.auditor, { ...scope, filter })).map(({ title }) => title);
    expect(await types({ types: ['contacts.ContactRecorded'] })).toEqual(['Contact recorded']);
    expect(await types({ types: ['organisations.SiteOpened.v1'], parties: [WAKEFIELD] })).toEqual([]);
    expect(await types({ parties: [WAKEFIELD] })).toEqual(['Contact recorded']);
    expect(await types({ recordedFrom: `${TODAY}T10:00:00Z` })).toEqual([]);
    expect(await types({ recordedBefore: `${TODAY}T09:00:00Z` })).toEqual([]);
    expect(await types({ effectiveBefore: `${TODAY}T09:00:00Z` })).toEqual([]);
    expect(await types({ correlationId: contact?.correlationId }, {})).toEqual(['Contact recorded']);
    const since = { recordedFrom: `${TODAY}T10:00:00Z`, parties: [HSE] };
    expect(await types(since, {})).toEqual(['Officer amended']);
  });

  it('refuse what cannot be asked, saying why', async () => {
    const { auditor, organisationId } = { ...world };
    const both = { organisationId, objectId: contactId };
    expect(await refusal(auditor, both)).toBe('BAD_USER_INPUT Name one of organisationId and objectId, not both.');
    expect(await refusal(auditor, { partnershipId: 'organisation-1' })).toContain(
      'partnershipId must be an id such as',
    );
    expect(await refusal(auditor, { organisationId, after: 'x' })).toContain('after is not a cursor of a history');
    expect(await refusal(auditor, { organisationId, first: 101 })).toContain('PAGE_SIZE_OUT_OF_RANGE');
    const filtered = (filter: object) => refusal(auditor, { organisationId, filter });
    expect(await filtered({ types: ['contacts.Nothing'] })).toContain(
      'there are no events of the type contacts.Nothing',
    );
    expect(await filtered({ recordedFrom: '2030-01-01T00:00:00Z' })).toContain('lies in the future');
    const [later, earlier] = [`${TODAY}T09:00:00Z`, `${TODAY}T08:00:00Z`];
    expect(await filtered({ effectiveFrom: later, effectiveBefore: earlier })).toContain('must be later than');
    expect(await filtered({ parties: Array.from({ length: 51 }, () => HSE) })).toContain('at most 50');
    expect(await refusal(world.hseLead, {})).toContain('FORBIDDEN Only the auditor');
  });
});
