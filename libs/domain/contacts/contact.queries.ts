import { sql } from 'kysely';
import { visibleRows } from '#platform/access';
import {
  applicationError,
  connectionOf,
  defineBatch,
  mergeConnections,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  ContactDetailRow,
  ContactRow,
  ContactTables,
  FollowUpRow,
  OrganisationContactRow,
} from './contact.tables.js';
import type { ContactStatus } from './contact.vocabulary.js';

export type { ContactDetailRow, ContactRow, FollowUpRow, OrganisationContactRow };

function contacts(source: QuerySource) {
  return source
    .tables<ContactTables>()
    .selectFrom('contact')
    .selectAll('contact')
    .where(visibleRows(source.ability, 'read', 'Contact', { table: 'contact' }));
}

/** The contacts among `ids` that the caller may know of. */
export const findContacts = defineLookUp(
  (source, ids) => contacts(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const contactById = defineBatch('contact', findContacts);

/** The details that the caller may see, by contact. */
export const contactDetailOf = defineBatch(
  'contact-detail',
  defineLookUp(
    (source, ids) =>
      source
        .tables<ContactTables>()
        .selectFrom('contact_detail')
        .selectAll()
        .where('contactId', 'in', ids)
        .where(visibleRows(source.ability, 'read', 'ContactDetail')),
    ({ contactId }) => contactId,
  ),
);

/** In the order in which they were planned. */
export const followUpsOf = defineBatch(
  'contact-follow-ups',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<ContactTables>()
        .selectFrom('contact_follow_up')
        .selectAll()
        .where('contactId', 'in', ids)
        .orderBy('number'),
    ({ contactId }) => contactId,
  ),
);

export interface ContactFilter {
  readonly organisationId?: string | null;
  readonly siteId?: string | null;
  /** The caller's own authority stands for those that it succeeded, too. */
  readonly authorityId?: string | null;
  readonly status?: ContactStatus | null;
  /** First day. */
  readonly from?: string | null;
  /** Last day. */
  readonly to?: string | null;
}

const LATEST_FIRST = { by: ['date', 'id'], direction: 'desc' } as const;
const UNMADE_LATEST_FIRST = { by: ['day', 'contactId'], direction: 'desc' } as const;

/** The latest first, by the day on which a contact was made or is planned. */
export async function listContacts(
  session: Session,
  page: ConnectionArguments,
  filter: ContactFilter,
): Promise<Connection<ContactRow>> {
  const { from, to } = filter;
  if (from && to && from > to) {
    throw applicationError('BAD_USER_INPUT', `filter.from, ${from}, must not be later than filter.to, ${to}.`);
  }
  const authorities = authoritiesMeant(session, filter.authorityId);
  // One range of an index for each: together they would have to be sorted, however many contacts there are.
  const lists = await Promise.all(authorities.map((authorityId) => list(session, page, { ...filter, authorityId })));
  return mergeConnections(lists, LATEST_FIRST, page);
}

function authoritiesMeant({ caller, standing }: Session, id: string | null | undefined): readonly (string | null)[] {
  if (!id) return [null];
  return id === caller.party.id ? [...new Set([id, ...standing.ids('ownAuthorities')])] : [id];
}

function list(session: Session, page: ConnectionArguments, filter: ContactFilter): Promise<Connection<ContactRow>> {
  const { status } = filter;
  return status && status !== 'MADE' ? listUnmade(session, page, filter, status) : listAll(session, page, filter);
}

function listAll(
  session: Session,
  page: ConnectionArguments,
  { organisationId, siteId, authorityId, status, from, to }: ContactFilter,
): Promise<Connection<ContactRow>> {
  let query = contacts(session);
  if (siteId) {
    // A site has few contacts, an organisation or authority many: as expressions, these cannot choose the index.
    query = query.where('siteId', '=', siteId);
    if (organisationId) query = query.where(sql`"organisationId" || ''`, '=', organisationId);
    if (authorityId) query = query.where(sql`"authorityId" || ''`, '=', authorityId);
  } else {
    if (organisationId) query = query.where('organisationId', '=', organisationId);
    if (authorityId) query = query.where('authorityId', '=', authorityId);
  }
  if (status) query = query.where('status', '=', status);
  if (from) query = query.where('date', '>=', from);
  if (to) query = query.where('date', '<=', to);
  return connectionOf(query, LATEST_FIRST, page);
}

/** A contact with its row among those that are not made. */
function unmadeContacts(session: Session) {
  return contacts(session)
    .innerJoin('unmade_contact', 'unmade_contact.contactId', 'contact.id')
    .select(['unmade_contact.contactId as contactId', 'unmade_contact.day as day', 'unmade_contact.dueAt as dueAt']);
}

function listUnmade(
  session: Session,
  page: ConnectionArguments,
  { organisationId, siteId, authorityId, from, to }: ContactFilter,
  status: Exclude<ContactStatus, 'MADE'>,
): Promise<Connection<ContactRow>> {
  let query = unmadeContacts(session).where('unmadeStatus', '=', status);
  if (organisationId) query = query.where('unmade_contact.organisationId', '=', organisationId);
  if (siteId) query = query.where('unmade_contact.siteId', '=', siteId);
  if (authorityId) query = query.where('unmade_contact.authorityId', '=', authorityId);
  if (from) query = query.where('day', '>=', from);
  if (to) query = query.where('day', '<=', to);
  return connectionOf(query, UNMADE_LATEST_FIRST, page);
}

/** Intentions about these organisations that wait for an answer, the most urgent first. */
export function listAwaitingAnswer(
  session: Session,
  organisationIds: readonly string[],
  page: ConnectionArguments,
): Promise<Connection<ContactRow>> {
  // What waits has a deadline.
  const awaiting = unmadeContacts(session)
    .where('unmadeStatus', '=', 'AWAITING_ANSWER')
    .$narrowType<{ dueAt: string }>();
  // PostgreSQL knows no empty list.
  const query =
    organisationIds.length === 0
      ? awaiting.where(({ lit }) => lit(false))
      : awaiting.where('unmade_contact.organisationId', 'in', organisationIds);
  return connectionOf(query, { by: ['dueAt', 'contactId'], direction: 'asc' }, page);
}

function organisationContacts(source: QuerySource) {
  return source
    .tables<ContactTables>()
    .selectFrom('organisation_contact')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'OrganisationContact'));
}

/** What an organisation knows of the contacts with it. */
export const organisationContactById = defineBatch(
  'organisation-contact',
  defineLookUp(
    (source, ids) => organisationContacts(source).where('id', 'in', ids),
    ({ id }) => id,
  ),
);

/** The latest first. */
export function listOrganisationContacts(
  session: Session,
  organisationId: string,
  page: ConnectionArguments,
): Promise<Connection<OrganisationContactRow>> {
  const query = organisationContacts(session).where('organisationId', '=', organisationId);
  return connectionOf(query, { by: ['madeOn', 'id'], direction: 'desc' }, page);
}
