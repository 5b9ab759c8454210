import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import type { Party, Role } from '#platform/access';
import { commandsOf } from '../support/commands.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const HSE = authorityIdOf('HSE');
const LACORS = authorityIdOf('LACORS');
const CUMBERLAND = authorityIdOf('E06000063');
const WESTMORLAND = authorityIdOf('E06000064');

const caller = (kind: Party['kind'], id: string, role: Role): TestCaller => ({
  name: `${kind} ${id} ${role}`,
  party: { kind, id },
  roles: [role],
});

const hse = caller('HSE', HSE, 'REGISTRAR');
const lacors = caller('COORDINATING_BODY', LACORS, 'REGISTRAR');
const westmorland = caller('LOCAL_AUTHORITY', WESTMORLAND, 'REGISTRAR');
const cumberland = caller('LOCAL_AUTHORITY', CUMBERLAND, 'REGISTRAR');
const inspector = caller('LOCAL_AUTHORITY', CUMBERLAND, 'OFFICER');
const organisation = caller('ORGANISATION', 'organisation-00000000-0000-5000-8000-000000000001', 'REPRESENTATIVE');
const auditor = caller('AUDITOR', 'auditor', 'AUDITOR');

const reason = 'For the scenario.';

describe('The directory of assistance over HTTP', () => {
  let service: TestService;
  const { accepted, refusals } = commandsOf(() => service, ['assistanceEntry', 'authority', 'officer']);
  beforeAll(async () => {
    service = await startService(() => new Date('2023-06-01T09:00:00.000Z'));
    await accepted(hse, 'authorityRegister', { kind: 'HSE', localCode: 'HSE', officialName: 'HSE' });
    const cumberland = { kind: 'LOCAL_AUTHORITY', gssCode: 'E06000063', nation: 'ENGLAND' };
    await accepted(hse, 'authorityRegister', { ...cumberland, officialName: 'Cumberland Council' });
  });
  afterAll(() => service.close());

  const entry = (fields: object = {}) => ({
    authorityId: CUMBERLAND,
    topics: ['Workplace transport', 'Loading bays'],
    description: 'Advice on the layout of yards.',
    contactPoint: 'Transport desk',
    nations: ['ENGLAND'],
    validFrom: '2023-04-01',
    ...fields,
  });

  async function found(as: TestCaller, search: Record<string, unknown>): Promise<readonly string[]> {
    const { data } = await service.as(as)<{ assistance: { nodes: { topics: string[] }[] } }>(
      `query ($topic: String, $nation: Nation, $region: String, $on: Date) {
        assistance(topic: $topic, nation: $nation, region: $region, on: $on) { nodes { topics } }
      }`,
      search,
    );
    return data.assistance.nodes.map(({ topics }) => topics[0] ?? '');
  }

  it('is kept by the registrars of HSE and the coordinating body, and of each authority for its own', async () => {
    await accepted(cumberland, 'assistanceEntryList', entry());
    await accepted(lacors, 'assistanceEntryList', entry({ topics: ['Work at height'], nations: [] }));
    await accepted(hse, 'assistanceEntryList', entry({ topics: ['Asbestos'], validUntil: '2023-05-01' }));
    for (const as of [westmorland, inspector, organisation, auditor]) {
      expect(await refusals(as, 'assistanceEntryList', entry())).toEqual(['FORBIDDEN']);
    }
    const officerId = await accepted(hse, 'officerRegister', {
      authorityId: HSE,
      name: 'Inspector 2',
      from: '2023-04-01',
    });
    expect(await refusals(cumberland, 'assistanceEntryList', entry({ officerId }))).toEqual([
      'OFFICER_ELSEWHERE input.officerId',
    ]);
    expect(await refusals(cumberland, 'assistanceEntryList', entry({ contactPoint: null }))).toEqual([
      'INVALID_INPUT input.contactPoint',
    ]);
  });

  it('is searched by the beginnings of words, by nation and by day', async () => {
    expect(await found(inspector, { topic: 'TRANSP work' })).toEqual(['Workplace transport']);
    expect(await found(inspector, { topic: 'work' })).toEqual(['Work at height', 'Workplace transport']);
    expect(await found(inspector, { topic: 'bay' })).toEqual(['Workplace transport']);
    expect(await found(inspector, { topic: 'work', nation: 'SCOTLAND' })).toEqual(['Work at height']);
    expect(await found(inspector, { topic: 'asb' })).toEqual([]);
    expect(await found(inspector, { topic: 'asb', on: '2023-04-30' })).toEqual(['Asbestos']);
    expect(await found(inspector, { topic: 'transport%' })).toEqual(['Workplace transport']);
    expect(await found(auditor, {})).toEqual(['Work at height', 'Workplace transport']);
    expect(await found(organisation, {})).toEqual([]);
    const { errors } = await service.as(inspector)(`{ assistance(topic: "%_") { nodes { id } } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('is searched by region, where help for all regions counts too', async () => {
    const near = { topics: ['Ladders'], regions: ['North West', 'London'] };
    const assistanceEntryId = await accepted(cumberland, 'assistanceEntryList', entry(near));
    await accepted(cumberland, 'assistanceEntryList', entry({ topics: ['Ladders everywhere'] }));
    const all = ['Ladders', 'Ladders everywhere'];
    expect(await found(inspector, { topic: 'ladders' })).toEqual(all);
    expect(await found(inspector, { topic: 'ladders', region: 'north west' })).toEqual(all);
    expect(await found(inspector, { topic: 'ladders', region: 'South West' })).toEqual(['Ladders everywhere']);
    const { authorityId: _, ...details } = entry({ ...near, regions: ['South West'] });
    await accepted(cumberland, 'assistanceEntryAmend', { assistanceEntryId, ...details, reason });
    expect(await found(inspector, { topic: 'ladders', region: 'London' })).toEqual(['Ladders everywhere']);
    expect(await found(inspector, { topic: 'ladders', region: 'South West' })).toEqual(all);
  });

  it('leads to nobody who has left or moved, unless there is a contact point besides', async () => {
    const officer = (name: string) =>
      accepted(cumberland, 'officerRegister', { authorityId: CUMBERLAND, name, from: '2023-04-01' });
    const [leaver, mover] = [await officer('Leaver'), await officer('Mover')];
    const alone = { contactPoint: null, validFrom: '2023-03-01' };
    await accepted(cumberland, 'assistanceEntryList', entry({ topics: ['Lifts 1'], officerId: leaver, ...alone }));
    await accepted(cumberland, 'assistanceEntryList', entry({ topics: ['Lifts 2'], officerId: leaver }));
    await accepted(cumberland, 'assistanceEntryList', entry({ topics: ['Lifts 3'], officerId: mover, ...alone }));
    expect(await found(inspector, { topic: 'lifts' })).toEqual(['Lifts 1', 'Lifts 2', 'Lifts 3']);
    await accepted(cumberland, 'officerEndService', { officerId: leaver, on: '2023-05-15', reason });
    await accepted(cumberland, 'officerTransfer', { officerId: mover, authorityId: HSE, from: '2023-05-20', reason });
    expect(await found(inspector, { topic: 'lifts' })).toEqual(['Lifts 2']);
    expect(await found(inspector, { topic: 'lifts', on: '2023-05-15' })).toEqual(['Lifts 2', 'Lifts 3']);
    expect(await found(inspector, { topic: 'lifts', on: '2023-05-14' })).toEqual(['Lifts 1', 'Lifts 2', 'Lifts 3']);
    expect(await found(inspector, { topic: 'lifts', on: '2023-03-31' })).toEqual([]);
  });

  it('offers nothing of an authority that has ended, and lets no entry begin after the end', async () => {
    await accepted(hse, 'authorityRegister', {
      kind: 'LOCAL_AUTHORITY',
      gssCode: 'E07000030',
      nation: 'ENGLAND',
      officialName: 'Eden District Council',
    });
    const eden = { authorityId: authorityIdOf('E07000030'), topics: ['Pits'] };
    const assistanceEntryId = await accepted(
      lacors,
      'assistanceEntryList',
      entry({ ...eden, validFrom: '2022-01-01' }),
    );
    await accepted(hse, 'authorityDissolve', { authorityId: eden.authorityId, endedOn: '2023-04-01', reason });
    expect(await found(inspector, { topic: 'pits', on: '2023-03-31' })).toEqual(['Pits']);
    expect(await found(inspector, { topic: 'pits', on: '2023-04-01' })).toEqual([]);
    const { authorityId: _, ...details } = entry(eden);
    expect(await refusals(lacors, 'assistanceEntryAmend', { assistanceEntryId, ...details, reason })).toEqual([
      'AUTHORITY_DISSOLVED input.validFrom',
    ]);
  });

  it('finds an entry by its present topics only, and nothing that was withdrawn', async () => {
    const assistanceEntryId = await accepted(cumberland, 'assistanceEntryList', entry({ topics: ['Noise'] }));
    const { authorityId: _, ...details } = entry({ topics: ['Vibration'] });
    await accepted(cumberland, 'assistanceEntryAmend', { assistanceEntryId, ...details, reason });
    expect(await found(inspector, { topic: 'noise' })).toEqual([]);
    expect(await found(inspector, { topic: 'vibration' })).toEqual(['Vibration']);
    const withdraw = { assistanceEntryId, reason: 'The desk closed.' };
    expect(await refusals(westmorland, 'assistanceEntryWithdraw', withdraw)).toEqual(['FORBIDDEN']);
    await accepted(lacors, 'assistanceEntryWithdraw', withdraw);
    expect(await found(inspector, { topic: 'vibration' })).toEqual([]);
    const amend = { assistanceEntryId, ...details, reason };
    expect(await refusals(cumberland, 'assistanceEntryAmend', amend)).toEqual(['ENTRY_WITHDRAWN input']);
    const { data } = await service.as(organisation)(`query ($id: ID!) { node(id: $id) { id } }`, {
      id: assistanceEntryId,
    });
    expect(data).toEqual({ node: null });
  });
});
