import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventId, StreamName } from '#platform/event-store';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const TODAY = '2006-03-21';

const HISTORY = `query ($organisationId: ID, $partnershipId: ID, $objectId: ID, $officerId: ID, $filter: HistoryFilter,
    $order: HistoryOrder, $first: Int, $after: String) {
  history(organisationId: $organisationId, partnershipId: $partnershipId, objectId: $objectId, officerId: $officerId,
      filter: $filter, order: $order, first: $first, after: $after) {
    nodes { id position type title meaning objectId revision content reason recordedAt effectiveAt correlationId causationId
      object { id } actor { partyKind partyId subject officerId officer { id } roles clientSystem }
      command { id type } differences { label before after withheld } cause { id } caused { id type } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Seen {
  readonly id: string;
  readonly position: string;
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
      label: 'Summary',
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
    // It was recorded today, and says of an earlier day how many people there were.
    expect(await types({ effectiveBefore: `${TODAY}T09:00:00Z` })).toEqual(['Headcount reported']);
    expect(await types({ correlationId: contact?.correlationId }, {})).toEqual(['Contact recorded']);
    const since = { recordedFrom: `${TODAY}T10:00:00Z`, parties: [HSE] };
    expect(await types(since, {})).toEqual(['Officer amended']);
  });

  it('end where everything else ends that is asked as at an earlier moment', async () => {
    const [last] = await eventsFor(world.auditor, { objectId: contactId });
    const asAt = async (directive: string, variables: Record<string, unknown>, caller = world.auditor) => {
      const query = HISTORY.replace(') {', `) ${directive} {`);
      const { data, errors, extensions } = await service.as(caller)<{ history: Page }>(query, variables);
      expect(errors).toBeUndefined();
      expect(extensions?.concordat).toMatchObject({ asAt: { replayedEvents: expect.any(Number) } });
      return data.history.nodes.map(({ title, content }) => `${title} ${content}`);
    };
    const { organisationId } = world;
    const before = Number(last?.position) - 1;
    const organisation = { organisationId, first: 1 };
    expect(await asAt(`@asAt(position: "${before}")`, organisation)).toEqual(['Site opened SHOWN']);
    expect(await asAt(`@asAt(position: "${before + 1}")`, organisation)).toEqual(['Contact recorded SHOWN']);
    expect(await asAt(`@asAt(position: "${before}")`, { objectId: contactId })).toEqual([]);
    // The contact took effect on the day on which it was made, whenever it was recorded.
    const moment = `recorded: "${TODAY}T10:00:00Z"`;
    expect(await asAt(`@asAt(${moment})`, { objectId: contactId })).toEqual(['Contact recorded SHOWN']);
    const yesterday = `@asAt(${moment}, effective: "2006-03-20T00:00:00Z")`;
    expect(await asAt(yesterday, { objectId: contactId })).toEqual([]);
    expect(await asAt(yesterday, { organisationId })).toEqual(['Headcount reported SHOWN']);
  });

  it("show an auditor who asks for another one's view no more than that one sees", async () => {
    const query = HISTORY.replace(') {', `) @whatWasSeen(officer: "${world.officers.wakefield}") {`);
    const seenBy = async (variables: Record<string, unknown>) => {
      const { data, errors } = await service.as(world.auditor)<{ history: Page } | null>(query, variables);
      return data?.history.nodes.map(({ title, content }) => `${title} ${content}`) ?? errors?.[0]?.extensions.code;
    };
    expect(await seenBy({ objectId: contactId })).toEqual(['Contact recorded SHOWN']);
    expect(await seenBy({ organisationId: world.organisationId, first: 2 })).toEqual([
      'Contact recorded SHOWN',
      'Site opened WITHHELD',
    ]);
    expect(await seenBy({})).toBe('FORBIDDEN');
  });

  it('do not tell by a refusal, a count or a page what there is of others', async () => {
    const filter = { types: ['data-protection.ErasureBegun'] };
    expect(await eventsFor(world.representative, { organisationId: world.organisationId, filter })).toEqual([]);
    // 2,001 events are looked through for one page: whoever sees none of them is not told that there are more.
    const actor = { party: { kind: 'HSE', id: HSE }, subject: 'import', client: 'spec', roles: [] };
    for (const organisationId of [world.organisationId, world.otherOrganisationId]) {
      const filler = Array.from({ length: 2_001 }, (_, number) => ({
        id: randomUUID() as EventId,
        type: 'organisations.TradingNamesSet.v1',
        data: new TextEncoder().encode(JSON.stringify({ names: [`Name ${number}`] })),
        metadata: new TextEncoder().encode(
          JSON.stringify({
            actor,
            commandId: randomUUID(),
            commandType: 'SetTradingNames',
            fingerprint: '',
            correlationId: 'spec',
            organisationId,
          }),
        ),
      }));
      for (let from = 0; from < filler.length; from += 500) {
        await service.engine.store.append(organisationId as StreamName, 'any', filler.slice(from, from + 500));
      }
    }
    await service.engine.projections.caughtUp();
    for (const organisationId of [world.organisationId, world.otherOrganisationId]) {
      const { nodes, pageInfo } = await pageFor(world.representative, { organisationId });
      expect({ nodes, ...pageInfo }).toEqual({ nodes: [], hasNextPage: false, endCursor: null });
    }
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
