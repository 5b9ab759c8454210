import type { Kysely } from 'kysely';
import { PARTIES_WITH_OFFICERS } from '#platform/access';
import { defineBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import type { Session, StandingContribution } from '#platform/sessions';
import { londonDate } from '#platform/working-days';
import type { AuthorityTables, successionTable } from './authority-register.projection.js';

export type SuccessionRow = RowOf<(typeof successionTable)['columns']>;

/** Which way a line of succession is followed: back to predecessors or on to successors. */
const BACK = { reached: 'predecessorId', left: 'successorId' } as const;
const ON = { reached: 'successorId', left: 'predecessorId' } as const;

/**
 * Every step of the lines of succession that begin at `ids`, by where they begin. `union` drops what was reached
 * before, so that a line that an import closed to a circle ends too.
 */
async function stepsFrom(
  tables: Kysely<AuthorityTables>,
  ids: readonly string[],
  { reached, left }: typeof BACK | typeof ON,
): Promise<readonly (SuccessionRow & { readonly root: string })[]> {
  return tables
    .withRecursive('line(root, id)', (builder) =>
      builder
        .selectFrom('authority')
        .select(['authority.id as root', 'authority.id as id'])
        .where('authority.id', 'in', ids)
        .union(
          builder
            .selectFrom('authority_succession')
            .innerJoin('line', 'line.id', `authority_succession.${left}`)
            .select(['line.root as root', `authority_succession.${reached} as id`]),
        ),
    )
    .selectFrom('line')
    .innerJoin('authority_succession', `authority_succession.${left}`, 'line.id')
    .select(['line.root', 'predecessorId', 'successorId', 'from'])
    .orderBy('from')
    .orderBy('predecessorId')
    .orderBy('successorId')
    .execute();
}

/** The steps that lead to an authority, directly or over others, in the order of time. */
export const predecessionOf = defineBatch('authority-predecession', async (session, ids: readonly string[]) =>
  Map.groupBy(await stepsFrom(session.tables<AuthorityTables>(), ids, BACK), ({ root }) => root),
);

/** The steps that lead on from an authority, directly or over others, in the order of time. */
export const successionOf = defineBatch('authority-succession', async (session, ids: readonly string[]) =>
  Map.groupBy(await stepsFrom(session.tables<AuthorityTables>(), ids, ON), ({ root }) => root),
);

/** The ids of everything that an authority succeeds or will succeed, directly or over others. */
export async function findPredecessorIds(session: Session, id: string): Promise<ReadonlySet<string>> {
  const steps = await stepsFrom(session.tables<AuthorityTables>(), [id], BACK);
  return new Set(steps.map(({ predecessorId }) => predecessorId));
}

/**
 * The caller's authority and everything that it has succeeded by now: what those did is readable under it. A
 * succession still to come gives nothing yet.
 */
export const ownAuthorities: StandingContribution = {
  name: 'ownAuthorities',
  ids: async (snapshot, { party }, now) => {
    if (!PARTIES_WITH_OFFICERS.includes(party.kind)) return [];
    const rows = await snapshot
      .tables<AuthorityTables>()
      .withRecursive('line(id)', (builder) =>
        builder
          .selectFrom('authority_succession')
          .select('predecessorId as id')
          .where('successorId', '=', party.id)
          .where('from', '<=', londonDate(now))
          .union(
            builder
              .selectFrom('authority_succession')
              .innerJoin('line', 'line.id', 'authority_succession.successorId')
              .select('authority_succession.predecessorId as id')
              .where('authority_succession.from', '<=', londonDate(now)),
          ),
      )
      .selectFrom('line')
      .select('id')
      .execute();
    return [...new Set([party.id, ...rows.map(({ id }) => id)])];
  },
};
