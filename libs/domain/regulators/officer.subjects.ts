import type { DataSubjectKind } from '#platform/contexts';
import { subjectsOfRecords } from '#platform/contexts';
import type { Session } from '#platform/sessions';
import type { OfficerTables } from './officer-register.projection.js';

/** Officers act in office: what they did is evidence, and their names stay as long as it has to be explained. */
export const officerSubjects: DataSubjectKind = {
  kind: 'officer',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (officerIds) => officersServed(session, officerIds),
      ({ authorityId, leftOn }) => ({
        controllers: { partyIds: [authorityId] },
        ...(leftOn === null || leftOn > session.today
          ? { inUse: 'The officer is in service: record the end of service first.' }
          : { keptFrom: leftOn }),
      }),
    ),
};

function officersServed(session: Session, ids: readonly string[]) {
  return session
    .tables<OfficerTables>()
    .selectFrom('officer')
    .select(['id', 'authorityId', 'leftOn'])
    .where('id', 'in', ids)
    .execute();
}
