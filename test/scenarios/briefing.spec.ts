import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { commandsOf } from '../support/commands.js';
import { BriefingWorld, FIFE, fife, hse, MARKS, priority, variation, wakefield } from '../support/briefing-world.js';
import { WAKEFIELD } from '../support/partnership-world.js';
import { itEmbedded } from '../support/engines/embedded-only.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const SCHEMA = new URL('../../../schema/published/concordat.graphql', import.meta.url);

/** Types that a briefing is made of; of others, which have rights of their own, it shows which object is meant. */
const OWN_TYPES = /^(PlanBriefing|Briefed\w+|IncidentClause)$/;

/** Every field of the briefing's types, however deep. */
function everyField(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).map((field) => {
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return field.name;
    if (isObjectType(inner) && OWN_TYPES.test(inner.name)) return `${field.name} { ${everyField(inner)} }`;
    return `${field.name} { id${inner.name === 'Site' ? ' name' : ''} }`;
  });
  return fields.join(' ');
}

const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
const briefingType = schema.getType('PlanBriefing') as GraphQLObjectType;
const EVERYTHING = everyField(briefingType);

const registrar: TestCaller = { ...hse, name: 'registrar', roles: ['REGISTRAR'] };

interface Item {
  readonly version: number;
  readonly digest: string;
  readonly firstDisclosedAt: string;
  readonly previouslySeenVersion: number | null;
  readonly priorities: readonly { number: number; title: string; keyInformation: string | null; grounds: string[] }[];
  readonly changes: readonly { kind: string; path: string[]; sentence: string }[];
  readonly [field: string]: unknown;
}

