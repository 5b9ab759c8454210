import { sql } from 'kysely';
import { visibleRanges } from '#platform/access';
import { connectionOf, mergeConnections, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { Session } from '#platform/sessions';
import { enquiries, type EnquiryRow } from './enquiry.queries.js';

export interface EnquiryFilter {
  readonly status?: EnquiryRow['status'] | null;
  readonly organisationId?: string | null;
  readonly kind?: EnquiryRow['kind'] | null;
  readonly routeKind?: EnquiryRow['routeKind'] | null;
}

/**
 * Columns that can choose a list's range, the most selective first. Each leads an index that goes on with the status
 * and the order of the lists.
 */
const RANGE_COLUMNS = [
  'routedOfficerId',
  'organisationId',
  'receivedByPartyId',
  'routedAuthorityId',
  'routeKind',
  'kind',
] as const;

type EnquiryRange = { readonly [Column in (typeof RANGE_COLUMNS)[number]]?: NonNullable<EnquiryRow[Column]> };

const STATUSES: readonly EnquiryRow['status'][] = ['OPEN', 'ANSWERED', 'WITHDRAWN'];
const NEWEST_FIRST = { by: ['receivedOn', 'id'], direction: 'desc' } as const;

/** The enquiries that the caller may see. */
export function listEnquiries(
  session: Session,
  page: ConnectionArguments,
  { status, ...filter }: EnquiryFilter,
): Promise<Connection<EnquiryRow>> {
  const wanted = columnsOf(filter);
  const ranges = visibleRanges(session.ability, 'read', 'Enquiry')
    .map(columnsOf)
    .filter((range) => RANGE_COLUMNS.every((column) => agree(range[column], wanted[column])))
    .map((range) => ({ ...range, ...wanted }));
  return listRanges(session, ranges, status ? [status] : STATUSES, page);
}

/**
 * Open enquiries that wait for the caller: routed to them by name; about an organisation for which they answer now, so
 * that a successor finds what the predecessor left; for leads, routed to their authority; general ones, for those who
 * answer centrally.
 */
export function listRoutedTo(session: Session, page: ConnectionArguments): Promise<Connection<EnquiryRow>> {
  const { caller, standing } = session;
  const ranges: EnquiryRange[] = standing
    .ids('answeredOrganisations')
    .map((organisationId) => ({ organisationId, kind: 'ORGANISATION_SPECIFIC' }));
  if (caller.officerId !== undefined) ranges.push({ routedOfficerId: caller.officerId });
  if (caller.roles.has('LEAD')) {
    const authorities = standing.ids('ownAuthorities');
    ranges.push(...authorities.map((routedAuthorityId) => ({ routedAuthorityId, routeKind: 'AUTHORITY' as const })));
  }
  if (session.may('AnswerEnquiry', 'Enquiry', { kind: 'GENERAL' })) {
    ranges.push({ routeKind: 'CENTRAL', kind: 'GENERAL' });
  }
  return listRanges(session, ranges, ['OPEN'], page);
}

/** Each range with each status is one stretch of an index, however many enquiries there are. */
async function listRanges(
  session: Session,
  ranges: readonly EnquiryRange[],
  statuses: readonly EnquiryRow['status'][],
  page: ConnectionArguments,
): Promise<Connection<EnquiryRow>> {
  const queries = widest(ranges).flatMap((range) => statuses.map((status) => inRange(session, range, status)));
  // The page's bounds are checked where there is nothing to list, too.
  const lists = queries.length > 0 ? queries : [inRange(session, {}, 'OPEN').where(({ lit }) => lit(false))];
  const pages = await Promise.all(lists.map((list) => connectionOf(list, NEWEST_FIRST, page)));
  return mergeConnections(pages, NEWEST_FIRST, page);
}

function inRange(session: Session, range: EnquiryRange, status: EnquiryRow['status']) {
  const [key, ...others] = RANGE_COLUMNS.flatMap((column) => {
    const value = range[column];
    return value === undefined ? [] : [{ column, value }];
  });
  let query = enquiries(session).where('status', '=', status);
  if (key) query = query.where(key.column, '=', key.value);
  // As expressions, these cannot choose the index.
  for (const { column, value } of others) query = query.where(sql<string>`${sql.ref(column)} || ''`, '=', value);
  return query;
}

/** No range twice, and none beside one that holds everything. */
function widest(ranges: readonly EnquiryRange[]): readonly EnquiryRange[] {
  const everything = ranges.find((range) => Object.keys(range).length === 0);
  if (everything) return [everything];
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}

/** What is said of the columns that can choose a range: other rights are left to `visibleRows`. */
function columnsOf(range: { readonly [column: string]: unknown }): EnquiryRange {
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
