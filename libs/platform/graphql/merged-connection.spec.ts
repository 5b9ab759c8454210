import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Connection, ConnectionArguments } from './connection.js';
import { mergeConnections } from './merged-connection.js';

interface Visit {
  readonly day: number;
  readonly id: string;
}

const LATEST_FIRST = { by: ['day', 'id'], direction: 'desc' } as const;
const latestFirst = (a: Visit, b: Visit) => b.day - a.day || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);
const cursorOf = ({ day, id }: Visit) => `${day} ${id}`;

/** A page of a list as `connectionOf` reads it from a table. */
function pageOf(list: readonly Visit[], { first, after }: ConnectionArguments): Connection<Visit> {
  const sorted = list.toSorted(latestFirst);
  const left = sorted.filter((visit) => !after || latestFirst(visit, visitAt(after)) > 0);
  const edges = left.slice(0, first ?? 25).map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: left.length > edges.length,
      hasPreviousPage: Boolean(after),
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function visitAt(cursor: string): Visit {
  const [day = '', id = ''] = cursor.split(' ');
  return { day: Number(day), id };
}

/** Lists that share rows, with ties among the days. */
const visits = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 })
  .map((numbers) => numbers.map((number): Visit => ({ day: number % 5, id: `visit-${number}` })));

describe('A page merged from several lists', () => {
  it('shows every row of any of them once and in order, page by page', () => {
    fc.assert(
      fc.property(fc.array(visits, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 7 }), (lists, first) => {
        const all = new Map(lists.flat().map((visit) => [visit.id, visit]));
        const seen: Visit[] = [];
        let after: string | null = null;
        do {
          const page: ConnectionArguments = { first, after };
          const merged: Connection<Visit> = mergeConnections(
            lists.map((list) => pageOf(list, page)),
            LATEST_FIRST,
            page,
          );
          seen.push(...merged.nodes);
          expect(merged.pageInfo.hasPreviousPage).toBe(after !== null);
          expect(merged.pageInfo.hasNextPage).toBe(seen.length < all.size);
          after = merged.pageInfo.hasNextPage ? merged.pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual([...all.values()].toSorted(latestFirst));
      }),
    );
  });

  it('is empty where there is no list', () => {
    expect(mergeConnections<Visit>([], LATEST_FIRST, {})).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });
});
