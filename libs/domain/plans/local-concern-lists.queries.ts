import { sql } from 'kysely';
import { visibleRanges } from '#platform/access';
import { connectionOf, mergeConnections, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import { localConcerns, type LocalConcernRow } from './local-concern.queries.js';
import { CONCERN_STATUSES, type ConcernStatus } from './local-concern.state.js';

export interface LocalConcernFilter {
  readonly status?: ConcernStatus | null;
  readonly organisationId?: string | null;
  readonly authorityId?: string | null;
}

/** Columns that can choose a list's range. Each leads an index that goes on with the status and the order. */
const RANGE_COLUMNS = ['authorityId', 'organisationId', 'referredToAuthorityId'] as const;

type ConcernRange = { readonly [Column in (typeof RANGE_COLUMNS)[number]]?: string };

const NEWEST_FIRST = { by: ['raisedAt', 'id'], direction: 'desc' } as const;

/** The concerns that the caller may see. */
export function listLocalConcerns(
  session: Session,
  page: ConnectionArguments,
  { status, ...filter }: LocalConcernFilter,
): Promise<Connection<LocalConcernRow>> {
  const wanted = columnsOf(filter);
  const ranges = visibleRanges(session.ability, 'read', 'LocalConcern')
    .map(columnsOf)
    .filter((range) => RANGE_COLUMNS.every((column) => agree(range[column], wanted[column])))
    .map((range) => ({ ...range, ...wanted }));
  return listRanges(session, ranges, status ? [status] : CONCERN_STATUSES, page);
}

/**
 * Concerns that wait for the caller: raised about an organisation for which the caller answers now, and for leads those
 * referred to their authority and another.
 */
export async function listConcernsToAnswer(
  session: Session,
  page: ConnectionArguments,
): Promise<Connection<LocalConcernRow>> {
  const { caller, standing } = session;
  const raised = standing.ids('answeredOrganisations').map((organisationId) => ({ organisationId }));
  const own = caller.roles.has('LEAD') ? standing.ids('ownAuthorities') : [];
  const referred = own.flatMap((id) => [{ authorityId: id }, { referredToAuthorityId: id }]);
  const lists = [
    await listRanges(session, raised, ['RAISED'], page),
    await listRanges(session, referred, ['REFERRED'], page),
  ];
  return mergeConnections(lists, NEWEST_FIRST, page);
}

/** Each range with each status is one stretch of an index, however many concerns there are. */
async function listRanges(
  session: Session,
  ranges: readonly ConcernRange[],
  statuses: readonly ConcernStatus[],
  page: ConnectionArguments,
): Promise<Connection<LocalConcernRow>> {
  const queries = widest(ranges).flatMap((range) => statuses.map((status) => inRange(session, range, status)));
  // The page's bounds are checked where there is nothing to list, too.
  const lists = queries.length > 0 ? queries : [inRange(session, {}, 'RAISED').where(({ lit }) => lit(false))];
  const pages = await Promise.all(lists.map((list) => connectionOf(list, NEWEST_FIRST, page)));
  return mergeConnections(pages, NEWEST_FIRST, page);
}

function inRange(session: Session, range: ConcernRange, status: ConcernStatus) {
  const [key, ...others] = RANGE_COLUMNS.flatMap((column) => {
    const value = range[column];
    return value === undefined ? [] : [{ column, value }];
  });
  let query = localConcerns(session).where('status', '=', status);
  if (key) query = query.where(key.column, '=', key.value);
  // As expressions, these cannot choose the index.
  for (const { column, value } of others) query = query.where(sql<string>`${sql.ref(column)} || ''`, '=', value);
  return query;
}

/** No range twice, and none beside one that holds everything. */
function widest(ranges: readonly ConcernRange[]): readonly ConcernRange[] {
  const everything = ranges.find((range) => Object.keys(range).length === 0);
  if (everything) return [everything];
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}

function columnsOf(range: { readonly [column: string]: unknown }): ConcernRange {
  return Object.fromEntries(
    RANGE_COLUMNS.flatMap((column) => {
      const value = range[column];
      return typeof value === 'string' ? [[column, value]] : [];
    }),
  );
}

function agree(right: string | undefined, wanted: string | undefined): boolean {
  return right === undefined || wanted === undefined || right === wanted;
}
