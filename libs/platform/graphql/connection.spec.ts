import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import type { Position } from '#platform/event-store';
import {
  defineProjection,
  defineTable,
  integer,
  nullable,
  SqliteReadModelDatabase,
  text,
  type ReadSnapshot,
  type TablesOf,
} from '#platform/projections';
import { connectionOf, connectionsOf, type ConnectionArguments, type ConnectionOrder } from './connection.js';

const visit = defineTable('visit', {
  columns: { id: text(), site: text(), day: integer(), note: nullable(text()) },
  primaryKey: ['id'],
  indexes: [['site', 'day', 'id']],
});
const call = defineTable('call', { columns: { id: text(), day: integer() }, primaryKey: ['id'] });
type Tables = TablesOf<[typeof visit, typeof call]>;
type Visit = Tables['visit'];

const BY_DAY = { by: ['day', 'id'], direction: 'asc' } as const;
const projection = defineProjection({ name: 'visits', version: 1, tables: [visit, call], handlers: [] });

/** Many ties: 60 visits of three sites on four days. */
const VISITS: readonly Visit[] = Array.from({ length: 60 }, (_, number) => ({
  id: `visit-${String(number * 37).padStart(4, '0')}`,
  site: `site-${number % 3}`,
  day: number % 4,
  note: null,
}));

