import { findOrganisations, findSites } from '#domain/organisations';
import { findGatewayPartnership, type GatewayPartnership } from '#domain/partnerships';
import { findAuthorities, findOfficers, type AuthorityRow } from '#domain/regulators';
import { visibleRows } from '#platform/access';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf, type IdOf } from '#platform/values';
import { addDays, daysBetween, parsePlainDate, type Nation, type PlainDate } from '#platform/working-days';
import type { GatewayQuestionInput, PreparedIntention } from './contact.commands.js';
import type { ContactRow, ContactTables } from './contact.tables.js';
import { isOfficerId } from './contact.vocabulary.js';
import type { Asker, NearbyContact, PartnershipFacts, PostHolder } from './gateway.question.js';
import { refuse, type Refusal } from './refusal.js';
import { MOST_NEARBY_CONTACTS, type GatewaySettings } from './gateway.settings.js';

const authorityIdSchema = idOf('authority');
const officerIdSchema = idOf('officer');
const siteIdSchema = idOf('site');
const contactIdSchema = idOf('contact');
const partnershipIdSchema = idOf('partnership');

/** For HSE and other bodies of the whole country, when no site says more. */
const DEFAULT_NATION: Nation = 'GB-ENG';

/** Adds to a question everything that its answer rests on, as the read models have it at the session. */
export async function prepareQuestion(
  session: Session,
  input: GatewayQuestionInput & { readonly note?: string | undefined },
  settings: GatewaySettings,
  today: PlainDate,
): Promise<Prepared<PreparedIntention>> {
  const { officerId: namedOfficer, note, plannedOn = today, ...asked } = input;
  const place = await findPlace(session, asked);
  if ('rejection' in place) return place;
  const officer = await findAskingOfficer(session, namedOfficer);
  if ('rejection' in officer) return officer;
  const partnership = await findGatewayPartnership(session, asked.organisationId, plannedOn);
  const rows = await findNearby(session, { ...asked, plannedOn }, settings);
  const authorityId = authorityIdSchema.parse(session.caller.party.id);
  const authorities = await findAuthorities(session, distinct([authorityId, ...rows.map((row) => row.authorityId)]));
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
  if (!(await findOrganisations(session, [organisationId])).has(organisationId)) {
    return refuse('ORGANISATION_UNKNOWN', 'There is no organisation with this id.', ['organisationId']);
  }
  if (siteId === undefined) return { nation: undefined };
  const site = (await findSites(session, [siteId])).get(siteId);
  if (site?.organisationId !== organisationId) {
    return refuse('SITE_UNKNOWN', 'The organisation has no site with this id.', ['siteId']);
  }
  return { nation: site.nation as Nation };
}

/** The officer whom the token names; a client system can name another one of its own authority. */
async function findAskingOfficer(
  session: Session,
  named: IdOf<'officer'> | undefined,
): Promise<{ readonly id: IdOf<'officer'> | undefined } | Refusal> {
  const { officerId } = session.caller;
  if (named === undefined || named === officerId) return { id: isOfficerId(officerId) ? officerId : undefined };
  const officer = (await findOfficers(session, [named])).get(named);
  if (officer && session.standing.ids('ownAuthorities').includes(officer.authorityId)) return { id: named };
  return refuse('OFFICER_UNKNOWN', 'Your authority has no officer with this id.', ['officerId']);
}

interface Around {
  readonly organisationId: string;
  readonly siteId?: string | undefined;
  readonly plannedOn: PlainDate;
}

/**
 * What is on record near the planned day: at the same site first, then by nearness. Each part is a limited range of
 * an index, so that the work is the same however long the log.
 */
async function findNearby(session: Session, around: Around, settings: GatewaySettings): Promise<readonly ContactRow[]> {
  const { organisationId, siteId, plannedOn } = around;
  const atSite = siteId === undefined ? [] : await near(session, 'siteId', siteId, plannedOn, settings.siteWindowDays);
  const elsewhere = await near(session, 'organisationId', organisationId, plannedOn, settings.organisationWindowDays);
  const nearness = ({ date }: ContactRow) => Math.abs(daysBetween(plannedOn, parsePlainDate(date)));
  const sorted = (rows: readonly ContactRow[]) => rows.toSorted((a, b) => nearness(a) - nearness(b));
  const all = new Map([...sorted(atSite), ...sorted(elsewhere)].map((row) => [row.id, row]));
  return [...all.values()].slice(0, MOST_NEARBY_CONTACTS);
}

async function near(
  session: Session,
  column: 'siteId' | 'organisationId',
  id: string,
  day: PlainDate,
  windowDays: number,
): Promise<readonly ContactRow[]> {
  const counting = session
    .tables<ContactTables>()
    .selectFrom('contact')
    .selectAll()
    .where(column, '=', id)
    .where('status', 'not in', ['NOT_MADE', 'WITHDRAWN'])
    .where(visibleRows(session.ability, 'read', 'Contact'))
    .limit(MOST_NEARBY_CONTACTS);
  const before = counting
    .where('date', '>=', addDays(day, -windowDays))
    .where('date', '<=', day)
    .orderBy('date', 'desc')
    .orderBy('id', 'desc');
  const after = counting
    .where('date', '>', day)
    .where('date', '<=', addDays(day, windowDays))
    .orderBy('date')
    .orderBy('id');
  return [...(await before.execute()), ...(await after.execute())];
}

function toNearbyContact(row: ContactRow, authorities: ReadonlyMap<string, AuthorityRow>): NearbyContact {
  const { id, siteId, authorityId, officerId, topic, purpose, date, status } = row;
  return {
    contactId: contactIdSchema.parse(id),
    siteId: siteId === null ? undefined : siteIdSchema.parse(siteId),
    authorityId: authorityIdSchema.parse(authorityId),
    authorityName: authorities.get(authorityId)?.name ?? 'Another authority',
    officerId: officerId === null ? undefined : officerIdSchema.parse(officerId),
    topic,
    purpose,
    date: parsePlainDate(date),
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

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
