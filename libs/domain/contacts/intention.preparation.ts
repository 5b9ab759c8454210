import { findAuthorities } from '#domain/regulators';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import type { Nation, PlainDate } from '#platform/working-days';
import type { ContactInputData, PreparedIntention } from './contact.commands.js';
import { prepareQuestion } from './gateway-facts.queries.js';
import { contactPointOf } from './gateway.partnership.js';
import type { GatewaySettings } from './gateway.settings.js';

/** Adds to an intention everything that its advice and the deadline for an answer rest on. */
export async function prepareIntention(
  session: Session,
  input: ContactInputData<'RegisterIntention'>,
  settings: GatewaySettings,
  today: PlainDate,
): Promise<Prepared<PreparedIntention>> {
  const prepared = await prepareQuestion(session, input, settings, today);
  if (prepared.outcome === 'rejected') return prepared;
  const nation = (await answeringNation(session, prepared.data)) ?? prepared.data.nation;
  return { outcome: 'prepared', data: { ...prepared.data, nation } };
}

/**
 * The nation of whoever is to answer; none for HSE, which has offices in all of them: then the bank holidays of whoever
 * asks count.
 */
async function answeringNation(
  session: Session,
  { question, facts }: PreparedIntention,
): Promise<Nation | null | undefined> {
  const point = contactPointOf(question, facts);
  return point && (await findAuthorities(session, [point.authorityId])).get(point.authorityId)?.nation;
}
