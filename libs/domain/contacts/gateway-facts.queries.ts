import { sql } from 'kysely';
import { findOrganisations, findSites } from '#domain/organisations';
import { findGatewayPartnership, type GatewayPartnership } from '#domain/partnerships';
import { findAuthorities, findOfficers, type AuthorityRow } from '#domain/regulators';
import { visibleRows } from '#platform/access';
import type { Prepared } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { idOf, type IdOf } from '#platform/values';
import { addDays, daysBetween, type Nation, type PlainDate } from '#platform/working-days';
import type { GatewayQuestionInput, PreparedIntention } from './contact.commands.js';
import type { ContactRow, ContactTables } from './contact.tables.js';
import { isOfficerId } from './contact.vocabulary.js';
import type { Asker, NearbyContact, PartnershipFacts, PostHolder } from './gateway.question.js';
import { refuse, type Refusal } from './refusal.js';
import { MOST_NEARBY_CONTACTS, type GatewaySettings } from './gateway.settings.js';

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
  const place = await findPlace(session, asked);
  if ('rejection' in place) return place;
  const officer = await findAskingOfficer(session, namedOfficer);
  if ('rejection' in officer) return officer;
  const partnership = await findGatewayPartnership(session, asked.organisationId, plannedOn);
  const rows = await findNearby(session, { ...asked, plannedOn }, settings);
  const authorityId = authorityIdSchema.parse(session.caller.party.id);
  const authorities = await findAuthorities(session, distinct([authorityId, ...rows.map((row) => row.authorityId)]));
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
  if (officer && session.standing.ids('ownAuthorities').includes(officer.authorityId)) return { id: named };
  return refuse('OFFICER_UNKNOWN', 'Your authority has no officer with this id.', ['officerId']);
}

interface Around {
  readonly organisationId: string;
  readonly siteId?: string | undefined;
  readonly plannedOn: PlainDate;
}

/**
 * What is on record near the planned day: at the same site first, then by nearness. Every query is a limited range of
 * an index, so that the work is the same however long the log.
 */
async function findNearby(session: Session, around: Around, settings: GatewaySettings): Promise<readonly NearbyRow[]> {
  const { organisationId, siteId, plannedOn } = around;
  const { organisationWindowDays, siteWindowDays } = settings;
  const rows = await near(session, 'organisationId', organisationId, plannedOn, organisationWindowDays);
  // An organisation with little on record has it all in these rows; one with much may hide those at the site.
  const isComplete = rows.length < MOST_NEARBY_CONTACTS && siteWindowDays <= organisationWindowDays;
  const atSite =
    siteId === undefined || isComplete ? [] : await near(session, 'siteId', siteId, plannedOn, siteWindowDays);
  const all = new Map([...atSite, ...rows].map((row) => [row.id, row]));
  const place = (row: NearbyRow) => {
    const days = Math.abs(daysBetween(plannedOn, row.date));
    return siteId !== undefined && row.siteId === siteId && days <= siteWindowDays ? days - ALWAYS_FIRST : days;
  };
  return [...all.values()].toSorted((a, b) => place(a) - place(b)).slice(0, MOST_NEARBY_CONTACTS);
}

/** More days than any window has. */
const ALWAYS_FIRST = 1_000_000;

/** The columns hold what the events held: ids and dates that were checked. */
interface NearbyRow extends ContactRow {
  readonly id: IdOf<'contact'>;
  readonly siteId: IdOf<'site'> | null;
  readonly authorityId: IdOf<'authority'>;
  readonly officerId: IdOf<'officer'> | null;
  readonly date: PlainDate;
}

/** The nearest contacts within the window; all of them when there are not many. */
async function near(
  session: Session,
  column: 'siteId' | 'organisationId',
  id: string,
  day: PlainDate,
  windowDays: number,
): Promise<readonly NearbyRow[]> {
  const counting = session
    .tables<ContactTables>()
    .selectFrom('contact')
    .selectAll()
    .$castTo<NearbyRow>()
    .where(sql.ref(column), '=', id)
    .where('status', 'not in', ['NOT_MADE', 'WITHDRAWN'])
    .where(visibleRows(session.ability, 'read', 'Contact'));
  const first = addDays(day, -windowDays);
  const last = addDays(day, windowDays);
  const all = await counting
    .where('date', '>=', first)
    .where('date', '<=', last)
    .orderBy('date', 'desc')
    .limit(2 * MOST_NEARBY_CONTACTS)
    .execute();
  if (all.length < 2 * MOST_NEARBY_CONTACTS) return all;
  const nearest = counting.limit(MOST_NEARBY_CONTACTS);
  const before = nearest.where('date', '>=', first).where('date', '<=', day).orderBy('date', 'desc');
  const after = nearest.where('date', '>', day).where('date', '<=', last).orderBy('date');
  return [...(await before.execute()), ...(await after.execute())];
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

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
