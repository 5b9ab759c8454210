import { subjectsOfRecords, type DataSubjectKind } from '#platform/contexts';
import type { ErasureTables } from './erasures.projection.js';

/** Persons told of in the explanations of a request or a decision. */
export const erasureSubjects: DataSubjectKind = {
  kind: 'erasure',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (erasureIds) =>
        session
          .tables<ErasureTables>()
          .selectFrom('erasure')
          .select(['id', 'controllerId', 'status'])
          .where('id', 'in', erasureIds)
          .execute(),
      ({ controllerId, status }) => ({
        controllers: { partyIds: [controllerId] },
        ...(!OVER.includes(status) && { inUse: 'The erasure is not over: its explanations are needed until then.' }),
      }),
    ),
};

const OVER: readonly string[] = ['REFUSED', 'WITHDRAWN', 'COMPLETED'];
