import type { Session } from '#platform/sessions';
import type { LinkedMessage } from './communications-plan.coverage.js';

/** What is known of linked messages. While no message is on record, one that is linked by its id meets no need. */
export async function findLinkedMessages(
  _session: Session,
  _ids: readonly string[],
): Promise<ReadonlyMap<string, LinkedMessage>> {
  return new Map();
}

export async function linkableMessage(_session: Session, _id: string): Promise<'UNKNOWN' | 'WITHDRAWN' | 'STANDS'> {
  return 'STANDS';
}
