import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect, type CompiledQuery, type LogEvent } from 'kysely';
import { buildAbility, NO_STANDING, PARTIES_WITH_OFFICERS, type Caller, type Standing } from '#platform/access';
import type { Position } from '#platform/event-store';
import { SqliteReadModelDatabase, type ReadSnapshot } from '#platform/projections';
import { Session } from '#platform/sessions';
import { parseInstant } from '#platform/working-days';
import { enquiriesPolicy } from './enquiries.policy.js';
import { listEnquiries, listRoutedTo, type EnquiryFilter } from './enquiry-lists.queries.js';
import type { EnquiryRow } from './enquiry.queries.js';
import { enquiryRegister, enquiryTable } from './enquiry-register.projection.js';

const COUNCILS = ['authority-1', 'authority-2'];
const ORGANISATIONS = ['organisation-1', 'organisation-2', 'organisation-3'];
const OFFICERS = ['officer-1', 'officer-2'];

/** A row for each number, so that every combination of parties, routes, kinds and statuses comes up, and days tie. */
function rowOf(number: number): EnquiryRow {
  const among = <Value>(values: readonly [Value, ...Value[]] | readonly Value[], by: number): Value => {
    const value = values[Math.floor(number / by) % values.length];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  };
  const routeKind = among(['CENTRAL', 'OFFICER', 'AUTHORITY'] as const, 1);
  return {
    id: `enquiry-${String(number).padStart(4, '0')}`,
    revision: 2,
    status: among(['OPEN', 'ANSWERED', 'OPEN', 'WITHDRAWN'] as const, 3),
    topic: 'topic',
    question: 'question',
    askedBy: 'asker',
    receivedByPartyId: among([...COUNCILS, ...ORGANISATIONS, 'authority-hse'], 7),
    askedFor: among(['PARTY', 'WORKERS'] as const, 5),
    receivedOn: `2006-03-${String((number % 20) + 1).padStart(2, '0')}`,
    organisationId: among([null, ...ORGANISATIONS], 2),
    kind: among(['GENERAL', 'ORGANISATION_SPECIFIC'] as const, 11),
    sortingReason: 'reason',
    topicsVersion: 1,
    routeKind,
    routedOfficerId: routeKind === 'OFFICER' ? among(OFFICERS, 13) : null,
    routedAuthorityId: routeKind === 'CENTRAL' ? null : among([...COUNCILS, 'authority-hse'], 3),
    routeCapacity: null,
    routeReason: 'reason',
    answer: null,
    standardAnswerId: null,
    standardAnswerVersion: null,
    answeredByPartyId: null,
    answeredByOfficerId: null,
    answeredOn: null,
    responseWorkingDays: null,
    responseCalendar: null,
    withdrawalReason: null,
  };
}

const ROWS = Array.from({ length: 400 }, (_, number) => rowOf(number));

const caller = (kind: Caller['party']['kind'], id: string, roles: Caller['roles'], officerId?: string): Caller => ({
  party: { kind, id },
  subject: 'spec',
  roles,
  client: 'spec',
  ...(officerId === undefined ? {} : { officerId }),
});

/** What the regulators lead or answer for. */
const STANDINGS: Readonly<Record<string, readonly string[]>> = {
  ownAuthorities: ['authority-1', 'authority-9'],
  ledOrganisations: ['organisation-1', 'organisation-2'],
  managedOrganisations: ['organisation-2', 'organisation-3'],
  answeredOrganisations: ['organisation-3'],
};
const standing: Standing = { ids: (name) => STANDINGS[name] ?? [] };
const standingOf = ({ party }: Caller) => (PARTIES_WITH_OFFICERS.includes(party.kind) ? standing : NO_STANDING);

const CALLERS: Readonly<Record<string, Caller>> = {
  council: caller('LOCAL_AUTHORITY', 'authority-1', new Set(['LEAD']), 'officer-1'),
  HSE: caller('HSE', 'authority-hse', new Set(['OFFICER'])),
  auditor: caller('AUDITOR', 'auditor', new Set(['AUDITOR'])),
  company: caller('ORGANISATION', 'organisation-1', new Set(['REPRESENTATIVE'])),
  workers: caller('ORGANISATION', 'organisation-1', new Set(['WORKER_REPRESENTATIVE'])),
  operator: caller('OPERATOR', 'operator', new Set(['OPERATOR'])),
};