describe('A connection', () => {
  let folder: string;
  let database: SqliteReadModelDatabase;
  let snapshot: ReadSnapshot;
  let tables: Kysely<Tables>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-connection-'));
    database = new SqliteReadModelDatabase({ file: join(folder, 'read-models.db'), projections: [projection] });
    await database.write(async (write) => {
      const generation = await write.createGeneration(projection, 'active', 0 as Position);
      const calls = VISITS.map(({ id, day }) => call.insert({ id, day }));
      await write.apply({ generation, changes: [...VISITS.map((row) => visit.insert(row)), ...calls] });
    });
    snapshot = await database.snapshot();
    tables = snapshot.tables<Tables>();
  });
  afterAll(async () => {
    snapshot[Symbol.dispose]();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const visits = () => tables.selectFrom('visit').selectAll();
  const page = (args: ConnectionArguments, order: ConnectionOrder<Visit> = BY_DAY) =>
    connectionOf(visits(), order, args);
  const refusal = (args: ConnectionArguments) => expect(page(args)).rejects;

  it.each(['asc', 'desc'] as const)(
    'read page by page shows every row once, over ties, in order: %s',
    async (direction) => {
      const expected = VISITS.toSorted((a, b) => a.day - b.day || a.id.localeCompare(b.id)).map(({ id }) => id);
      if (direction === 'desc') expected.reverse();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 60, maxLength: 60 }),
          async (sizes) => {
            const seen: string[] = [];
            let after: string | null = null;
            for (const first of sizes) {
              const { nodes, edges, pageInfo } = await page({ first, after }, { by: ['day', 'id'], direction });
              seen.push(...nodes.map(({ id }) => id));
              expect(edges.map(({ node }) => node)).toEqual(nodes);
              expect(pageInfo.hasPreviousPage).toBe(after !== null);
              expect(pageInfo.hasNextPage).toBe(seen.length < expected.length);
              after = pageInfo.endCursor ?? after;
              if (!pageInfo.hasNextPage) break;
            }
            expect(seen).toEqual(expected);
          },
        ),
        { numRuns: 20 },
      );
    },
  );

  it('may be read on from any of its rows', async () => {
    const { nodes, edges, pageInfo } = await page({ first: 10 });
    expect(pageInfo).toMatchObject({ startCursor: edges[0]?.cursor, endCursor: edges[9]?.cursor });
    for (const [index, { cursor }] of edges.entries()) {
      const following = await page({ first: 1, after: cursor });
      if (index < 9) expect(following.nodes).toEqual([nodes[index + 1]]);
    }
  });

  it('has 25 rows a page when nobody says how many, and an end', async () => {
    expect((await page({})).nodes).toHaveLength(25);
    expect((await page({ first: null, after: null })).nodes).toHaveLength(25);
    const last = await page({ first: 100 });
    expect(last.pageInfo.hasNextPage).toBe(false);
    expect(await page({ after: last.pageInfo.endCursor })).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it.each([0, -1, 101, 2_147_483_647])('refuses a page of %d', async (first) => {
    await refusal({ first }).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `first must be between 1 and 100; it is ${first}.`,
    });
  });

  it('has cursors that say nothing to those who read them as text, and differ from row to row', async () => {
    const { edges } = await page({ first: 100 });
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(60);
    for (const { cursor } of edges) expect(cursor).toMatch(/^[\w-]+$/);
  });

  it('refuses a cursor of another list or another order, and what is no cursor', async () => {
    const ofCalls = await connectionOf(tables.selectFrom('call').selectAll(), BY_DAY, { first: 1 });
    const backwards = await page({ first: 1 }, { by: ['day', 'id'], direction: 'desc' });
    const byId = await page({ first: 1 }, { by: ['id'], direction: 'asc' });
    const { pageInfo } = await page({ first: 1 });
    const mark = JSON.parse(Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString()) as unknown[];
    const made = (...values: unknown[]) => Buffer.from(JSON.stringify([mark[0], ...values])).toString('base64url');
    const foreign = [ofCalls, backwards, byId].map((each) => each.pageInfo.endCursor);
    const malformed = [
      '',
      'x',
      '[]',
      'bnVsbA',
      made(1),
      made(1, 'a', 'b'),
      made(1, null),
      made(1, {}),
      made(true, 'a'),
    ];
    for (const after of [...foreign, ...malformed]) {
      await refusal({ after }).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: 'after is not a cursor of this list. Use the endCursor of the page before.',
      });
    }
    expect((await page({ first: 1, after: made(1, 'a') })).nodes).toHaveLength(1);
  });

  it('treats what is in a cursor as values, whatever they say', async () => {
    const { pageInfo } = await page({ first: 1 });
    const [mark] = JSON.parse(Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString()) as unknown[];
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.constant("') OR 1=1 --")), fc.double(), async (id, day) => {
        if (!Number.isFinite(day)) return;
        const after = Buffer.from(JSON.stringify([mark, day, id])).toString('base64url');
        const { nodes } = await page({ first: 100, after });
        expect(nodes.every((row) => row.day > day || (row.day === day && row.id > id))).toBe(true);
      }),
    );
  });

  it('ordered by a column that holds null is a fault, not a list with rows missing', async () => {
    const byNote = { by: ['note'], direction: 'asc' } as unknown as ConnectionOrder<Visit>;
    await expect(page({ first: 1 }, byNote)).rejects.toThrow(
      'A list is ordered by note, which holds no text or number.',
    );
  });

  it('of each of several objects comes in one statement, each as it would alone', async () => {
    const list = (site: string) => visits().where('site', '=', site);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            site: fc.constantFrom('site-0', 'site-1', 'site-2', 'site-9'),
            first: fc.integer({ min: 1, max: 30 }),
            skip: fc.integer({ min: 0, max: 21 }),
          }),
          { maxLength: 100 },
        ),
        fc.constantFrom('asc' as const, 'desc' as const),
        async (wanted, direction) => {
          const order: ConnectionOrder<Visit> = { by: ['day', 'id'], direction };
          const requests = await Promise.all(
            wanted.map(async ({ site, first, skip }) => {
              const before = skip === 0 ? undefined : await connectionOf(list(site), order, { first: skip });
              return { query: list(site), order, page: { first, after: before?.pageInfo.endCursor ?? null } };
            }),
          );
          const alone = await Promise.all(requests.map((each) => connectionOf(each.query, order, each.page)));
          const together = await connectionsOf(tables, requests);
          const rows = together.map(({ nodes, ...rest }) => ({ ...rest, nodes: nodes.map(({ id }) => id) }));
          expect(rows.map(({ nodes }) => nodes)).toEqual(alone.map(({ nodes }) => nodes.map(({ id }) => id)));
          expect(rows.map(({ pageInfo }) => pageInfo)).toEqual(alone.map(({ pageInfo }) => pageInfo));
        },
      ),
      { numRuns: 25 },
    );
  });
});
