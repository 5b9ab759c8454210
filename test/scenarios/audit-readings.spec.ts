import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { itEmbedded } from '../support/engines/embedded-only.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const READINGS = `query ($subject: String, $objectId: ID, $first: Int) {
  auditReadings(subject: $subject, objectId: $objectId, first: $first) {
    nodes { kind subject client name fields document ids asked readAt } } }`;
const ORGANISATION = 'query WhoIsIt($id: ID!) { organisation(id: $id) { name } }';

interface Reading {
  readonly subject: string;
  readonly name: string | null;
  readonly fields: readonly string[];
  readonly document: string;
  readonly ids: readonly string[];
}

describe("An auditor's readings over HTTP", () => {
  let service: TestService;
  let world: PartnershipWorld;
  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  const readings = async (caller: TestCaller, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await service.as(caller)<{ auditReadings: { nodes: readonly Reading[] } }>(
      READINGS,
      variables,
    );
    return errors?.map(({ extensions }) => extensions.code) ?? data.auditReadings.nodes;
  };
  const head = () => service.engine.store.head();

  it('are on record with what was asked of, and without the texts of the question', async () => {
    const before = await head();
    const { data } = await service.as(world.auditor)<{ organisation: { name: string } }>(ORGANISATION, {
      id: world.organisationId,
    });
    expect(data.organisation.name).toBe('Tesco');
    expect(await head()).toBe(before + 1);
    await service.engine.projections.caughtUp();
    const [reading] = await readings(world.hseLead, { first: 1 });
    expect(reading).toEqual({
      kind: 'OPERATION',
      subject: 'subject-of-auditor',
      client: 'scenario',
      name: 'WhoIsIt',
      fields: ['organisation'],
      document: `sha256:${createHash('sha256').update(ORGANISATION).digest('hex')}`,
      ids: [world.organisationId],
      asked: [],
      readAt: '2006-03-21T09:00:00.000Z',
    });
  });

  it('count each time, and also when nothing is found', async () => {
    const before = await head();
    const id = 'organisation-00000000-0000-4000-8000-000000000000';
    for (let time = 0; time < 2; time++) await service.as(world.auditor)(ORGANISATION, { id });
    expect(await head()).toBe(before + 2);
    await service.engine.projections.caughtUp();
    expect(await readings(world.hseLead, { objectId: id })).toHaveLength(2);
  });

  it('are on record also when a text in them is not Unicode', async () => {
    const before = await head();
    const answer = await service.as(world.auditor)(ORGANISATION, {
      id: 'organisation-\uD800',
      unused: { '\uDC00': 1 },
    });
    expect(answer).toMatchObject({ data: { organisation: null } });
    expect(await head()).toBe(before + 1);
  });

  it('are refused when their variables are nested too deeply', async () => {
    const before = await head();
    let unused: unknown = 1;
    for (let level = 0; level < 1_000; level++) unused = [unused];
    const { errors } = await service.as(world.auditor)(ORGANISATION, { id: world.organisationId, deep: { unused } });
    expect(errors?.map(({ extensions, message }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', 'deep: Lists and objects may be 20 levels within one another.'],
    ]);
    expect(await head()).toBe(before);
  });

  it('name what stands in the document itself', async () => {
    await service.as(world.auditor)(`{ organisation(id: "${world.otherOrganisationId}") { name } }`);
    await service.engine.projections.caughtUp();
    expect(await readings(world.hseLead, { objectId: world.otherOrganisationId })).toHaveLength(1);
  });

  it('are recorded of nobody else, and not for questions about the API itself', async () => {
    const before = await head();
    await service.as(world.hseLead)(ORGANISATION, { id: world.organisationId });
    await service.as(world.auditor)('{ __typename }');
    expect(await head()).toBe(before);
  });

  it('are shown to leads, leads for data protection and auditors only', async () => {
    const dataProtection: TestCaller = {
      name: 'data protection lead',
      party: { kind: 'HSE', id: HSE },
      roles: ['DATA_PROTECTION_LEAD'],
    };
    for (const caller of [world.hseLead, world.lacorsLead, dataProtection, world.auditor]) {
      expect((await readings(caller)).length).toBeGreaterThan(1);
    }
    for (const caller of [world.hseOfficer, world.representative])
      expect(await readings(caller)).toEqual(['FORBIDDEN']);
  });

  itEmbedded('are refused when they cannot be put on record, and nothing is shown', 'its disk is limited', async () => {
    const limited = await startService(() => new Date('2006-03-21T09:00:00Z'));
    try {
      const { organisationId, auditor, hseLead } = await makePartnershipWorld(() => limited);
      await limited.restart({ log: 1 });
      const asked = (caller: TestCaller) =>
        limited.as(caller)<{ organisation: { name: string } } | undefined>(ORGANISATION, { id: organisationId });
      expect((await asked(hseLead)).data?.organisation.name).toBe('Tesco');
      let answer = await asked(auditor);
      // What still fits into the pages that are there is taken.
      for (let tries = 0; tries < 200 && !answer.errors; tries++) answer = await asked(auditor);
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['STORAGE_FULL']);
      expect(answer.data ?? null).toBeNull();
    } finally {
      await limited.close();
    }
  });
});
