import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import { DUNDEE, HSE, WAKEFIELD } from '../support/access-matrix/callers.js';
import { make } from '../support/access-matrix/world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { itEmbedded } from '../support/engines/embedded-only.js';
import { countQueries } from '../support/statement-count.js';

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };
const inspector: TestCaller = { name: 'inspector', party: { kind: 'HSE', id: HSE }, roles: ['OFFICER'] };
const dundee: TestCaller = { name: 'dundee', party: { kind: 'LOCAL_AUTHORITY', id: DUNDEE }, roles: ['OFFICER'] };

const PAGE = /* GraphQL */ `
  query ($first: Int!, $after: String, $filter: ContactFilter) {
    contacts(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        madeOn
        plannedOn
        status
        organisation {
          name
        }
        site {
          name
        }
        authority {
          name
        }
        detail {
          summary
          officer {
            name
          }
          followUps {
            text
          }
          advice {
            kind
            reasons {
              contacts {
                id
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  readonly contacts: {
    readonly nodes: readonly { readonly id: string; readonly madeOn: string | null; readonly status: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const ADVICE = `query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) {
  kind reasons { text contacts { id authority { name } } } coordinateWith { authority { name } officer { name } } } }`;

describe('Reading contacts', () => {
  let service: TestService;
  let organisationId: string;
  const siteIds: string[] = [];

  const record = (caller: TestCaller, place: number, madeOn: string, fields: object = {}) =>
    make(service, caller, 'contactRecord', 'contact', {
      organisationId,
      siteId: siteIds[place % siteIds.length],
      topic: `topic ${place}`,
      purpose: 'VISIT',
      madeOn,
      channel: 'VISIT',
      withWhom: 'Store manager',
      ...fields,
    });
  const day = (number: number) => `2006-02-${String(number).padStart(2, '0')}`;

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-01T09:00:00Z'));
    organisationId = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Spec Stores',
      structure: 'MIXED',
    });
    for (let place = 0; place < 4; place++) {
      const site = { organisationId, name: `Store ${place}`, nation: 'ENGLAND' };
      siteIds.push(await make(service, registrar, 'siteOpen', 'site', site));
    }
    for (let number = 1; number <= 28; number++) {
      const caller = number % 3 === 0 ? dundee : inspector;
      const id = await record(caller, number, day(number));
      if (number % 5 === 0) {
        await make(service, caller, 'contactPlanFollowUp', 'contact', {
          contactId: id,
          dueOn: '2006-03-30',
          text: 'Look.',
        });
      }
    }
    const planned = { organisationId, topic: 'dust', purpose: 'VISIT', plannedOn: '2006-03-15' };
    for (let place = 0; place < 3; place++) {
      await make(service, dundee, 'contactRegisterIntention', 'contact', { ...planned, siteId: siteIds[place] });
    }
  });
  afterAll(() => service.close());

  async function ask(caller: TestCaller, variables: Record<string, unknown>): Promise<Page['contacts']> {
    const { data, errors } = await service.as(caller)<Page>(PAGE, variables);
    expect(errors).toBeUndefined();
    return data.contacts;
  }

  itEmbedded('costs as many queries for a long page as for a short one', 'its statements are counted', async () => {
    // The first request of a caller also works out rights and prepares statements.
    await ask(inspector, { first: 30 });
    const short = await countQueries(() => ask(inspector, { first: 2 }));
    const long = await countQueries(() => ask(inspector, { first: 30 }));
    expect(short).toBeGreaterThan(0);
    expect(long).toBeLessThanOrEqual(short + 3);
    expect(long).toBeLessThanOrEqual(10);
  });

  it('considers the nearest contacts only, those at the same site first', async () => {
    const { data } = await service.as(dundee)<{
      gatewayAdvice: { inputs: { nearby: { date: string; siteId: string }[] } };
    }>(`query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) { inputs { nearby { date siteId } } } }`, {
      input: { organisationId, siteId: siteIds[0], topic: 'noise', purpose: 'VISIT', plannedOn: '2006-03-02' },
    });
    const { nearby } = data.gatewayAdvice.inputs;
    expect(nearby).toHaveLength(20);
    // The 24th and the 28th were at this site within seven days; the 27th was nearer, and elsewhere.
    expect(nearby.slice(0, 3)).toEqual([
      { date: '2006-02-28', siteId: siteIds[0] },
      { date: '2006-02-24', siteId: siteIds[0] },
      { date: '2006-02-27', siteId: siteIds[3] },
    ]);
  });

  it('pages through all of them once, the latest first', async () => {
    const seen: string[] = [];
    const dates: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page++) {
      const { nodes, pageInfo }: Page['contacts'] = await ask(inspector, {
        first: 7,
        after,
        filter: { status: 'MADE' },
      });
      seen.push(...nodes.map(({ id }) => id));
      dates.push(...nodes.map(({ madeOn }) => madeOn ?? ''));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(new Set(seen).size).toBe(28);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  it('narrows down to organisation, site, authority, status and days', async () => {
    const count = async (filter: object) => (await ask(inspector, { first: 100, filter })).nodes.length;
    expect(await count({ organisationId })).toBe(31);
    expect(await count({ organisationId: `organisation-${randomUUID()}` })).toBe(0);
    expect(await count({ siteId: siteIds[0] })).toBe(8);
    expect(await count({ authorityId: DUNDEE })).toBe(12);
    expect(await count({ authorityId: DUNDEE, organisationId, siteId: siteIds[0] })).toBe(3);
    expect(await count({ authorityId: WAKEFIELD })).toBe(0);
    expect(await count({ authorityId: DUNDEE, status: 'INTENDED' })).toBe(3);
    expect(await count({ siteId: siteIds[0], status: 'INTENDED', organisationId })).toBe(1);
    expect(await count({ status: 'WITHDRAWN' })).toBe(0);
    expect(await count({ from: day(10), to: day(12) })).toBe(3);
    expect(await count({ status: 'INTENDED', from: '2006-03-16' })).toBe(0);
    expect(await count({ from: day(10), to: day(10) })).toBe(1);
  });

  it('refuses days the wrong way round, instead of showing nothing', async () => {
    const { errors } = await service.as(inspector)(PAGE, { first: 10, filter: { from: day(12), to: day(10) } });
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'filter.from, 2006-02-12, must not be later than filter.to, 2006-02-10.',
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
  });

  it('refuses pages and cursors that are not ours', async () => {
    const code = async (variables: object) =>
      (await service.as(inspector)(PAGE, { ...variables })).errors?.[0]?.extensions.code;
    expect(await code({ first: 101 })).toBe('PAGE_SIZE_OUT_OF_RANGE');
    expect(await code({ first: 10, after: 'nonsense' })).toBe('BAD_USER_INPUT');
  });

  it('counts only contacts that are made or still to be made as near', async () => {
    const another = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Quiet Stores',
      structure: 'MIXED',
    });
    const question = { organisationId: another, topic: 'noise', purpose: 'VISIT', plannedOn: '2006-03-02' };
    const near = async () => {
      const query = `query ($input: GatewayQuestionInput!) { gatewayAdvice(input: $input) {
        inputs { nearby { contactId made } } reasons { rule } } }`;
      const { data, errors } = await service.as(inspector)<{
        gatewayAdvice: { inputs: { nearby: readonly object[] }; reasons: readonly { rule: string }[] };
      }>(query, { input: question });
      expect(errors).toBeUndefined();
      return data.gatewayAdvice.inputs.nearby;
    };
    const intend = () => make(service, dundee, 'contactRegisterIntention', 'contact', question);
    const [standing, notMade, withdrawn] = [await intend(), await intend(), await intend()];
    expect(await near()).toHaveLength(3);
    await make(service, dundee, 'contactMarkNotMade', 'contact', { contactId: notMade, reason: 'Closed.' });
    await make(service, dundee, 'contactWithdrawIntention', 'contact', { contactId: withdrawn, reason: 'A slip.' });
    expect(await near()).toEqual([{ contactId: standing, made: false }]);
  });

  it("asks the gateway neither of another organisation's site nor for another authority's officer", async () => {
    const another = await make(service, registrar, 'organisationRegister', 'organisation', {
      name: 'Other Stores',
      structure: 'MIXED',
    });
    const council = { kind: 'LOCAL_AUTHORITY', nation: 'SCOTLAND' };
    const dundeeCouncil = { ...council, gssCode: 'S12000042', officialName: 'Dundee City Council' };
    const fife = { ...council, gssCode: 'S12000047', officialName: 'Fife Council' };
    for (const each of [dundeeCouncil, fife]) await make(service, registrar, 'authorityRegister', 'authority', each);
    const officer = (authorityId: string) =>
      make(service, registrar, 'officerRegister', 'officer', { authorityId, name: 'An officer', from: '2001-01-01' });
    const input = { organisationId, topic: 'noise', purpose: 'VISIT' };
    const fault = async (fields: object) =>
      (await service.as(dundee)(ADVICE, { input: { ...input, ...fields } })).errors?.[0]?.message;
    expect(await fault({ organisationId: another, siteId: siteIds[0] })).toMatch(/^input\.siteId: /);
    expect(await fault({ officerId: await officer(authorityIdOf('S12000047')) })).toMatch(/^input\.officerId: /);
    expect(await fault({ siteId: siteIds[0], officerId: await officer(DUNDEE) })).toBeUndefined();
  });

  // Last, for it adds to what the others count.
  itEmbedded(
    'asks the gateway with as many queries however much is on record',
    'its statements are counted',
    async () => {
      const input = { organisationId, siteId: siteIds[0], topic: 'noise', purpose: 'VISIT', plannedOn: '2006-03-02' };
      const cost = () =>
        countQueries(async () => {
          const { errors } = await service.as(dundee)(ADVICE, { input });
          expect(errors).toBeUndefined();
        });
      const recordMore = async () => {
        for (let place = 0; place < 12; place++) await record(inspector, 0, '2006-03-01');
        await cost();
      };
      await recordMore();
      const before = await cost();
      await recordMore();
      expect(await cost()).toBeLessThanOrEqual(before);
      expect(before).toBeLessThanOrEqual(16);
    },
  );
});