describe('Lists of enquiries', () => {
  let folder: string;
  let database: SqliteReadModelDatabase;
  let snapshot: ReadSnapshot;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-enquiries-'));
    database = new SqliteReadModelDatabase({ file: join(folder, 'read-models.db'), projections: [enquiryRegister] });
    await database.write(async (write) => {
      const generation = await write.createGeneration(enquiryRegister, 'active', 0 as Position);
      await write.apply({ generation, changes: ROWS.map((row) => enquiryTable.insert(row)) });
    });
    snapshot = await database.snapshot();
  });
  afterAll(async () => {
    snapshot[Symbol.dispose]();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  function sessionOf(who: Caller, tables: ReadSnapshot['tables'] = snapshot.tables.bind(snapshot)): Session {
    const ability = buildAbility([enquiriesPolicy], who, standingOf(who));
    const view: ReadSnapshot = { ...snapshot, position: snapshot.position, tables, [Symbol.dispose]: () => undefined };
    return new Session(who, ability, standingOf(who), view, parseInstant('2006-04-01T09:00:00.000Z'));
  }

  const anyFilter: fc.Arbitrary<EnquiryFilter> = fc.record({
    status: fc.constantFrom(null, 'OPEN', 'ANSWERED'),
    organisationId: fc.constantFrom(null, ...ORGANISATIONS),
    kind: fc.constantFrom(null, 'GENERAL', 'ORGANISATION_SPECIFIC'),
    routeKind: fc.constantFrom(null, 'CENTRAL', 'OFFICER', 'AUTHORITY'),
  });

  it('show, page by page, whatever the policy lets the caller read and the filter asks for', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(CALLERS)),
        anyFilter,
        fc.integer({ min: 3, max: 100 }),
        async (who, filter, first) => {
          const session = sessionOf(who);
          const seen: string[] = [];
          let after: string | null = null;
          do {
            const { nodes, pageInfo } = await listEnquiries(session, { first, after }, filter);
            seen.push(...nodes.map(({ id }) => id));
            after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
          } while (after !== null);
          const wanted = ROWS.filter((row) => session.may('read', 'Enquiry', row) && meets(row, filter));
          expect(seen).toEqual(wanted.toSorted(newestFirst).map(({ id }) => id));
          shown += seen.length;
        },
      ),
      { numRuns: 200 },
    );
    expect(shown).toBeGreaterThan(0);
  });

  it('that wait for the caller hold what comes by name, by post, by authority or centrally', async () => {
    const waiting = async (name: keyof typeof CALLERS) => {
      const who = CALLERS[name];
      if (!who) throw new Error(`There is no ${name}.`);
      return (await listRoutedTo(sessionOf(who), { first: 100 })).nodes.map(({ id }) => id);
    };
    const open = (wanted: (row: EnquiryRow) => boolean) =>
      ROWS.filter((row) => row.status === 'OPEN' && wanted(row))
        .toSorted(newestFirst)
        .map(({ id }) => id);
    const central = (row: EnquiryRow) => row.kind === 'GENERAL' && row.routeKind === 'CENTRAL';
    const byPost = (row: EnquiryRow) => row.kind === 'ORGANISATION_SPECIFIC' && row.organisationId === 'organisation-3';
    expect(await waiting('council')).toEqual(
      open(
        (row) =>
          byPost(row) ||
          row.routedOfficerId === 'officer-1' ||
          (row.routeKind === 'AUTHORITY' && row.routedAuthorityId === 'authority-1'),
      ),
    );
    expect(await waiting('HSE')).toEqual(open((row) => central(row) || byPost(row)));
    expect(await waiting('company')).toEqual([]);
  });

  it('refuse a page out of bounds, also where there is nothing to list', async () => {
    for (const who of Object.values(CALLERS)) {
      await expect(listEnquiries(sessionOf(who), { first: 101 }, {})).rejects.toThrow('first must be');
      await expect(listRoutedTo(sessionOf(who), { first: 0 })).rejects.toThrow('first must be');
    }
  });

  it('read their ranges from an index in order, and nothing else', async () => {
    const filters: readonly EnquiryFilter[] = [
      {},
      { status: 'OPEN' },
      { organisationId: 'organisation-1' },
      { kind: 'GENERAL' },
      { routeKind: 'CENTRAL', status: 'OPEN', organisationId: 'organisation-1', kind: 'GENERAL' },
    ];
    const readModels = new Database(join(folder, 'read-models.db'), { readonly: true });
    const queries: CompiledQuery[] = [];
    const dialect = new SqliteDialect({ database: readModels });
    const log = ({ query }: LogEvent) => void queries.push(query);
    for (const [name, who] of Object.entries(CALLERS)) {
      const session = sessionOf(who, <Tables>() => new Kysely<Tables>({ dialect, log }));
      for (const filter of filters) {
        const { pageInfo } = await listEnquiries(session, { first: 1 }, filter);
        await listEnquiries(session, { first: 10, after: pageInfo.endCursor }, filter);
      }
      await listRoutedTo(session, { first: 10 });
      for (const { sql, parameters } of queries.splice(0)) {
        const steps = readModels.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters);
        expect({ name, plan: steps.map(({ detail }) => detail) }).toEqual({
          name,
          plan: [
            expect.stringMatching(
              /^SEARCH .* USING INDEX \S+ \((\w+=\? AND )?status=\?( AND \(receivedOn,id\)<\(\?,\?\))?\)$/,
            ),
          ],
        });
      }
    }
    readModels.close();
  });
});

function meets(row: EnquiryRow, filter: EnquiryFilter): boolean {
  const columns = ['status', 'organisationId', 'kind', 'routeKind'] as const;
  return columns.every((column) => !filter[column] || row[column] === filter[column]);
}

function newestFirst(a: EnquiryRow, b: EnquiryRow): number {
  const [first, second] = [a, b].map(({ receivedOn, id }) => `${receivedOn} ${id}`);
  return first === second ? 0 : (first ?? '') < (second ?? '') ? 1 : -1;
}
