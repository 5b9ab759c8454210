import { visibleRows } from '#platform/access';
import { parseJson } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { PlainDate } from '#platform/working-days';
import { findOrganisations } from '#domain/organisations';
import { findPartnerships } from '#domain/partnerships';
import { defaultCriteriaOn, type IncidentClause } from './incident-criteria.js';
import type { PlanTables } from './plan-register.tables.js';
import type { PlanKind } from './plan.vocabulary.js';

/** By which criteria incidents at an organisation are selected on a day: what a decision cites. */
export interface IncidentSelection {
  readonly organisationId: string;
  readonly on: PlainDate;
  /** The plan's own; `null` where the default counts. */
  readonly planId: string | null;
  readonly planKind: PlanKind | null;
  readonly planVersion: number | null;
  /** The version of the default criteria; `null` where a plan's own count. */
  readonly defaultVersion: number | null;
  readonly clauses: readonly IncidentClause[];
}

/**
 * The published plan's own criteria, else the default in force on the day (HELA paper, paragraph 15). Where both plans of
 * an organisation have criteria, those of the engagement plan count: it says how regulators act. `undefined` where the
 * caller may not know of the organisation, or nothing was in force yet.
 */
export async function findIncidentSelection(
  session: Session,
  organisationId: string,
  on: PlainDate,
): Promise<IncidentSelection | undefined> {
  if (!(await findOrganisations(session, [organisationId])).has(organisationId)) return undefined;
  const [own] = await ownCriteria(session, organisationId, on);
  if (own) {
    const { planId, kind: planKind, version: planVersion, clauses } = own;
    return { organisationId, on, planId, planKind, planVersion, defaultVersion: null, clauses: parseJson(clauses) };
  }
  const standard = defaultCriteriaOn(on);
  if (!standard) return undefined;
  const { version: defaultVersion, clauses } = standard;
  return { organisationId, on, planId: null, planKind: null, planVersion: null, defaultVersion, clauses };
}

/** A plan counts until it is closed, and no longer than its partnership. The engagement plan's come first. */
async function ownCriteria(session: Session, organisationId: string, on: PlainDate) {
  const rows = await session
    .tables<PlanTables>()
    .selectFrom('plan_incident_criteria as criteria')
    .innerJoin('plan', 'plan.id', 'criteria.planId')
    .select(['criteria.planId', 'criteria.version', 'criteria.clauses', 'plan.kind', 'plan.partnershipId'])
    .where(visibleRows(session.ability, 'read', 'PlanIncidentCriteria', { table: 'criteria' }))
    .where('criteria.organisationId', '=', organisationId)
    .where('criteria.validFrom', '<=', on)
    .where((where) => where.or([where('criteria.validUntil', 'is', null), where('criteria.validUntil', '>', on)]))
    .where((where) => where.or([where('plan.closedOn', 'is', null), where('plan.closedOn', '>', on)]))
    .orderBy('plan.kind')
    .orderBy('criteria.planId')
    .orderBy('criteria.version')
    .execute();
  const withOwn = rows.filter(({ clauses }) => parseJson(clauses).length > 0);
  if (withOwn.length === 0) return [];
  const partnerships = await findPartnerships(session, [...new Set(withOwn.map(({ partnershipId }) => partnershipId))]);
  return withOwn.filter(({ partnershipId }) => {
    const endedOn = partnerships.get(partnershipId)?.endedOn ?? null;
    return endedOn === null || endedOn >= on;
  });
}
