import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type {
  enquiryTable,
  EnquiryTables,
  standardAnswerDraftTable,
  standardAnswerTable,
} from './enquiry-register.projection.js';

export type EnquiryRow = RowOf<(typeof enquiryTable)['columns']>;
export type StandardAnswerRow = RowOf<(typeof standardAnswerTable)['columns']>;
export type StandardAnswerDraftRow = RowOf<(typeof standardAnswerDraftTable)['columns']>;

function enquiries(session: Session) {
  return session
    .tables<EnquiryTables>()
    .selectFrom('enquiry')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'Enquiry'));
}

function standardAnswers(session: Session) {
  return session
    .tables<EnquiryTables>()
    .selectFrom('standard_answer')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'StandardAnswer'));
}

export const enquiryById = defineBatch('enquiry', async (session, ids: readonly string[]) => {
  const rows = await enquiries(session).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
});

export async function findStandardAnswers(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StandardAnswerRow>> {
  const rows = await standardAnswers(session).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const standardAnswerById = defineBatch('standard-answer', findStandardAnswers);

/** Wordings that are drafted and not published, for those who keep standard answers. */
export const draftOf = defineBatch('standard-answer-draft', async (session, ids: readonly string[]) => {
  const rows = await session
    .tables<EnquiryTables>()
    .selectFrom('standard_answer_draft')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'StandardAnswerDraft'))
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
});

export interface EnquiryFilter {
  readonly status?: EnquiryRow['status'] | null;
  readonly organisationId?: string | null;
}

const NEWEST_FIRST = { by: ['receivedOn', 'id'], direction: 'desc' } as const;

export function listEnquiries(
  session: Session,
  page: ConnectionArguments,
  { status, organisationId }: EnquiryFilter,
): Promise<Connection<EnquiryRow>> {
  let query = enquiries(session);
  if (status) query = query.where('status', '=', status);
  if (organisationId) query = query.where('organisationId', '=', organisationId);
  return connectionOf(query, NEWEST_FIRST, page);
}

/**
 * Open enquiries that wait for the caller: routed to them by name, or about an organisation whose account they manage
 * now, so that a successor finds what the predecessor left.
 */
export function listRoutedTo(session: Session, page: ConnectionArguments): Promise<Connection<EnquiryRow>> {
  const managed = session.standing.ids('managedOrganisations');
  const officerId = session.caller.officerId ?? '';
  const query = enquiries(session)
    .where('status', '=', 'OPEN')
    .where((where) =>
      where.or([
        where('routedOfficerId', '=', officerId),
        where.and([where('kind', '=', 'ORGANISATION_SPECIFIC'), where('organisationId', 'in', managed)]),
      ]),
    );
  return connectionOf(query, NEWEST_FIRST, page);
}

export function listStandardAnswers(
  session: Session,
  page: ConnectionArguments,
  topic: string | null | undefined,
): Promise<Connection<StandardAnswerRow>> {
  let query = standardAnswers(session).where('status', '!=', 'WITHDRAWN');
  if (topic) {
    const prefix = topic.trim().toLowerCase();
    query = query.where('topicKey', '>=', prefix).where('topicKey', '<', `${prefix}\u{10FFFF}`);
  }
  return connectionOf(query, { by: ['topicKey', 'id'], direction: 'asc' }, page);
}

export interface ResponseStatistics {
  readonly answers: number;
  readonly medianWorkingDays: number | null;
  readonly longestWorkingDays: number | null;
}

/** Figures of answered enquiries from one month to another (`YYYY-MM`); general ones when no organisation is given. */
export async function responseStatistics(
  session: Session,
  { organisationId, from, to }: { organisationId: string; from: string; to: string },
): Promise<ResponseStatistics> {
  const rows = await session
    .tables<EnquiryTables>()
    .selectFrom('enquiry_response_time')
    .select(['workingDays', (each) => each.fn.sum<number>('answers').as('answers')])
    .where('organisationId', '=', organisationId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy('workingDays')
    .orderBy('workingDays')
    .execute();
  const answers = rows.reduce((sum, row) => sum + row.answers, 0);
  return { answers, medianWorkingDays: median(rows, answers), longestWorkingDays: rows.at(-1)?.workingDays ?? null };
}

/** The lower median: a figure that some enquiry really had. */
function median(rows: readonly { workingDays: number; answers: number }[], answers: number): number | null {
  let seen = 0;
  for (const row of rows) {
    seen += row.answers;
    if (seen * 2 >= answers) return row.workingDays;
  }
  return null;
}
