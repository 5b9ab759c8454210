import type { Erasure } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { subjectsIn, erasuresAfter } from './erasure.queries.js';
import { holdingsOf } from './subject-register.js';

/** The erasures on record as completed, by id, so that a key store from before them can be made to forget again. */
export async function erased(session: Session, after: string, limit: number): Promise<readonly Erasure[]> {
  const ids = await erasuresAfter(session, after, limit);
  const subjects = await subjectsIn(session, ids);
  return ids.map((id) => {
    const subjectIds = subjects.get(id) ?? [];
    return { reference: id as StreamName, subjectIds, holdings: (at: Session) => holdingsOf(at, subjectIds) };
  });
}