describe('Briefings over HTTP', () => {
  let service: TestService;
  let made: BriefingWorld;
  let now = '2006-03-21T09:00:00Z';
  const { accepted } = commandsOf(() => service, ['partnership', 'authority', 'site']);

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    made = await BriefingWorld.make(() => service);
    const { wakefieldSite } = made;
    await made.edit('planAddPriority', priority(MARKS.wakefield, { siteIds: [wakefieldSite] }));
    await made.edit('planAddPriority', priority(MARKS.fife, { authorities: [FIFE], topics: ['Noise'] }));
    await made.edit('planAddPriority', priority(MARKS.hidden, { sectors: ['Construction Division'] }));
    const bare = { title: 'Ladders', themes: ['Falls'], keyInformation: null };
    await made.edit('planAddPriority', priority(MARKS.hidden, { topics: ['falls'] }, bare));
    await made.edit('planAddVariation', variation(WAKEFIELD, MARKS.wakefield));
    await made.edit('planAddVariation', variation(FIFE, MARKS.fife));
    await made.publish('2006-03-21');
  }, 60_000);
  afterAll(() => service.close());

  async function asked(as: TestCaller, args = '', fields = EVERYTHING) {
    const query = `{ briefing${args} { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
    return service.as(as)<{
      briefing: { nodes: Item[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    } | null>(query);
  }

  async function read(as: TestCaller, args = ''): Promise<readonly Item[]> {
    const { data, errors } = await asked(as, args);
    expect(errors).toBeUndefined();
    return data?.briefing.nodes ?? [];
  }

  const numbersOf = (items: readonly Item[]) => items.map(({ priorities }) => priorities.map(({ number }) => number));
  const head = () => service.engine.store.head();

  it('ask for every field that the schema has', () => {
    for (const field of Object.keys(briefingType.getFields())) expect(EVERYTHING).toContain(field);
    expect(EVERYTHING).toContain('keyInformation');
    expect(EVERYTHING).toContain('sentence');
  });

  it('show an authority what concerns it, in every field, and nothing of what concerns another', async () => {
    const views = [
      { as: wakefield, own: MARKS.wakefield, other: MARKS.fife, numbers: [1, 4] },
      { as: fife, own: MARKS.fife, other: MARKS.wakefield, numbers: [2, 4] },
    ];
    for (const { as, own, other, numbers } of views) {
      const items = await read(as);
      const text = JSON.stringify(items);
      expect(numbersOf(items)).toEqual([numbers]);
      expect(text).toContain(`Key ${own}`);
      expect(text).toContain(`Varied ${own}`);
      expect(text).toContain(`Ask first ${own}`);
      expect(text).not.toContain(other);
      expect(text).not.toContain(MARKS.hidden);
      for (const hidden of [other === MARKS.fife ? FIFE : WAKEFIELD]) expect(text).not.toContain(hidden);
      // That there is more it may know, as it enforces there; not how much.
      expect(items).toMatchObject([{ moreExists: true, morePriorities: null, changes: [] }]);
    }
  });

  it('show title and theme only where there is no key information', async () => {
    const [item] = await read(wakefield);
    expect(item?.priorities.find(({ number }) => number === 4)).toMatchObject({
      title: 'Ladders',
      keyInformation: null,
      grounds: ['ENFORCES'],
      from: null,
      until: null,
      topics: ['falls'],
      sites: [],
    });
  });

  it('name who answers for the account now, and say when the shadow acts', async () => {
    const { dundeeOfficer, officers } = made.world;
    const answering = 'accountManager { id } actingShadow { id }';
    const people = async () => (await asked(wakefield, '', answering)).data?.briefing.nodes;
    expect(await people()).toEqual([{ accountManager: { id: officers.dundee }, actingShadow: null }]);
    const { partnershipId } = made;
    await accepted(dundeeOfficer, 'partnershipRecordAbsence', {
      partnershipId,
      from: '2006-03-21',
      until: '2006-03-23',
    });
    expect(await people()).toEqual([{ accountManager: { id: officers.dundee }, actingShadow: { id: officers.hse } }]);
  });

  it('can be narrowed to a topic and to an organisation', async () => {
    expect(numbersOf(await read(fife, '(topic: "NOISE")'))).toEqual([[2]]);
    // Wakefield does not learn that the plan speaks of noise.
    expect(await read(wakefield, '(topic: "noise")')).toEqual([]);
    expect(await read(wakefield, `(organisationId: "${made.world.otherOrganisationId}")`)).toEqual([]);
    expect(await read(wakefield, `(organisationId: "${made.world.organisationId}")`)).toHaveLength(1);
  });

  it('are read by HSE, the coordinating body and the auditor for any authority, and by nobody else', async () => {
    const { lacorsLead, auditor, representative, wakefieldLead, dundeeLead } = made.world;
    for (const reader of [hse, lacorsLead, auditor]) {
      expect(numbersOf(await read(reader, `(authorityId: "${WAKEFIELD}")`))).toEqual([[1, 4]]);
    }
    expect(numbersOf(await read(wakefieldLead))).toEqual([[1, 4]]);
    // HSE's own: it enforces nowhere here, and its sectors are named. HSE has the shadow and may know of all.
    const [own] = await read(hse);
    expect(own).toMatchObject({
      priorities: [{ number: 3, grounds: ['SECTOR'] }],
      moreExists: true,
      morePriorities: 3,
    });
    const refused = async (as: TestCaller, args: string) =>
      (await asked(as, args)).errors?.map(({ extensions }) => extensions.code);
    for (const other of [fife, dundeeLead, representative]) {
      expect(await refused(other, `(authorityId: "${WAKEFIELD}")`)).toEqual(['FORBIDDEN']);
    }
    expect(await refused(representative, '')).toEqual(['FORBIDDEN']);
    expect(await refused(auditor, '')).toEqual(['BAD_USER_INPUT']);
    expect(await refused(hse, '(authorityId: "authority-00000000-0000-5000-8000-000000000000")')).toEqual([
      'NOT_FOUND',
    ]);
    // Its lead authority has a part in the partnership, and is concerned by nothing: it enforces nowhere.
    expect(await read(dundeeLead)).toEqual([]);
  });

  it('are on record as disclosed before they are returned, once', async () => {
    const { auditor, wakefieldLead } = made.world;
    await read(wakefield);
    const before = await head();
    await read(wakefield);
    await read(wakefieldLead);
    expect(await head()).toBe(before);
    // A party that has not read it, in one request with the record of what was disclosed.
    const { data } = await service.as(auditor)<{
      briefing: { nodes: Item[] };
      disclosures: { nodes: { digest: string; disclosedAt: string; readByAuditor: boolean; subject: string }[] };
    }>(`{
      briefing(authorityId: "${FIFE}") { nodes { digest firstDisclosedAt } }
      disclosures: keyInformationDisclosures(partnershipId: "${made.partnershipId}") {
        nodes { digest disclosedAt readByAuditor subject }
      }
    }`);
    // Besides, that the auditor asked.
    expect(await head()).toBe(before + 2);
    const [item] = data.briefing.nodes;
    expect(data.disclosures.nodes).toContainEqual({
      digest: item?.digest,
      disclosedAt: item?.firstDisclosedAt,
      readByAuditor: true,
      subject: 'subject-of-auditor',
    });
  });

  it('record nothing where the field is not executed', async () => {
    const before = await head();
    const query = `query ($yes: Boolean!) { briefing(authorityId: "${FIFE}") @skip(if: $yes) { nodes { digest } } }`;
    await service.as(hse)(query, { yes: true });
    expect(await head()).toBe(before);
    await service.as(hse)(query, { yes: false });
    expect(await head()).toBe(before + 1);
  });

  itEmbedded('are not returned when they cannot be put on record', 'its disk is limited', async () => {
    await service.restart({ log: 1 });
    const { refusals } = commandsOf(() => service, ['organisation']);
    const filler = { name: 'x'.repeat(190), structure: 'MIXED' };
    let full: readonly string[] = [];
    while (full.length === 0) full = await refusals(registrar, 'organisationRegister', filler);
    expect(full).toEqual(['STORAGE_FULL']);
    const { data, errors } = await asked(made.world.lacorsLead, `(authorityId: "${FIFE}")`);
    expect(data).toBeFalsy();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['STORAGE_FULL']);
    // What was disclosed before needs no space.
    expect(await read(fife)).toHaveLength(1);
    await service.restart();
  });

  it('say what changed since the version seen before, of what concerns the authority', async () => {
    now = '2006-05-02T09:00:00Z';
    const renewed = (mark: (typeof MARKS)['wakefield' | 'fife' | 'hidden'], concerns: object, rest: object = {}) =>
      priority(mark, concerns, { title: `New title ${mark}`, keyInformation: `New key ${mark}`, ...rest });
    const change = (number: number, terms: object) =>
      made.edit('planAmendPriority', { priority: number, reason: `So ${MARKS.hidden}`, ...terms });
    await change(1, renewed(MARKS.wakefield, { siteIds: [made.wakefieldSite] }));
    await change(2, renewed(MARKS.fife, { authorities: [FIFE], topics: ['Noise'] }));
    await change(3, renewed(MARKS.hidden, { sectors: ['Construction Division'] }));
    await change(
      4,
      priority(
        MARKS.hidden,
        { topics: ['falls'] },
        { title: 'Ladders', themes: ['Falls'], keyInformation: null, what: 'Anew HIDDEN' },
      ),
    );
    await made.edit('planAddPriority', priority(MARKS.fife, { regions: ['Scotland'] }));
    await made.edit('planEndVariation', { variation: 2, until: '2006-12-01', reason: `So ${MARKS.fife}` });
    await made.publish('2006-05-02');
    const views = [
      { as: wakefield, other: MARKS.fife, paths: ['priorities.1.keyInformation', 'priorities.1.title'] },
      {
        as: fife,
        other: MARKS.wakefield,
        paths: ['priorities.2.keyInformation', 'priorities.2.title', 'priorities.5', 'variations.2.until'],
      },
    ];
    for (const { as, other, paths } of views) {
      const items = await read(as);
      const text = JSON.stringify(items);
      expect(items).toMatchObject([{ version: 2, previouslySeenVersion: 1 }]);
      expect(items[0]?.changes.map(({ path }) => path.join('.'))).toEqual(paths);
      expect(text).not.toContain(other);
      expect(text).not.toContain(MARKS.hidden);
      const before = await head();
      // Read again, the answer is the same, with the changes.
      expect(await read(as)).toEqual(items);
      expect(await head()).toBe(before);
    }
  });

  it('have no change for an authority whose part did not change, though the version did', async () => {
    now = '2006-06-01T09:00:00Z';
    await made.edit('planAmendPriority', {
      priority: 2,
      reason: `So ${MARKS.fife}`,
      ...priority(MARKS.fife, { authorities: [FIFE] }, { title: `Third title ${MARKS.fife}` }),
    });
    await made.publish('2006-06-01');
    expect(await read(wakefield)).toMatchObject([{ version: 3, previouslySeenVersion: 2, changes: [] }]);
  });

  it('follow enforcement', async () => {
    const transfer = {
      siteId: made.wakefieldSite,
      scope: { kind: 'WHOLE' },
      from: '2006-06-01',
      reason: 'By agreement.',
    };
    await accepted(registrar, 'siteTransferEnforcement', { ...transfer, authorityId: FIFE });
    expect(numbersOf(await read(fife))).toEqual([[1, 2, 4, 5]]);
    // Wakefield keeps its variation, and nothing of the sites.
    expect(await read(wakefield)).toMatchObject([{ priorities: [], moreExists: null, variations: [{ number: 1 }] }]);
  });

  it('go on to who succeeds an authority, from the day on', async () => {
    const body = { gssCode: 'E08009999', officialName: 'Calder Council', nation: 'ENGLAND' };
    const successor = await accepted(registrar, 'authorityRegister', { kind: 'LOCAL_AUTHORITY', ...body });
    const calder: TestCaller = {
      name: 'calder',
      party: { kind: 'LOCAL_AUTHORITY', id: successor },
      roles: ['OFFICER'],
    };
    expect(await read(calder)).toEqual([]);
    await accepted(registrar, 'authorityDissolve', {
      authorityId: WAKEFIELD,
      endedOn: '2006-06-01',
      successors: [{ authorityId: successor, from: '2006-06-02' }],
      reason: 'Reorganised.',
    });
    expect(await read(calder)).toEqual([]);
    now = '2006-06-02T09:00:00Z';
    for (const args of ['', `(authorityId: "${WAKEFIELD}")`]) {
      expect(await read(calder, args)).toMatchObject([{ variations: [{ number: 1 }] }]);
    }
    expect((await asked(calder, `(authorityId: "${FIFE}")`)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('are told to the parties of the partnership and to the auditor, person by person only to the latter', async () => {
    const { representative, dundeeLead, dundeeOfficer, auditor, wakefieldLead, otherRepresentative } = made.world;
    const query = `{ list: keyInformationDisclosures(partnershipId: "${made.partnershipId}", first: 100) {
      nodes { planId version authority { id } readBy { id } subject } } }`;
    const listed = async (as: TestCaller) => {
      const { data, errors } = await service.as(as)<{ list: { nodes: { version: number; subject: string | null }[] } }>(
        query,
      );
      expect(errors).toBeUndefined();
      return data.list.nodes;
    };
    for (const party of [representative, dundeeLead, dundeeOfficer]) {
      const nodes = await listed(party);
      expect(nodes).toContainEqual({
        planId: made.planId,
        version: 1,
        authority: { id: WAKEFIELD },
        readBy: { id: WAKEFIELD },
        subject: null,
      });
      expect(nodes.every(({ subject }) => subject === null)).toBe(true);
    }
    expect((await listed(auditor)).every(({ subject }) => subject !== null)).toBe(true);
    for (const other of [wakefieldLead, otherRepresentative]) expect(await listed(other)).toEqual([]);
  });

  it('leave out a plan once nothing in it concerns the authority any more', async () => {
    const ofWakefield = () => read(hse, `(authorityId: "${WAKEFIELD}")`);
    now = '2006-12-31T09:00:00Z';
    expect(await ofWakefield()).toMatchObject([{ variations: [{ number: 1 }] }]);
    now = '2007-01-01T09:00:00Z';
    expect(await ofWakefield()).toEqual([]);
  });

  it('leave out a plan that is closed, also one of which a version was still to follow', async () => {
    await made.edit('planDescribe', { title: 'Engagement plan', summary: 'As before.', reason: 'Shorter.' });
    await made.publish('2007-06-01');
    expect(await read(fife)).toHaveLength(1);
    const evaluation = [1, 2, 3, 4, 5].map((number) => ({ priority: number, outcome: 'REACHED', remark: 'Done.' }));
    await made.edit('planClose', { evaluation, lessons: [] });
    expect(await read(fife)).toEqual([]);
  });
});
