import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  programmeRiskTable,
  ProgrammeRiskTables,
  riskJudgementTable,
} from './programme-risk-register.projection.js';
import type { Reputation, RiskStatus } from './programme-risk.vocabulary.js';

export type ProgrammeRiskRow = RowOf<(typeof programmeRiskTable)['columns']>;
export type RiskJudgementRow = RowOf<(typeof riskJudgementTable)['columns']>;

function risks(source: QuerySource) {
  return source
    .tables<ProgrammeRiskTables>()
    .selectFrom('programme_risk')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'ProgrammeRisk'));
}

/** The risks among `ids` that the caller may know of. */
export const findProgrammeRisks = defineLookUp(
  (source, ids) => risks(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const programmeRiskById = defineBatch('programme-risk', findProgrammeRisks);

export interface ProgrammeRiskFilter {
  readonly status?: RiskStatus | null;
  readonly reputationOf?: Reputation | null;
}

/** The most severe first. */
export function listProgrammeRisks(
  session: Session,
  page: ConnectionArguments,
  { status, reputationOf }: ProgrammeRiskFilter,
): Promise<Connection<ProgrammeRiskRow>> {
  let query = risks(session);
  if (status) query = query.where('status', '=', status);
  if (reputationOf) {
    query = query.where('id', 'in', (from) =>
      from.selectFrom('programme_risk_reputation').select('riskId').where('whose', '=', reputationOf),
    );
  }
  return connectionOf(query, { by: ['severity', 'id'], direction: 'desc' }, page);
}

/** Risks that stand and were due for review before today, the longest overdue first. */
export function listOverdueReviews(session: Session, page: ConnectionArguments): Promise<Connection<ProgrammeRiskRow>> {
  const overdue = risks(session).where('status', '=', 'OPEN').where('reviewBy', '<', session.today);
  return connectionOf(overdue, { by: ['reviewBy', 'id'], direction: 'asc' }, page);
}

/** How a risk was judged, the latest judgement first; reached through the risk only, and seen by whoever sees it. */
export const judgementsOf = defineConnectionBatch(
  (session: Session, riskId: string, _filter: null) =>
    session
      .tables<ProgrammeRiskTables>()
      .selectFrom('programme_risk_judgement')
      .selectAll()
      .where('riskId', '=', riskId),
  { by: ['revision'], direction: 'desc' },
);
