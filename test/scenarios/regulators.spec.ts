import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import type { Party, Role } from '#platform/access';
import { commandsOf } from '../support/commands.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const HSE = authorityIdOf('HSE');
const LACORS = authorityIdOf('LACORS');
const CUMBRIA = authorityIdOf('E10000006');
const EDEN = authorityIdOf('E07000030');
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
const hela = caller('ADVISORY_BODY', authorityIdOf('HELA'), 'LEAD');
const operator = caller('OPERATOR', 'operator', 'OPERATOR');

/** After the reorganisation of Cumbria on 1 April 2023, and before the one of Eden that the scenario makes up. */
const NOW = '2023-06-01T09:00:00.000Z';
const reason = 'The Cumbria (Structural Changes) Order 2022.';

describe('The regulators context over HTTP', () => {
  let service: TestService;
  const { accepted, refusals } = commandsOf(() => service, ['authority', 'officer']);
  beforeAll(async () => {
    service = await startService(() => new Date(NOW));
    await registerCumbria();
  });
  afterAll(() => service.close());

  async function registerCumbria(): Promise<void> {
    await accepted(hse, 'authorityRegister', {
      kind: 'HSE',
      localCode: 'HSE',
      officialName: 'Health and Safety Executive',
      name: 'HSE',
    });
    await accepted(hse, 'authorityRegister', {
      kind: 'COORDINATING_BODY',
      localCode: 'LACORS',
      officialName: 'LACORS',
    });
    const councils = { E10000006: 'Cumbria', E07000030: 'Eden', E06000063: 'Cumberland', E06000064: 'Westmorland' };
    for (const [gssCode, name] of Object.entries(councils)) {
      await accepted(lacors, 'authorityRegister', {
        kind: 'LOCAL_AUTHORITY',
        nation: 'ENGLAND',
        region: 'North West',
        gssCode,
        name,
        officialName: `${name} Council`,
      });
    }
  }

  const officerOf = (authorityId: string, name = 'Environmental health officer 1') => ({
    authorityId,
    name,
    email: 'eho1@council.example',
    from: '2023-04-01',
  });

  describe('authorities', () => {
    it('have the id that follows from their code, and are public facts', async () => {
      for (const as of [hse, inspector, organisation, auditor]) {
        const { data } = await service.as(as)(`{ authorityByGssCode(gssCode: "E07000030") { id name nation } }`);
        expect(data).toEqual({ authorityByGssCode: { id: EDEN, name: 'Eden', nation: 'ENGLAND' } });
      }
      const { data } = await service.as(operator)(`{ authorityByGssCode(gssCode: "E07000030") { id } }`);
      expect(data).toEqual({ authorityByGssCode: null });
    });

    it('are registered once, by registrars of HSE and the coordinating body only', async () => {
      const eden = {
        kind: 'LOCAL_AUTHORITY',
        gssCode: 'E07000030',
        officialName: 'Eden District Council',
        nation: 'ENGLAND',
      };
      expect(await refusals(hse, 'authorityRegister', eden)).toEqual(['ALREADY_EXISTS input']);
      for (const as of [westmorland, inspector, organisation, auditor, operator]) {
        expect(await refusals(as, 'authorityRegister', eden)).toEqual(['FORBIDDEN']);
      }
    });

    it('are entered once, whichever of their codes comes first', async () => {
      const council = { kind: 'LOCAL_AUTHORITY', officialName: 'Copeland Borough Council', nation: 'ENGLAND' };
      const authorityId = await accepted(hse, 'authorityRegister', { ...council, localCode: 'COP' });
      expect(authorityId).toBe(authorityIdOf('COP'));
      const both = { ...council, localCode: 'COP', gssCode: 'E07000029' };
      expect(await refusals(hse, 'authorityRegister', both)).toEqual(['ALREADY_EXISTS input.localCode']);
      const assign = { authorityId, gssCode: 'E07000029', reason };
      expect(await refusals(westmorland, 'authorityAssignGssCode', assign)).toEqual(['FORBIDDEN']);
      expect(await refusals(hse, 'authorityAssignGssCode', { ...assign, gssCode: 'E07000030' })).toEqual([
        'ALREADY_EXISTS input.gssCode',
      ]);
      await accepted(hse, 'authorityAssignGssCode', assign);
      expect(await refusals(hse, 'authorityRegister', { ...both, localCode: null })).toEqual([
        'ALREADY_EXISTS input.gssCode',
      ]);
      const { data } = await service.as(organisation)(`{ authorityByGssCode(gssCode: "E07000029") { id } }`);
      expect(data).toEqual({ authorityByGssCode: { id: authorityId } });
      expect(await refusals(hse, 'authorityRegister', { ...council, nation: 'ENGLAND' })).toEqual([
        'INVALID_INPUT input.localCode',
      ]);
    });

    it('lie in a county that is a council, and not in themselves', async () => {
      const district = { authorityId: EDEN, nation: 'ENGLAND', region: 'North West', reason };
      for (const countyId of [HSE, EDEN]) {
        expect(await refusals(lacors, 'authorityAmend', { ...district, countyId })).toEqual([
          'INVALID_INPUT input.countyId',
        ]);
      }
      await accepted(lacors, 'authorityAmend', { ...district, countyId: CUMBRIA });
      const lower = { authorityId: CUMBERLAND, nation: 'ENGLAND', region: 'North West', countyId: EDEN, reason };
      expect(await refusals(lacors, 'authorityAmend', lower)).toEqual(['INVALID_INPUT input.countyId']);
    });

    it('are refused with field and reason when their codes are not right', async () => {
      const body = { kind: 'LOCAL_AUTHORITY', officialName: 'Nowhere Council', nation: 'ENGLAND' };
      expect(await refusals(hse, 'authorityRegister', { ...body, gssCode: 'X07000030' })).toEqual([
        'INVALID_INPUT input.gssCode',
      ]);
      expect(await refusals(hse, 'authorityRegister', { ...body, gssCode: 'W06000030' })).toEqual([
        'INVALID_INPUT input.gssCode',
      ]);
      expect(await refusals(hse, 'authorityRegister', { ...body, localCode: 'nowhere' })).toEqual([
        'INVALID_INPUT input.localCode',
      ]);
    });

    it('keep their id under another name', async () => {
      const officialName = 'Local Government Regulation';
      const input = { authorityId: LACORS, officialName, name: 'LG Regulation', from: '2010-04-01', reason };
      expect(await accepted(hse, 'authorityRename', input)).toBe(LACORS);
      const { data } = await service.as(organisation)(
        `query ($id: ID!) { authority(id: $id) { name officialName formerNames { name until } } }`,
        { id: LACORS },
      );
      const formerNames = [{ name: 'LACORS', until: '2010-04-01' }];
      expect(data).toEqual({ authority: { name: 'LG Regulation', officialName, formerNames } });
    });

    it('are listed by nation, kind, day and the beginning of their names, page by page', async () => {
      const list = async (filter: object, page: object = {}) => {
        const { data } = await service.as(organisation)<{
          authorities: { nodes: { name: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
        }>(
          `query ($filter: AuthorityFilter, $first: Int, $after: String) {
            authorities(filter: $filter, first: $first, after: $after) {
              nodes { name } pageInfo { endCursor hasNextPage }
            }
          }`,
          { filter, ...page },
        );
        return { names: data.authorities.nodes.map(({ name }) => name), ...data.authorities.pageInfo };
      };
      const first = await list({ nation: 'ENGLAND', region: 'North West' }, { first: 3 });
      expect(first).toMatchObject({ names: ['Cumberland', 'Cumbria', 'Eden'], hasNextPage: true });
      const next = await list({ nation: 'ENGLAND', region: 'North West' }, { first: 3, after: first.endCursor });
      expect(next).toMatchObject({ names: ['Westmorland'], hasNextPage: false });
      expect((await list({ nameStartsWith: 'CUMB' })).names).toEqual(['Cumberland', 'Cumbria']);
      expect((await list({ kind: 'HSE' })).names).toEqual(['HSE']);
      expect((await list({ nation: 'WALES' })).names).toEqual([]);
    });
  });

  describe('a merger', () => {
    it('is refused with successors that cannot be', async () => {
      const dissolve = (fields: object) => ({ authorityId: EDEN, endedOn: '2023-04-01', reason, ...fields });
      const unknown = { authorityId: authorityIdOf('E06009999') };
      expect(await refusals(hse, 'authorityDissolve', dissolve({ successors: [unknown] }))).toEqual([
        'AUTHORITY_UNKNOWN input.successors.0.authorityId',
      ]);
      expect(await refusals(hse, 'authorityDissolve', dissolve({ successors: [{ authorityId: EDEN }] }))).toEqual([
        'SUCCESSION_CIRCULAR input.successors.0.authorityId',
      ]);
      expect(await refusals(westmorland, 'authorityDissolve', dissolve({}))).toEqual(['FORBIDDEN']);
    });

    it('shows whom an authority succeeds and who succeeds it, over several steps', async () => {
      const successors = [{ authorityId: WESTMORLAND }];
      await accepted(hse, 'authorityDissolve', { authorityId: EDEN, endedOn: '2023-04-01', successors, reason });
      await accepted(hse, 'authorityDissolve', {
        authorityId: CUMBRIA,
        endedOn: '2022-04-01',
        successors: [{ authorityId: EDEN }],
        reason: 'Made up for the scenario, so that there are two steps.',
      });
      const { data } = await service.as(organisation)(
        `query ($first: ID!, $last: ID!) {
          first: authority(id: $first) { endedOn successors { successor { name } from } }
          last: authority(id: $last) { predecessors { predecessor { name } successorId from } }
        }`,
        { first: CUMBRIA, last: WESTMORLAND },
      );
      expect(data).toEqual({
        first: {
          endedOn: '2022-04-01',
          successors: [
            { successor: { name: 'Eden' }, from: '2022-04-01' },
            { successor: { name: 'Westmorland' }, from: '2023-04-01' },
          ],
        },
        last: {
          predecessors: [
            { predecessor: { name: 'Cumbria' }, successorId: EDEN, from: '2022-04-01' },
            { predecessor: { name: 'Eden' }, successorId: WESTMORLAND, from: '2023-04-01' },
          ],
        },
      });
    });

    it('cannot make an authority succeed one that it led to, and is recorded once', async () => {
      const back = { authorityId: WESTMORLAND, endedOn: '2024-04-01', successors: [{ authorityId: CUMBRIA }], reason };
      expect(await refusals(hse, 'authorityDissolve', back)).toEqual([
        'SUCCESSION_CIRCULAR input.successors.0.authorityId',
      ]);
      const again = { authorityId: EDEN, endedOn: '2023-04-02', successors: [], reason };
      expect(await refusals(hse, 'authorityDissolve', again)).toEqual(['AUTHORITY_DISSOLVED input']);
    });

    it('leaves out on a day what has ended or not begun', async () => {
      const on = async (currentOn: string) => {
        const { data } = await service.as(auditor)<{ authorities: { nodes: { name: string }[] } }>(
          `query ($currentOn: Date) {
            authorities(filter: { currentOn: $currentOn, region: "North West" }) { nodes { name } }
          }`,
          { currentOn },
        );
        return data.authorities.nodes.map(({ name }) => name);
      };
      expect(await on('2023-03-31')).toEqual(['Cumberland', 'Eden', 'Westmorland']);
      expect(await on('2023-04-01')).toEqual(['Cumberland', 'Westmorland']);
    });
  });

  describe('officers', () => {
    it('are kept by the registrar of their own authority and of HSE', async () => {
      const officerId = await accepted(westmorland, 'officerRegister', officerOf(WESTMORLAND));
      const role = { officerId, role: 'ENVIRONMENTAL_HEALTH_OFFICER', since: '2023-04-01' };
      await accepted(westmorland, 'officerAssignRole', role);
      expect(await refusals(westmorland, 'officerAssignRole', { ...role, since: '2023-05-01' })).toEqual([
        'ROLE_OVERLAPS input.since',
      ]);
      for (const as of [cumberland, lacors, inspector, auditor]) {
        expect(await refusals(as, 'officerAssignRole', role)).toEqual(['FORBIDDEN']);
        expect(await refusals(as, 'officerRegister', officerOf(WESTMORLAND))).toEqual(['FORBIDDEN']);
      }
      await accepted(hse, 'officerEndRole', { officerId, role: 'ENVIRONMENTAL_HEALTH_OFFICER', until: '2023-05-01' });
    });

    it('of a predecessor are kept by the registrar of its successor', async () => {
      const officerId = await accepted(westmorland, 'officerRegister', {
        ...officerOf(EDEN, 'Officer of the former council'),
        from: '2020-01-01',
      });
      const move = { officerId, authorityId: WESTMORLAND, from: '2023-04-01', reason };
      expect(await refusals(cumberland, 'officerTransfer', move)).toEqual(['FORBIDDEN']);
      await accepted(westmorland, 'officerTransfer', move);
    });

    it('are shown to regulators and the auditor, how to reach them to those who act, and to no organisation by any way', async () => {
      const officerId = await accepted(hse, 'officerRegister', officerOf(HSE, 'Inspector 1'));
      const query = `query ($id: ID!, $authorityId: ID!) {
        officer(id: $id) { name email }
        node(id: $id) { id }
        officers(authorityId: $authorityId) { nodes { name } }
      }`;
      for (const as of [inspector, lacors, auditor, hela]) {
        const { data } = await service.as(as)(query, { id: officerId, authorityId: HSE });
        const email = as === auditor || as === hela ? null : 'eho1@council.example';
        expect(data).toEqual({
          officer: { name: 'Inspector 1', email },
          node: { id: officerId },
          officers: { nodes: [{ name: 'Inspector 1' }] },
        });
      }
      for (const as of [organisation, operator]) {
        const { data } = await service.as(as)(query, { id: officerId, authorityId: HSE });
        expect(data).toEqual({ officer: null, node: null, officers: { nodes: [] } });
        const leave = { officerId, on: '2023-05-31', reason };
        expect(await refusals(as, 'officerEndService', leave)).toEqual(['NOT_FOUND input.officerId']);
      }
    });

    it('give up every role when they leave, and their work contact is no longer shown', async () => {
      const officerId = await accepted(cumberland, 'officerRegister', officerOf(CUMBERLAND, 'Leaver'));
      await accepted(cumberland, 'officerAssignRole', {
        officerId,
        role: 'HEALTH_AND_SAFETY_LEAD',
        since: '2023-04-03',
      });
      const late = { officerId, on: '2023-06-02', reason: 'Retired.' };
      expect(await refusals(cumberland, 'officerEndService', late)).toEqual(['DATE_IN_FUTURE input.on']);
      await accepted(cumberland, 'officerEndService', { ...late, on: '2023-05-31' });
      const again = { officerId, role: 'HEALTH_AND_SAFETY_LEAD', since: '2023-05-31' };
      expect(await refusals(cumberland, 'officerAssignRole', again)).toEqual(['OFFICER_LEFT input']);

      const { data } = await service.as(inspector)(
        `query ($id: ID!, $authorityId: ID!) {
          officer(id: $id) { name email leftOn roles { role since until } services { authority { name } since until } }
          now: officers(authorityId: $authorityId) { nodes { name } }
          ever: officers(authorityId: $authorityId, includeFormer: true) { nodes { name } }
        }`,
        { id: officerId, authorityId: CUMBERLAND },
      );
      expect(data).toEqual({
        officer: {
          name: 'Leaver',
          email: null,
          leftOn: '2023-05-31',
          roles: [{ role: 'HEALTH_AND_SAFETY_LEAD', since: '2023-04-03', until: '2023-05-31' }],
          services: [{ authority: { name: 'Cumberland' }, since: '2023-04-01', until: '2023-05-31' }],
        },
        now: { nodes: [] },
        ever: { nodes: [{ name: 'Leaver' }] },
      });
    });

    it('cannot be reached at an address or number that is none', async () => {
      const officer = officerOf(HSE);
      expect(await refusals(hse, 'officerRegister', { ...officer, email: 'nobody', phone: 'extension 5' })).toEqual([
        'INVALID_INPUT input.email',
        'INVALID_INPUT input.phone',
      ]);
    });
  });
});
