import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import { parseJson, type RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { PlanTables, planDraftTable, planTable, planVersionTable } from './plan-register.tables.js';
import { inOrder, planContent, type PlanContent } from './plan.content.js';
import type { PlanChange } from './plan.difference.js';
import type { PlanKind } from './plan.vocabulary.js';

export type PlanRow = RowOf<(typeof planTable)['columns']>;
export type PlanVersionRow = RowOf<(typeof planVersionTable)['columns']>;
export type PlanDraftRow = RowOf<(typeof planDraftTable)['columns']>;

function plans(source: QuerySource) {
  return source
    .tables<PlanTables>()
    .selectFrom('plan')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Plan'));
}

/** The plans among `ids` that the caller may know of. */
export const findPlans = defineLookUp(
  (source, ids) => plans(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const planById = defineBatch('plan', findPlans);

export interface PlanFilter {
  readonly organisationId?: string | null;
  readonly partnershipId?: string | null;
  readonly kind?: PlanKind | null;
  readonly status?: 'OPEN' | 'CLOSED' | null;
}

/** The latest begun first. */
export function listPlans(
  session: Session,
  page: ConnectionArguments,
  { organisationId, partnershipId, kind, status }: PlanFilter,
): Promise<Connection<PlanRow>> {
  let query = plans(session);
  if (organisationId) query = query.where('organisationId', '=', organisationId);
  if (partnershipId) query = query.where('partnershipId', '=', partnershipId);
  if (kind) query = query.where('kind', '=', kind);
  if (status) query = query.where('status', '=', status);
  return connectionOf(query, { by: ['begunAt', 'id'], direction: 'desc' }, page);
}

/*
 * The parts of a plan are reached through the plan only, and seen by whoever sees it.
 */

export const draftPartsOf = defineBatch(
  'plan-draft-parts',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<PlanTables>()
        .selectFrom('plan_draft_part')
        .selectAll()
        .where('planId', 'in', ids)
        .orderBy('part')
        .orderBy('key'),
    ({ planId }) => planId,
  ),
);

/** Versions that were put forward, the latest first. */
export const versionsOf = defineConnectionBatch(
  (session: Session, planId: string, _filter: null) =>
    session.tables<PlanTables>().selectFrom('plan_version').selectAll().where('planId', '=', planId),
  { by: ['version'], direction: 'desc' },
);

/** By plan: its version in force on the session's day. */
export const versionInForceOf = defineBatch('plan-version-in-force', async (session, ids: readonly string[]) => {
  const rows = await session
    .tables<PlanTables>()
    .selectFrom('plan_version')
    .selectAll()
    .where('planId', 'in', ids)
    .where('validFrom', '<=', session.today)
    .where((where) => where.or([where('validUntil', 'is', null), where('validUntil', '>', session.today)]))
    .execute();
  return new Map(rows.map((row) => [row.planId, row]));
});

export function versionKey({ planId, version }: Pick<PlanVersionRow, 'planId' | 'version'>): string {
  return `${planId}@${version}`;
}

/** By `versionKey`. */
export const planVersionByKey = defineBatch('plan-version', async (session, keys: readonly string[]) => {
  const named = keys.map((key) => key.split('@'));
  const rows = await session
    .tables<PlanTables>()
    .selectFrom('plan_version')
    .selectAll()
    .where('planId', 'in', [...new Set(named.map(([planId = '']) => planId))])
    .where('version', 'in', [...new Set(named.map(([, version]) => Number(version)))])
    .execute();
  return new Map(rows.map((row) => [versionKey(row), row]));
});

/** What each version of a plan changed, after one version and up to another, in order: without their contents. */
export async function changesOfVersions(
  session: Session,
  planId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<readonly (readonly PlanChange[])[]> {
  const rows = await session
    .tables<PlanTables>()
    .selectFrom('plan_version')
    .select('changes')
    .where('planId', '=', planId)
    .where('version', '>', after)
    .where('version', '<=', upTo)
    .orderBy('version')
    .execute();
  return rows.map(({ changes }) => parseJson(changes));
}

/** The draft, put together from what the last edit of each of its things left. */
export function draftOf({ title, summary }: PlanRow, parts: readonly PlanDraftRow[]): PlanContent {
  const things = (part: PlanDraftRow['part']) =>
    parts.filter((each) => each.part === part).map(({ value }) => parseJson(value));
  return inOrder(
    planContent.parse({
      title,
      ...(summary === null ? {} : { summary }),
      principles: things('principles'),
      priorities: things('priorities'),
      variations: things('variations'),
      incidentCriteria: things('incidentCriteria')[0] ?? { kind: 'DEFAULT' },
    }),
  );
}
