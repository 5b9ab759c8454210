import { sql, type ExpressionBuilder } from 'kysely';
import { participationOf } from '#domain/partnerships';
import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import { parseJson, type RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import { audienceKey, type Audience } from './audience.vocabulary.js';
import type {
  messageRelationTable,
  messageSeatTable,
  messageTable,
  messageVersionTable,
  MessageRegisterTables,
} from './message-register.tables.js';
import { seatKeysFor } from './message.quorum.js';
import type { MessageStatus } from './message.vocabulary.js';

/** A message with the latest version that the caller reads. */
export type MessageRow = RowOf<(typeof messageTable)['columns']> & { readonly shownVersion: number };
export type MessageVersionRow = RowOf<(typeof messageVersionTable)['columns']>;
export type MessageRelationRow = RowOf<(typeof messageRelationTable)['columns']>;
export type MessageSeatRow = RowOf<(typeof messageSeatTable)['columns']>;

/** One version of one message. */
export type MessageVersionKey = `${string}@${number}`;
export const messageVersionKey = (id: string, version: number): MessageVersionKey => `${id}@${version}`;

const readable = (source: QuerySource, table: string) =>
  visibleRows(source.ability, 'read', 'MessageReader', { table });

/** The messages of which the caller reads a version, each with the latest of those. */
function messages(source: QuerySource) {
  return source
    .tables<MessageRegisterTables>()
    .selectFrom('message')
    .selectAll('message')
    .select(({ selectFrom }) =>
      selectFrom('message_reader as shown')
        .select(({ fn }) => fn.max('shown.version').as('version'))
        .whereRef('shown.messageId', '=', 'message.id')
        .where(readable(source, 'shown'))
        .$asScalar()
        .$notNull()
        .as('shownVersion'),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_reader as reader')
          .select('reader.version')
          .whereRef('reader.messageId', '=', 'message.id')
          .where(readable(source, 'reader')),
      ),
    );
}

/** The messages among `ids` that the caller may know of. */
export const findMessages = defineLookUp(
  (source, ids) => messages(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const messageById = defineBatch('message', findMessages);

/** The versions that the caller reads, the latest first. */
function versions(source: QuerySource) {
  return source
    .tables<MessageRegisterTables>()
    .selectFrom('message_version')
    .selectAll('message_version')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_reader as reader')
          .select('reader.reader')
          .whereRef('reader.messageId', '=', 'message_version.messageId')
          .whereRef('reader.version', '=', 'message_version.version')
          .where(readable(source, 'reader')),
      ),
    );
}

export const findMessageVersions = defineGroupedLookUp(
  (source, ids) => versions(source).where('messageId', 'in', ids).orderBy('version', 'desc'),
  ({ messageId }) => messageId,
);

export const versionsOf = defineBatch('message-versions', findMessageVersions);

export const versionByKey = defineBatch('message-version', async (session, keys: readonly MessageVersionKey[]) => {
  const wanted = keys.map((key) => key.split('@'));
  const rows = await versions(session)
    .where('messageId', 'in', [...new Set(wanted.map(([id = '']) => id))])
    .where('version', 'in', [...new Set(wanted.map(([, number]) => Number(number)))])
    .execute();
  return new Map(rows.map((row) => [messageVersionKey(row.messageId, row.version), row]));
});

/** Versions of which the caller may also know who confirmed them: those who are asked themselves, and the two bodies. */
export const versionsWithConfirmations = defineBatch(
  'message-confirmations',
  async (session, keys: readonly MessageVersionKey[]) => {
    const rows = await session
      .tables<MessageRegisterTables>()
      .selectFrom('message_reader')
      .select(['messageId', 'version'])
      .distinct()
      .where('messageId', 'in', [...new Set(keys.map((key) => key.slice(0, key.indexOf('@'))))])
      .where(visibleRows(session.ability, 'read', 'MessageConfirmations'))
      .execute();
    return new Map(rows.map(({ messageId, version }) => [messageVersionKey(messageId, version), true]));
  },
);

/** By version: who must confirm it, and when they did; reached only through a version that the caller reads. */
export const seatsOfVersion = defineBatch('message-seats', async (session, keys: readonly MessageVersionKey[]) => {
  const rows = await session
    .tables<MessageRegisterTables>()
    .selectFrom('message_seat')
    .selectAll()
    .where('messageId', 'in', [...new Set(keys.map((key) => key.slice(0, key.indexOf('@'))))])
    .orderBy('version')
    .orderBy('place')
    .orderBy('seat')
    .execute();
  return Map.groupBy(rows, ({ messageId, version }) => messageVersionKey(messageId, version));
});

