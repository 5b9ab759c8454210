import type { SelectQueryBuilder } from 'kysely';
import { topicKey } from '#domain/partnerships';
import { visibleRows } from '#platform/access';
import { defineSharedQuery, type Places, type Session } from '#platform/sessions';
import type { IdOf } from '#platform/values';
import { addDays, daysBetween, type PlainDate } from '#platform/working-days';
import type { ContactRow, ContactTables } from './contact.tables.js';
import type { GatewayQuestion } from './gateway.question.js';
import { MOST_NEARBY_CONTACTS, type GatewaySettings } from './gateway.settings.js';

const AT_MOST = 2 * MOST_NEARBY_CONTACTS;

type Asked = Pick<GatewayQuestion, 'organisationId' | 'siteId' | 'topic' | 'plannedOn'>;

/** The columns hold what the events held: ids and dates that were checked. */
export interface NearbyRow extends ContactRow {
  readonly id: IdOf<'contact'>;
  readonly siteId: IdOf<'site'> | null;
  readonly authorityId: IdOf<'authority'>;
  readonly officerId: IdOf<'officer'> | null;
  readonly date: PlainDate;
}

interface Nearby {
  /** At most `MOST_NEARBY_CONTACTS`. */
  readonly rows: readonly NearbyRow[];
  /** False when there are more on record. */
  readonly complete: boolean;
}

/**
 * What is on record near the planned day: at the same site first, then on the same topic, then by nearness. Every query
 * is a limited range of an index, so that the work is the same however long the log.
 */
export async function findNearby(
  session: Session,
  question: Asked,
  { organisationWindowDays, siteWindowDays }: GatewaySettings,
): Promise<Nearby> {
  const { organisationId, siteId, topic, plannedOn } = question;
  const organisationWindow = windowOf(plannedOn, organisationWindowDays);
  const rows = await nearest(session, WITH_ORGANISATION, { of: organisationId }, organisationWindow);
  // An organisation with little on record has it all in these rows; one with much may hide what clashes.
  const haveAll = rows.length < MOST_NEARBY_CONTACTS && siteWindowDays <= organisationWindowDays;
  if (haveAll) return byNearness([rows], question, siteWindowDays);
  const siteWindow = windowOf(plannedOn, siteWindowDays);
  const atSite = siteId === undefined ? [] : await nearest(session, AT_SITE, { of: siteId }, siteWindow);
  const onTopic = siteId === undefined ? ON_TOPIC_ANYWHERE : ON_TOPIC_AS_A_WHOLE;
  const aboutTheSame = { of: organisationId, topicKey: topicKey(topic) };
  const onSameTopic = await nearest(session, onTopic, aboutTheSame, organisationWindow);
  return byNearness([atSite, onSameTopic, rows], question, siteWindowDays);
}

function byNearness(lists: readonly (readonly NearbyRow[])[], question: Asked, siteWindowDays: number): Nearby {
  const distinct = new Map(lists.flat().map((row) => [row.id, row]));
  const ranked = [...distinct.values()].map((row) => ({ row, rank: rankOf(row, question, siteWindowDays) }));
  const nearestFirst = ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
  return {
    rows: nearestFirst.slice(0, MOST_NEARBY_CONTACTS),
    complete: nearestFirst.length <= MOST_NEARBY_CONTACTS && lists.every(({ length }) => length < AT_MOST),
  };
}

/** More days than any window has. */
const BEYOND_ANY_WINDOW = 1_000_000;

function rankOf(row: NearbyRow, { siteId, topic, plannedOn }: Asked, siteWindowDays: number): number {
  const days = Math.abs(daysBetween(plannedOn, row.date));
  if (siteId !== undefined && row.siteId === siteId && days <= siteWindowDays) return days - 2 * BEYOND_ANY_WINDOW;
  const concernsBoth = siteId === undefined || row.siteId === null;
  return concernsBoth && row.topicKey === topicKey(topic) ? days - BEYOND_ANY_WINDOW : days;
}

interface Window {
  readonly first: PlainDate;
  readonly day: PlainDate;
  readonly last: PlainDate;
}

function windowOf(day: PlainDate, days: number): Window {
  return { first: addDays(day, -days), day, last: addDays(day, days) };
}

/** Whose contacts are sought, and about what. */
type Sought = { readonly of: string; readonly topicKey?: string };
type Within = Sought & { readonly from: PlainDate; readonly to: PlainDate };

interface NearbyQueries {
  readonly latest: (session: Session, within: Within) => Promise<readonly NearbyRow[]>;
  readonly earliest: (session: Session, within: Within) => Promise<readonly NearbyRow[]>;
}

/** The contacts within the window; those nearest to its middle when there are many. */
async function nearest(
  session: Session,
  { latest, earliest }: NearbyQueries,
  sought: Sought,
  { first, day, last }: Window,
): Promise<readonly NearbyRow[]> {
  const all = await latest(session, { ...sought, from: first, to: last });
  if (all.length < AT_MOST) return all;
  const before = await latest(session, { ...sought, from: first, to: day });
  const after = await earliest(session, { ...sought, from: addDays(day, 1), to: last });
  return [...before, ...after];
}

type ContactsThatCount = SelectQueryBuilder<ContactTables, 'contact', NearbyRow>;

function defineNearby(narrow: (contacts: ContactsThatCount, places: Places<Within>) => ContactsThatCount) {
  const inOrder = (direction: 'asc' | 'desc') =>
    defineSharedQuery((source, places: Places<Within>) => {
      const counting = source
        .tables<ContactTables>()
        .selectFrom('contact')
        .selectAll()
        .$castTo<NearbyRow>()
        .where('status', 'not in', ['NOT_MADE', 'WITHDRAWN'])
        .where('date', '>=', places.value('from'))
        .where('date', '<=', places.value('to'))
        .where(visibleRows(source.ability, 'read', 'Contact'))
        .orderBy('date', direction)
        .orderBy('id', direction)
        .limit(AT_MOST);
      return narrow(counting, places);
    });
  return { latest: inOrder('desc'), earliest: inOrder('asc') } satisfies NearbyQueries;
}

const AT_SITE = defineNearby((contacts, { value }) => contacts.where('siteId', '=', value('of')));

const WITH_ORGANISATION = defineNearby((contacts, { value }) => contacts.where('organisationId', '=', value('of')));

/** The days of the window bound what is read to find these: a topic has no index of its own. */
const ON_TOPIC_ANYWHERE = defineNearby((contacts, { value }) =>
  contacts.where('organisationId', '=', value('of')).where('topicKey', '=', value('topicKey')),
);

/** With the organisation as a whole: two sites may each be asked about one topic. */
const ON_TOPIC_AS_A_WHOLE = defineNearby((contacts, { value }) =>
  contacts
    .where('organisationId', '=', value('of'))
    .where('siteId', 'is', null)
    .where('topicKey', '=', value('topicKey')),
);
