import { subjectsOfRecords, type DataSubjectKind } from '#platform/contexts';
import type { Session } from '#platform/sessions';
import type { AppointmentTables, RegisterTables } from './partnership-register.tables.js';

/** Persons told of when a post was handed over or left: one subject for each appointment. */
export const partnershipSubjects: DataSubjectKind = {
  kind: 'partnership',
  async find(session, ids) {
    const inPost = new Set(
      (await appointmentsInPost(session, ids)).map(({ partnershipId, number }) => `${partnershipId}/${number}`),
    );
    return subjectsOfRecords(
      ids,
      (partnershipIds) => leadsOf(session, partnershipIds),
      ({ id, leadAuthorityId }, part) => ({
        controllers: { partyIds: [leadAuthorityId] },
        ...(inPost.has(`${id}/${part}`) && {
          inUse: 'The officer is in post, and may still be succeeded: end the appointment first.',
        }),
      }),
    );
  },
};

/** The authority that leads each partnership; for the service, whatever a caller may see. */
export async function findLeadAuthorities(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return new Map((await leadsOf(session, ids)).map(({ id, leadAuthorityId }) => [id, leadAuthorityId]));
}

function leadsOf(session: Session, ids: readonly string[]) {
  return session
    .tables<RegisterTables>()
    .selectFrom('partnership')
    .select(['id', 'leadAuthorityId'])
    .where('id', 'in', ids)
    .execute();
}

function appointmentsInPost(session: Session, ids: readonly string[]) {
  const partnershipIds = [...new Set(ids.map((id) => id.replace(/\/.*/, '')))];
  return session
    .tables<AppointmentTables>()
    .selectFrom('partnership_appointment')
    .select(['partnershipId', 'number'])
    .where('partnershipId', 'in', partnershipIds)
    .where('validUntil', 'is', null)
    .execute();
}