/** By message: which earlier one it corrects or supersedes, since it was issued. */
export const relationsTo = defineBatch(
  'message-relations-to',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<MessageRegisterTables>()
        .selectFrom('message_relation')
        .selectAll()
        .where('earlierId', 'in', ids)
        .orderBy('issuedAt')
        .orderBy('messageId'),
    ({ earlierId }) => earlierId,
  ),
);

/** What a version says, to find messages by. */
export interface VersionFilter {
  readonly audience?: Audience | null;
  readonly organisationId?: string | null;
}

export interface MessageFilter extends VersionFilter {
  readonly status?: MessageStatus | null;
  /** Only those whose latest version waits for the caller's confirmation. */
  readonly awaitingMe?: boolean | null;
}

const LATEST_FIRST = { by: ['draftedAt', 'id'], direction: 'desc' } as const;

/** The latest drafted first. */
export function listMessages(
  session: Session,
  page: ConnectionArguments,
  filter: MessageFilter,
): Promise<Connection<MessageRow>> {
  let query = filtered(session, filter);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.awaitingMe) query = query.where('status', '=', 'PROPOSED').where(awaiting(session));
  return connectionOf(query, LATEST_FIRST, page);
}

/** A seat that the caller can take, in which nobody has confirmed yet. */
function awaiting(session: Session) {
  const { party, roles } = session.caller;
  const keys = seatKeysFor({ ...participationOf(session), partyKind: party.kind, roles: [...roles] });
  return ({ exists, selectFrom }: ExpressionBuilder<MessageRegisterTables, 'message'>) =>
    exists(
      selectFrom('message_seat as seat')
        .select('seat.seat')
        .whereRef('seat.messageId', '=', 'message.id')
        .where('seat.version', '=', shownVersion(session))
        .where('seat.confirmedAt', 'is', null)
        .where('seat.seat', 'in', keys.length > 0 ? keys : ['']),
    );
}

/** Messages that were issued, the latest first. */
export function listIssued(
  session: Session,
  page: ConnectionArguments,
  filter: VersionFilter,
): Promise<Connection<MessageRow>> {
  const query = filtered(session, filter).where('status', '=', 'ISSUED');
  return connectionOf(query, { by: ['issuedAt', 'id'], direction: 'desc' }, page);
}

/**
 * Messages that are under embargo now, those free first coming first. For those who read the latest version: the embargo
 * of a draft is not known to others.
 */
export function listEmbargoed(session: Session, page: ConnectionArguments): Promise<Connection<MessageRow>> {
  const query = filtered(session, {})
    .where('embargoUntil', '>', session.now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_reader as latest')
          .select('latest.version')
          .whereRef('latest.messageId', '=', 'message.id')
          .where('latest.version', '=', ({ selectFrom: from }) =>
            from('message_version as written')
              .select(({ fn }) => fn.max('written.version').as('version'))
              .whereRef('written.messageId', '=', 'message.id'),
          )
          .where(readable(session, 'latest')),
      ),
    );
  return connectionOf(query, { by: ['embargoUntil', 'id'], direction: 'asc' }, page);
}

/** By what the version says that the caller is shown: nobody learns from a filter what another version says. */
function filtered(session: Session, { audience, organisationId }: VersionFilter) {
  let query = messages(session);
  if (audience) {
    const key = audienceKey(audience);
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_audience as addressed')
          .select('addressed.key')
          .where('addressed.key', '=', key)
          .whereRef('addressed.messageId', '=', 'message.id')
          .where('addressed.version', '=', shownVersion(session)),
      ),
    );
  }
  if (organisationId) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('message_organisation as named')
          .select('named.organisationId')
          .where('named.organisationId', '=', organisationId)
          .whereRef('named.messageId', '=', 'message.id')
          .where('named.version', '=', shownVersion(session)),
      ),
    );
  }
  return query;
}

function shownVersion(source: QuerySource) {
  return sql<number>`(select max(shown.version) from ${sql.table('message_reader')} as shown
    where shown."messageId" = message.id and ${readable(source, 'shown')})`;
}

export function contentOf({ content }: MessageVersionRow) {
  return parseJson(content);
}
