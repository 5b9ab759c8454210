import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import { topicKey } from '#domain/partnerships';
import type {
  materialFeedbackTable,
  materialUseTable,
  materialVersionTable,
  sharedMaterialTable,
  SharedMaterialTables,
} from './shared-material-library.projection.js';

export type SharedMaterialRow = RowOf<(typeof sharedMaterialTable)['columns']>;
export type MaterialVersionRow = RowOf<(typeof materialVersionTable)['columns']>;
export type MaterialFeedbackRow = RowOf<(typeof materialFeedbackTable)['columns']>;
export type MaterialUseRow = RowOf<(typeof materialUseTable)['columns']>;

function materials(source: QuerySource) {
  return source
    .tables<SharedMaterialTables>()
    .selectFrom('shared_material')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'SharedMaterial'));
}

export const sharedMaterialById = defineBatch(
  'shared-material',
  defineLookUp(
    (source, ids) => materials(source).where('id', 'in', ids),
    ({ id }) => id,
  ),
);

/** By material: the versions that the caller may read, the latest first. */
export const versionsOfMaterial = defineBatch(
  'shared-material-versions',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<SharedMaterialTables>()
        .selectFrom('shared_material_version')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'SharedMaterialVersion'))
        .where('materialId', 'in', ids)
        .orderBy('number', 'desc'),
    ({ materialId }) => materialId,
  ),
);

/** By material: why it was withdrawn, for regulators. */
export const withdrawalOfMaterial = defineBatch(
  'shared-material-withdrawal',
  defineLookUp(
    (source, ids) =>
      source
        .tables<SharedMaterialTables>()
        .selectFrom('shared_material_withdrawal')
        .selectAll()
        .where(visibleRows(source.ability, 'read', 'SharedMaterialWithdrawal'))
        .where('materialId', 'in', ids),
    ({ materialId }) => materialId,
  ),
);

/** The feedback on a material, the latest first, on all versions or on one. */
export const feedbackOfMaterial = defineConnectionBatch(
  (session: Session, materialId: string, version: number | null | undefined) => {
    const all = session
      .tables<SharedMaterialTables>()
      .selectFrom('shared_material_feedback')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'MaterialFeedback'))
      .where('materialId', '=', materialId);
    return version ? all.where('version', '=', version) : all;
  },
  { by: ['number'], direction: 'desc' },
);

/** Who used a material, the latest first. */
export const usesOfMaterial = defineConnectionBatch(
  (session: Session, materialId: string) =>
    session
      .tables<SharedMaterialTables>()
      .selectFrom('shared_material_use')
      .selectAll()
      .where(visibleRows(session.ability, 'read', 'MaterialUse'))
      .where('materialId', '=', materialId),
  { by: ['number'], direction: 'desc' },
);

export interface SharedMaterialFilter {
  readonly kind?: SharedMaterialRow['kind'] | null;
  /** Whatever the letter case. */
  readonly topic?: string | null;
  readonly withdrawn?: boolean | null;
}

const BY_TITLE = { by: ['titleKey', 'id'], direction: 'asc' } as const;

/** By title; those withdrawn only when they are asked for. */
export function listSharedMaterials(
  session: Session,
  page: ConnectionArguments,
  { kind, topic, withdrawn }: SharedMaterialFilter,
): Promise<Connection<SharedMaterialRow>> {
  let query = materials(session).where('status', '=', withdrawn ? 'WITHDRAWN' : 'CIRCULATED');
  if (kind) query = query.where('kind', '=', kind);
  if (topic) {
    query = query.where('id', 'in', (builder) =>
      builder.selectFrom('shared_material_topic').select('materialId').where('topicKey', '=', topicKey(topic.trim())),
    );
  }
  return connectionOf(query, BY_TITLE, page);
}

/** What is circulated, and on whose latest version the caller has not given feedback; none for who may not give any. */
export function listAwaitingFeedback(
  session: Session,
  page: ConnectionArguments,
): Promise<Connection<SharedMaterialRow>> {
  const query = materials(session)
    .where('status', '=', 'CIRCULATED')
    .where(({ lit }) => lit(session.may('GiveMaterialFeedback', 'SharedMaterial', {})))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('shared_material_feedback as given')
            .select('given.number')
            .whereRef('given.materialId', '=', 'shared_material.id')
            .whereRef('given.version', '=', 'shared_material.latestVersion')
            .where('given.subject', '=', session.caller.subject),
        ),
      ),
    );
  return connectionOf(query, BY_TITLE, page);
}
