import { subjectsOfRecords, type DataSubjectKind } from '#platform/contexts';
import type { EnquiryTables } from './enquiry-register.projection.js';

/** Whoever asked, and whom question and answer speak of. */
export const enquirySubjects: DataSubjectKind = {
  kind: 'enquiry',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (enquiryIds) =>
        session
          .tables<EnquiryTables>()
          .selectFrom('enquiry')
          .select(['id', 'receivedByPartyId', 'status'])
          .where('id', 'in', enquiryIds)
          .execute(),
      ({ receivedByPartyId, status }) => ({
        controllers: { partyIds: [receivedByPartyId] },
        ...(status === 'OPEN' && { inUse: 'The enquiry waits for its answer: answer or withdraw it first.' }),
      }),
    ),
};
