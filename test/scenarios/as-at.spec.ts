import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AsAt as QuestionsAsAt } from '#platform/as-at';
import { carryOut, make } from '../support/access-matrix/make.js';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';

const HOUR = 3_600_000;
const NAME = '{ organisation(id: $id) { name } }';

interface Named {
  readonly organisation: { readonly name: string } | null;
}

interface AsAt {
  readonly position: string;
  readonly recorded: string;
  readonly effective: string;
  readonly organisations: readonly string[] | null;
  readonly replayedEvents: number;
  readonly seenBy: { readonly party: string; readonly officer: string | null };
}

const codeOf = ({ errors }: GraphqlAnswer<unknown>) => errors?.[0]?.extensions.code;
const asAtOf = ({ extensions }: GraphqlAnswer<unknown>) =>
  (extensions?.concordat as { readonly asAt?: AsAt } | undefined)?.asAt;

describe('As at an earlier moment', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let now = Date.parse('2006-03-01T09:00:00.000Z');
  const registrar: TestCaller = { name: 'keeper', party: { kind: 'HSE', id: '' }, roles: ['REGISTRAR'] };
  /** When the organisation was renamed, and where the log was just before. */
  let renamed: { readonly at: string; readonly before: string };
  const iso = (time: number) => new Date(time).toISOString();
  const head = async () => String(await service.engine.store.head());

  beforeAll(async () => {
    service = await startService(() => new Date(now));
    world = await makePartnershipWorld(() => service);
    const { accepted } = commandsOf(() => service, ['organisation', 'officer']);
    now += HOUR;
    renamed = { at: iso(now), before: await head() };
    const keeper = { ...registrar, party: world.hseLead.party };
    await accepted(keeper, 'organisationRename', {
      organisationId: world.organisationId,
      name: 'Tesco Stores',
      reason: 'A new name.',
    });
    now += HOUR;
    await accepted(keeper, 'officerTransfer', {
      officerId: world.officers.wakefield,
      authorityId: DUNDEE,
      from: '2006-03-01',
      reason: 'A new post.',
    });
    now += HOUR;
  });
  afterAll(() => service.close());

  const ask = (directive: string, who: TestCaller = world.auditor, rest = NAME) =>
    service.as(who)<Named>(`query ($id: ID!) ${directive} ${rest}`, { id: world.organisationId });

  it('shows what was recorded by then: by time, by position, and for every moment between', async () => {
    const before = iso(Date.parse(renamed.at) - 1);
    for (const [directive, name] of [
      [`@asAt(recorded: "${before}")`, 'Tesco'],
      [`@asAt(recorded: "${renamed.at}")`, 'Tesco Stores'],
      [`@asAt(position: "${renamed.before}")`, 'Tesco'],
      [`@asAt(position: "${Number(renamed.before) + 1}")`, 'Tesco Stores'],
      [`@asAt(effective: "${before}")`, 'Tesco'],
      ['', 'Tesco Stores'],
    ] as const) {
      const { data } = await ask(directive);
      expect([directive, data.organisation?.name]).toEqual([directive, name]);
    }
    expect((await ask('@asAt(recorded: "2001-01-01T00:00:00Z")')).data.organisation).toBeNull();
  });

  it('says which moment is shown, and replays no more than what can matter', async () => {
    const scoped = asAtOf(await ask(`@asAt(position: "${renamed.before}")`));
    expect(scoped).toMatchObject({
      position: renamed.before,
      effective: scoped?.recorded,
      organisations: [world.organisationId],
      seenBy: { party: 'auditor', officer: null },
    });
    // The organisation's own events and those of its sites; nothing of the other organisation.
    expect(scoped?.replayedEvents).toBe(4);
    const all = asAtOf(
      await ask(
        `@asAt(position: "${renamed.before}")`,
        world.auditor,
        '{ organisation(id: $id) { name } organisations { nodes { name } } }',
      ),
    );
    expect(all).toMatchObject({ organisations: null, replayedEvents: 6 });
  });

  it('shows for a day what took effect by then, also where it was recorded later', async () => {
    const keeper = { ...registrar, party: world.hseLead.party };
    const { organisationId } = world;
    const day = 24 * HOUR;
    const siteId = await make(service, keeper, 'siteOpen', 'site', { organisationId, name: 'Yard', nation: 'ENGLAND' });
    const monday = iso(now);
    const [tuesday = ''] = iso(now + day).split('T');
    const wednesday = iso(now + 2 * day);
    now += 3 * day;
    await carryOut(service, keeper, 'siteClose', { siteId, closedOn: tuesday, reason: 'Sold.' });
    const thursday = iso(now);
    const closedOn = async (directive: string) => {
      const query = `query ($id: ID!) ${directive} { site(id: $id) { closedOn } }`;
      const { data } = await service.as(world.auditor)<{ readonly site: { closedOn: string | null } }>(query, {
        id: siteId,
      });
      return data.site.closedOn;
    };
    expect(await closedOn(`@asAt(recorded: "${thursday}", effective: "${monday}")`)).toBeNull();
    expect(await closedOn(`@asAt(recorded: "${thursday}", effective: "${wednesday}")`)).toBe(tuesday);
    expect(await closedOn(`@asAt(recorded: "${wednesday}", effective: "${wednesday}")`)).toBeNull();
  });

  it('takes the moment from variables', async () => {
    const query = `query ($id: ID!, $at: DateTime, $position: Position) @asAt(recorded: $at, position: $position) ${NAME}`;
    const asked = (variables: object) =>
      service.as(world.auditor)<Named>(query, { id: world.organisationId, ...variables });
    expect((await asked({ position: renamed.before })).data.organisation?.name).toBe('Tesco');
    expect((await asked({ at: renamed.at, position: null })).data.organisation?.name).toBe('Tesco Stores');
    expect(codeOf(await asked({}))).toBe('BAD_USER_INPUT');
    expect(codeOf(await asked({ at: 'yesterday' }))).toBe('BAD_USER_INPUT');
  });

  it('refuses moments that are none, and says why', async () => {
    const refused: readonly (readonly [directive: string, code: string, message: RegExp])[] = [
      [`@asAt(recorded: "${iso(now + 1)}")`, 'MOMENT_IN_FUTURE', /is in the future/],
      [`@asAt(position: "9999")`, 'POSITION_NOT_ISSUED', /9999 was never issued/],
      [`@asAt(position: "0")`, 'POSITION_NOT_ISSUED', /never issued/],
      [`@asAt(position: "1", recorded: "${renamed.at}")`, 'BAD_USER_INPUT', /not both/],
      ['@asAt', 'BAD_USER_INPUT', /Say as at which moment/],
      ['@asAt(position: "1") @whatWasSeen(party: "x")', 'BAD_USER_INPUT', /either @asAt or @whatWasSeen/],
    ];
    for (const [directive, code, message] of refused) {
      const answer = await ask(directive);
      expect([directive, answer.status, codeOf(answer)]).toEqual([directive, 400, code]);
      expect(answer.errors?.[0]?.message).toMatch(message);
    }
  });

  it('changes nothing: mutations, and what shows the service itself, are refused', async () => {
    const mutation = `mutation @asAt(position: "1") { deadLettersRetry(input: { projection: "board" }) { taken } }`;
    expect(codeOf(await service.as(world.auditor)(mutation))).toBe('GRAPHQL_VALIDATION_FAILED');
    const status = await service.as(world.auditor)('query @asAt(position: "1") { serviceStatus { head } }');
    expect([status.status, codeOf(status)]).toEqual([400, 'NOT_AS_AT']);
    const nested = 'query @asAt(position: "1") { ...all } fragment all on Query { serviceStatus { head } }';
    expect(codeOf(await service.as(world.auditor)(nested))).toBe('NOT_AS_AT');
  });

  describe('what others saw', () => {
    const OFFICER = '{ organisation(id: $id) { name } node(id: $officer) { id } }';
    const seen = (directive: string, who: TestCaller) =>
      service.as(who)<Named>(`query ($id: ID!, $officer: ID!) ${directive} ${OFFICER}`, {
        id: world.organisationId,
        officer: world.officers.dundee,
      });

    it('is shown with the rights of then, to auditors', async () => {
      const representative = await seen(`@whatWasSeen(party: "${world.organisationId}")`, world.auditor);
      // An organisation without a partnership knows of no officers.
      expect(representative.data).toEqual({ organisation: { name: 'Tesco Stores' }, node: null });
      const other = await seen(`@whatWasSeen(party: "${world.otherOrganisationId}")`, world.auditor);
      expect(other.data).toEqual({ organisation: null, node: null });
      const officer = await seen(
        `@whatWasSeen(officer: "${world.officers.wakefield}", position: "${renamed.before}")`,
        world.auditor,
      );
      expect(officer.data).toEqual({ organisation: { name: 'Tesco' }, node: { id: world.officers.dundee } });
      expect(asAtOf(officer)?.seenBy).toEqual({ party: WAKEFIELD, officer: world.officers.wakefield });
      const later = await seen(`@whatWasSeen(officer: "${world.officers.wakefield}")`, world.auditor);
      expect(asAtOf(later)?.seenBy).toEqual({ party: DUNDEE, officer: world.officers.wakefield });
    });

    it('is shown to a lead of the same party as it was then, and to nobody else', async () => {
      const before = `position: "${renamed.before}"`;
      const wakefield = (moment: string) => `@whatWasSeen(officer: "${world.officers.wakefield}"${moment})`;
      expect(codeOf(await seen(wakefield(`, ${before}`), world.wakefieldLead))).toBeUndefined();
      expect(codeOf(await seen(wakefield(''), world.wakefieldLead))).toBe('FORBIDDEN');
      expect(codeOf(await seen(wakefield(''), world.dundeeLead))).toBeUndefined();
      expect(codeOf(await seen(`@whatWasSeen(party: "${DUNDEE}")`, world.dundeeLead))).toBeUndefined();
      expect(codeOf(await seen(`@whatWasSeen(party: "${DUNDEE}")`, world.hseLead))).toBe('FORBIDDEN');
      for (const who of [world.dundeeOfficer, world.representative, world.hseOfficer]) {
        expect(codeOf(await seen(`@whatWasSeen(party: "${who.party.id}")`, who))).toBe('FORBIDDEN');
      }
    });

    it('shows histories as they saw them, not as those see them who ask', async () => {
      const history = async (directive: string) => {
        const rest = '{ history(organisationId: $id) { nodes { content } } }';
        const { data } = await service.as(world.auditor)<{
          readonly history: { readonly nodes: readonly { readonly content: string }[] };
        }>(`query ($id: ID!) ${directive} ${rest}`, { id: world.organisationId });
        return new Set(data.history.nodes.map(({ content }) => content));
      };
      expect(await history('')).toEqual(new Set(['SHOWN']));
      expect(await history(`@whatWasSeen(party: "${DUNDEE}")`)).toEqual(new Set(['WITHHELD']));
      expect(await history(`@whatWasSeen(party: "${world.organisationId}")`)).toEqual(new Set());
    });

    it('lends nobody the eyes of leads for data protection', async () => {
      const report = (directive: string, who: TestCaller) =>
        service.as(who)<{ readonly subjectReport: object | null }>(
          `query ($id: ID!) ${directive} { subjectReport(subjectId: $id) { id } }`,
          { id: world.officers.dundee },
        );
      const whole = `@whatWasSeen(party: "${DUNDEE}")`;
      const both: TestCaller = {
        ...world.dundeeLead,
        name: 'lead of both kinds',
        roles: ['LEAD', 'DATA_PROTECTION_LEAD'],
      };
      expect((await report('', both)).data.subjectReport).not.toBeNull();
      expect((await report(whole, both)).data.subjectReport).not.toBeNull();
      for (const who of [world.dundeeLead, world.auditor]) {
        expect((await report(whole, who)).data).toEqual({ subjectReport: null });
      }
    });

    it('is judged by who was what at the moment of the record, for whatever moment it is asked', async () => {
      for (const effective of ['2006-02-28T00:00:00Z', '2100-01-01T00:00:00Z']) {
        const directive = `@whatWasSeen(officer: "${world.officers.wakefield}", effective: "${effective}")`;
        expect([effective, codeOf(await seen(directive, world.wakefieldLead))]).toEqual([effective, 'FORBIDDEN']);
        expect([effective, codeOf(await seen(directive, world.dundeeLead))]).toEqual([effective, undefined]);
      }
    });

    it('is refused for who was not there, without telling those who may not ask', async () => {
      const nobody = 'officer-00000000-0000-4000-8000-000000000000';
      expect(codeOf(await seen(`@whatWasSeen(officer: "${nobody}")`, world.auditor))).toBe('NOT_FOUND');
      expect(codeOf(await seen(`@whatWasSeen(officer: "${nobody}")`, world.dundeeLead))).toBe('FORBIDDEN');
      expect(codeOf(await seen(`@whatWasSeen(party: "authority-nonsense")`, world.auditor))).toBe('NOT_FOUND');
      const early = `@whatWasSeen(officer: "${world.officers.hse}", position: "1")`;
      expect(codeOf(await seen(early, world.auditor))).toBe('NOT_FOUND');
      for (const directive of ['@whatWasSeen', `@whatWasSeen(officer: "a", party: "b")`]) {
        expect(codeOf(await seen(directive, world.auditor))).toBe('BAD_USER_INPUT');
      }
    });
  });

  it('is given up when the client goes', async () => {
    const { store } = service.engine;
    const [readStream, readAll] = [store.readStream.bind(store), store.readAll.bind(store)];
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    jest.spyOn(store, 'readStream').mockImplementation(async function* (...given) {
      begin();
      await held;
      yield* readStream(...given);
    });
    jest.spyOn(store, 'readAll').mockImplementation(async function* (options) {
      // Looking for the moment is no replay.
      if (options?.limit === undefined) {
        begin();
        await held;
      }
      yield* readAll(options);
    });
    const { sessions } = QuestionsAsAt.of(service.engine);
    const at = jest.spyOn(sessions, 'at');
    const client = new AbortController();
    service.as(world.hseLead);
    const asked = fetch(`${service.url}/graphql`, {
      method: 'POST',
      signal: client.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${world.hseLead.name}` },
      body: JSON.stringify({ query: 'query @asAt(position: "3") { organisations { nodes { id } } }' }),
    });
    const failed = expect(asked).rejects.toThrow();
    try {
      await begun;
      const gone = new Promise<void>((resolve) => {
        for (const [, { gone: signal }] of at.mock.calls) signal.addEventListener('abort', () => resolve());
      });
      expect(at).toHaveBeenCalled();
      client.abort();
      await failed;
      await gone;
    } finally {
      release();
      jest.restoreAllMocks();
    }
  });

  describe('compared with another', () => {
    const COMPARE = `query ($id: ID!, $before: MomentInput!, $after: MomentInput!) {
      compare(id: $id, before: $before, after: $after) {
        typename shownBefore shownAfter isPartial
        before { position } after { effective }
        differences { path kind before after }
      }
    }`;
    interface Compared {
      readonly compare: {
        readonly shownBefore: boolean;
        readonly differences: readonly { readonly path: readonly string[] }[];
      } | null;
    }
    const compare = (who: TestCaller, before: object, after: object, id = world.organisationId) =>
      service.as(who)<Compared>(COMPARE, { id, before, after });

    it('shows what changed of an object, and nothing else', async () => {
      const { data, errors } = await compare(world.auditor, { position: renamed.before }, {});
      expect(errors).toBeUndefined();
      expect(data.compare).toEqual({
        typename: 'Organisation',
        shownBefore: true,
        shownAfter: true,
        isPartial: false,
        before: { position: renamed.before },
        after: { effective: iso(now) },
        differences: expect.arrayContaining([
          { path: ['name'], kind: 'CHANGED', before: 'Tesco', after: 'Tesco Stores' },
        ]),
      });
      expect(data.compare?.differences.map(({ path }) => path.join('.')).toSorted()).toEqual(['name', 'revision']);
      expect((await compare(world.auditor, {}, {})).data.compare?.differences).toEqual([]);
    });

    it('compares any object, also one that was not there yet, with the rights of each moment', async () => {
      const created = await compare(world.auditor, { recorded: '2001-01-01T00:00:00Z' }, {});
      expect(created.data.compare).toMatchObject({
        shownBefore: false,
        differences: [{ path: [], kind: 'ADDED', before: null }],
      });
      const officer = await compare(world.auditor, { position: renamed.before }, {}, world.officers.wakefield);
      expect(officer.data.compare?.differences).toContainEqual(
        expect.objectContaining({ path: ['authority'], kind: 'CHANGED' }),
      );
      expect((await compare(world.otherRepresentative, { position: '1' }, {})).data.compare).toBeNull();
      expect((await compare(world.auditor, {}, {}, 'nonsense')).data.compare).toBeNull();
    });

    it('refuses moments that are none', async () => {
      expect(codeOf(await compare(world.auditor, { position: '9999' }, {}))).toBe('POSITION_NOT_ISSUED');
      expect(codeOf(await compare(world.auditor, {}, { recorded: iso(now + 1) }))).toBe('MOMENT_IN_FUTURE');
      expect(codeOf(await compare(world.auditor, { position: '1', recorded: renamed.at }, {}))).toBe('BAD_USER_INPUT');
    });
  });
});
