import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  enquiryTable,
  EnquiryTables,
  standardAnswerDraftTable,
  standardAnswerTable,
  standardAnswerWordingTable,
} from './enquiry-register.projection.js';

export type EnquiryRow = RowOf<(typeof enquiryTable)['columns']>;
export type StandardAnswerRow = RowOf<(typeof standardAnswerTable)['columns']>;
export type StandardAnswerWordingRow = RowOf<(typeof standardAnswerWordingTable)['columns']>;
export type StandardAnswerDraftRow = RowOf<(typeof standardAnswerDraftTable)['columns']>;

/** The enquiries that the caller may know of. */
export function enquiries(source: QuerySource) {
  return source
    .tables<EnquiryTables>()
    .selectFrom('enquiry')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Enquiry'));
}

function standardAnswers(source: QuerySource) {
  return source
    .tables<EnquiryTables>()
    .selectFrom('standard_answer')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'StandardAnswer'));
}

export const enquiryById = defineBatch(
  'enquiry',
  defineLookUp(
    (source, ids) => enquiries(source).where('id', 'in', ids),
    ({ id }) => id,
  ),
);

export const findStandardAnswers = defineLookUp(
  (source, ids) => standardAnswers(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const standardAnswerById = defineBatch('standard-answer', findStandardAnswers);

/** One published wording of a standard answer. */
export type WordingKey = `${string}@${number}`;

/** Published wordings, for whoever may see an enquiry that was answered with one. */
export const wordingOf = defineBatch('standard-answer-wording', async (session, keys: readonly WordingKey[]) => {
  const wanted = keys.map((key) => key.split('@'));
  const rows = await session
    .tables<EnquiryTables>()
    .selectFrom('standard_answer_wording')
    .selectAll()
    .where('id', 'in', [...new Set(wanted.map(([id = '']) => id))])
    .where('version', 'in', [...new Set(wanted.map(([, version]) => Number(version)))])
    .execute();
  return new Map(rows.map((row) => [`${row.id}@${row.version}` as const, row]));
});

/** Wordings that are drafted and not published, for those who keep standard answers. */
export const draftOf = defineBatch(
  'standard-answer-draft',
  defineLookUp(
    (source, ids) =>
      source
        .tables<EnquiryTables>()
        .selectFrom('standard_answer_draft')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'StandardAnswerDraft'))
        .where('id', 'in', ids),
    ({ id }) => id,
  ),
);

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
