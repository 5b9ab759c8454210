import { subjectsOfRecords, type DataSubjectKind } from '#platform/contexts';
import type { ContactTables } from './contact.tables.js';

/** Persons told of in the record of a contact: whom the officer met, a worker who complained. */
export const contactSubjects: DataSubjectKind = {
  kind: 'contact',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (contactIds) =>
        session
          .tables<ContactTables>()
          .selectFrom('contact')
          .select(['id', 'authorityId', 'status'])
          .where('id', 'in', contactIds)
          .execute(),
      ({ authorityId, status }) => ({
        controllers: { partyIds: [authorityId] },
        ...(OPEN.includes(status) && {
          inUse: 'The contact is intended: record what came of it, or withdraw it, first.',
        }),
      }),
    ),
};

const OPEN: readonly string[] = ['INTENDED', 'AWAITING_ANSWER', 'ANSWERED', 'UNANSWERED'];
