import { findOrganisations, findSites } from '#domain/organisations';
import { findGatewayPartnership, type GatewayPartnership } from '#domain/partnerships';
import { findAuthorities, findOfficers, type AuthorityRow } from '#domain/regulators';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf, type IdOf } from '#platform/values';
import type { Nation, PlainDate } from '#platform/working-days';
import type { GatewayQuestionInput, PreparedIntention } from './contact.commands.js';
import { plannedDayFault } from './contact.decider.js';
import type { ContactRow } from './contact.tables.js';
import { isOfficerId } from './contact.vocabulary.js';
import type { Asker, NearbyContact, PartnershipFacts, PostHolder } from './gateway.question.js';
import { refuse, type Refusal } from './refusal.js';
import type { GatewaySettings } from './gateway.settings.js';
import { findNearby, type NearbyRow } from './nearby-contacts.queries.js';

const authorityIdSchema = idOf('authority');
const officerIdSchema = idOf('officer');
const partnershipIdSchema = idOf('partnership');

/** For HSE and other bodies of the whole country, when no site says more. */
const DEFAULT_NATION: Nation = 'GB-ENG';

/** Told of the rows that the facts were taken from: the answer's reader will most likely ask for them. */
type OnFound = (contacts: ReadonlyMap<string, ContactRow>, authorities: ReadonlyMap<string, AuthorityRow>) => void;

/** Adds to a question everything that its answer rests on, as the read models have it at the session. */
export async function prepareQuestion(
  session: Session,
  input: GatewayQuestionInput & { readonly note?: string | undefined },
  settings: GatewaySettings,
  today: PlainDate,
  found: OnFound = () => undefined,
): Promise<Prepared<PreparedIntention>> {
  const { officerId: namedOfficer, note, plannedOn = today, ...asked } = input;
  const wrongDay = plannedDayFault(plannedOn, today);
  if (wrongDay?.outcome === 'rejected') return wrongDay;
  const place = await findPlace(session, asked);
  if ('rejection' in place) return place;
  const officer = await findAskingOfficer(session, namedOfficer);
  if ('rejection' in officer) return officer;
  const partnership = await findGatewayPartnership(session, asked.organisationId, plannedOn);
  const { rows, complete } = await findNearby(session, { ...asked, plannedOn }, settings);
  const authorityId = authorityIdSchema.parse(session.caller.party.id);
  const concerned = [authorityId, ...rows.map((row) => row.authorityId), ...authoritiesOf(partnership)];
  const authorities = await findAuthorities(session, [...new Set(concerned)]);
  found(new Map(rows.map((row) => [row.id, row])), authorities);
  const authority = authorities.get(authorityId);
  const asker: Asker = {
    partyKind: session.caller.party.kind,
    authorityId,
    region: authority?.region ?? undefined,
    officerId: officer.id,
  };
  return {
    outcome: 'prepared',
    data: {
      question: { ...asked, plannedOn, asker },
      note,
      facts: {
        partnership: partnership && toFacts(partnership),
        nearby: rows.map((row) => toNearbyContact(row, authorities)),
        nearbyIsComplete: complete,
        settings,
      },
      nation: authority?.nation ?? place.nation ?? DEFAULT_NATION,
    },
  };
}

/** The organisation and, when one is named, its site; `nation` is the site's. */
export async function findPlace(
  session: Session,
  { organisationId, siteId }: { readonly organisationId: string; readonly siteId?: string | undefined },
): Promise<{ readonly nation: Nation | undefined } | Refusal> {
  const site = siteId === undefined ? undefined : (await findSites(session, [siteId])).get(siteId);
  // A site has an organisation, so that one that is found need not be looked for.
  if (site?.organisationId === organisationId) return { nation: site.nation as Nation };
  if (!(await findOrganisations(session, [organisationId])).has(organisationId)) {
    return refuse('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  if (siteId === undefined) return { nation: undefined };
  return refuse('SITE_UNKNOWN', 'The organisation has no site with this id.', ['siteId']);
}

/** The officer whom the token names; a client system can name another one of its own authority. */
async function findAskingOfficer(
  session: Session,
  named: IdOf<'officer'> | undefined,
): Promise<{ readonly id: IdOf<'officer'> | undefined } | Refusal> {
  const { officerId } = session.caller;
  if (named === undefined || named === officerId) return { id: isOfficerId(officerId) ? officerId : undefined };
  const officer = (await findOfficers(session, [named])).get(named);
  if (!officer || !session.standing.ids('ownAuthorities').includes(officer.authorityId)) {
    return refuse('OFFICER_UNKNOWN', 'Your authority has no officer with this id.', ['officerId']);
  }
  if (officer.leftOn === null || officer.leftOn > session.today) return { id: named };
  return refuse('OFFICER_UNKNOWN', `This officer left your authority on ${officer.leftOn}.`, ['officerId']);
}

function toNearbyContact(row: NearbyRow, authorities: ReadonlyMap<string, AuthorityRow>): NearbyContact {
  const { id, siteId, authorityId, officerId, topic, purpose, date, status } = row;
  return {
    contactId: id,
    siteId: siteId ?? undefined,
    authorityId,
    authorityName: authorities.get(authorityId)?.name ?? 'Another authority',
    officerId: officerId ?? undefined,
    topic,
    purpose,
    date,
    made: status === 'MADE',
  };
}

export function toFacts(partnership: GatewayPartnership): PartnershipFacts {
  const { status, accountManagerAbsent, precedenceOverLocalInitiatives, contactRules } = partnership;
  return {
    id: partnershipIdSchema.parse(partnership.id),
    status,
    leadAuthorityId: authorityIdSchema.parse(partnership.leadAuthorityId),
    accountManager: partnership.accountManager && toPostHolder(partnership.accountManager),
    shadow: partnership.shadow && toPostHolder(partnership.shadow),
    accountManagerAbsent,
    precedenceOverLocalInitiatives,
    contactRules,
  };
}

function toPostHolder({
  officerId,
  authorityId,
}: {
  readonly officerId: string;
  readonly authorityId: string;
}): PostHolder {
  return { officerId: officerIdSchema.parse(officerId), authorityId: authorityIdSchema.parse(authorityId) };
}

function authoritiesOf(partnership: GatewayPartnership | undefined): readonly string[] {
  if (!partnership) return [];
  const { leadAuthorityId, accountManager, shadow } = partnership;
  return [leadAuthorityId, ...[accountManager, shadow].flatMap((post) => (post ? [post.authorityId] : []))];
}
