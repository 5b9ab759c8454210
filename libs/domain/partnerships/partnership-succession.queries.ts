import { visibleRows } from '#platform/access';
import type { Session } from '#platform/sessions';
import { deriveId, type IdOf } from '#platform/values';
import { parsePlainDate, type PlainDate } from '#platform/working-days';
import type { PartnershipRow } from './partnership.queries.js';
import type { RegisterTables } from './partnership-register.tables.js';
import { ENDED_STATUSES } from './partnership.vocabulary.js';

function endedPartnerships(session: Session, organisationId: string) {
  return session
    .tables<RegisterTables>()
    .selectFrom('partnership')
    .where(visibleRows(session.ability, 'read', 'Partnership'))
    .where('organisationId', '=', organisationId)
    .where('status', 'in', ENDED_STATUSES);
}

/**
 * The id of an organisation's partnership follows from how many have ended before it, so that two proposals made at
 * once, or made while the read models lag behind, meet in one stream, where the later one is refused.
 */
export function partnershipIdAfter(organisationId: string, ended: number): IdOf<'partnership'> {
  return deriveId('partnership', organisationId, String(ended));
}

/** The id of the partnership that an organisation gets next; of the one that it has, where that was begun here. */
export async function nextPartnershipId(session: Session, organisationId: string): Promise<IdOf<'partnership'>> {
  const { ended } = await endedPartnerships(session, organisationId)
    .select(({ fn }) => fn.countAll<number>().as('ended'))
    .executeTakeFirstOrThrow();
  return partnershipIdAfter(organisationId, ended);
}

/** The partnership of the organisation that ended last. */
export async function latestEndedPartnership(
  session: Session,
  organisationId: string,
): Promise<PartnershipRow | undefined> {
  return endedPartnerships(session, organisationId)
    .selectAll()
    .orderBy('endedOn', 'desc')
    .orderBy('proposedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last day on which a partnership of the organisation worked that has been concluded. */
export async function latestConclusion(session: Session, organisationId: string): Promise<PlainDate | undefined> {
  const { on } = await endedPartnerships(session, organisationId)
    .where('status', '=', 'CONCLUDED')
    .select(({ fn }) => fn.max('endedOn').as('on'))
    .executeTakeFirstOrThrow();
  return on === null ? undefined : parsePlainDate(on);
}
