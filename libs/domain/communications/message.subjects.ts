import { subjectsOfRecords, type DataSubjectKind } from '#platform/contexts';
import type { MessageRegisterTables } from './message-register.tables.js';

/** Persons told of in objections to a message, and in its comments, each comment by itself. */
export const messageSubjects: DataSubjectKind = {
  kind: 'message',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (messageIds) =>
        session
          .tables<MessageRegisterTables>()
          .selectFrom('message')
          .select(['id', 'status'])
          .where('id', 'in', messageIds)
          .execute(),
      ({ status }, comment) => ({
        controllers: { partyKinds: ['HSE', 'COORDINATING_BODY'] },
        ...(comment === undefined &&
          status !== 'ISSUED' &&
          status !== 'WITHDRAWN' && {
            inUse: 'People may still object to the message: it has to be issued or withdrawn first.',
          }),
      }),
    ),
};
