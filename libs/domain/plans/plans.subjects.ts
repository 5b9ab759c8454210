import { subjectsOfRecords, type DataSubject, type DataSubjectKind } from '#platform/contexts';
import type { SubjectId } from '#platform/event-sourcing';
import { findLeadAuthorities } from '#domain/partnerships';
import type { Session } from '#platform/sessions';
import type { LocalConcernTables } from './local-concern-register.projection.js';
import type { PlanTables } from './plan-register.tables.js';

/** Persons told of in what an authority raised. */
const localConcernSubjects: DataSubjectKind = {
  kind: 'local-concern',
  find: (session, ids) =>
    subjectsOfRecords(
      ids,
      (concernIds) =>
        session
          .tables<LocalConcernTables>()
          .selectFrom('local_concern')
          .select(['id', 'authorityId', 'status'])
          .where('id', 'in', concernIds)
          .execute(),
      ({ authorityId, status }) => ({
        controllers: { partyIds: [authorityId] },
        ...((status === 'RAISED' || status === 'REFERRED') && {
          inUse: 'The concern waits for its answer: have it answered, or withdraw it, first.',
        }),
      }),
    ),
};

/** Elected members whose concern it is. */
const electedMemberSubjects: DataSubjectKind = {
  kind: 'elected-member',
  async find(session, ids) {
    const rows = await session
      .tables<LocalConcernTables>()
      .selectFrom('local_concern_member')
      .select(['memberId', 'authorityId'])
      .where('memberId', 'in', ids)
      .execute();
    return new Map(
      rows.map(({ memberId, authorityId }): [SubjectId, DataSubject] => [
        memberId,
        { controllers: { partyIds: [authorityId] } },
      ]),
    );
  },
};

/** Persons told of in objections to a plan. */
const planSubjects: DataSubjectKind = {
  kind: 'plan',
  async find(session, ids) {
    const plans = await plansAmong(session, ids);
    const leads = await findLeadAuthorities(session, [...new Set(plans.map(({ partnershipId }) => partnershipId))]);
    return subjectsOfRecords(
      ids,
      async () => plans,
      ({ partnershipId, status }) => ({
        controllers: { partyIds: [leads.get(partnershipId) ?? []].flat() },
        ...(status === 'OPEN' && { inUse: 'The plan is open, and people may still object to it: close it first.' }),
      }),
    );
  },
};

function plansAmong(session: Session, ids: readonly SubjectId[]) {
  return session
    .tables<PlanTables>()
    .selectFrom('plan')
    .select(['id', 'partnershipId', 'status'])
    .where('id', 'in', ids)
    .execute();
}

export const plansSubjects: readonly DataSubjectKind[] = [localConcernSubjects, electedMemberSubjects, planSubjects];
