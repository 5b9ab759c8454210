import { sql } from 'kysely';
import type { Participant } from '#platform/agreements';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type {
  agreementObjectionTable,
  agreementSeatTable,
  agreementTable,
  AgreementTables,
  givenAgreementTable,
} from './agreement.tables.js';
import { holderKeysOf } from './holder-key.js';

export type AgreementRow = RowOf<(typeof agreementTable)['columns']>;
export type AgreementSeatRow = RowOf<(typeof agreementSeatTable)['columns']>;
export type GivenAgreementRow = RowOf<(typeof givenAgreementTable)['columns']>;
export type AgreementObjectionRow = RowOf<(typeof agreementObjectionTable)['columns']>;

/*
 * An agreement belongs to a version of an object and is seen by whoever sees that version: these look-ups ask for no
 * right of their own, and are only reached through the object.
 */

const tables = (source: QuerySource) => source.tables<AgreementTables>();

export const agreementByVersion = defineBatch(
  'agreement',
  defineLookUp(
    (source, ids) => tables(source).selectFrom('agreement').selectAll().where('versionId', 'in', ids),
    ({ versionId }) => versionId,
  ),
);

export const seatsOf = defineBatch(
  'agreement-seats',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source).selectFrom('agreement_seat').selectAll().where('versionId', 'in', ids).orderBy('number'),
    ({ versionId }) => versionId,
  ),
);

export const givenAgreementsOf = defineBatch(
  'agreements-given',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source).selectFrom('agreement_given').selectAll().where('versionId', 'in', ids).orderBy('revision'),
    ({ versionId }) => versionId,
  ),
);

export const objectionsOf = defineBatch(
  'agreement-objections',
  defineGroupedLookUp(
    (source, ids) =>
      tables(source).selectFrom('agreement_objection').selectAll().where('versionId', 'in', ids).orderBy('number'),
    ({ versionId }) => versionId,
  ),
);

export interface AwaitedAgreementRow {
  readonly versionId: string;
  readonly seat: string;
  readonly dueKey: string;
}

/**
 * Versions that wait for the participant, those due first coming first. In a seat that the participant may take somebody
 * is missing, and the participant has not agreed yet and is no author where authors may not; or an objection made there
 * has to be settled. What is due no longer waits, whether or not that is on record.
 */
export function listAwaited(
  session: Session,
  participant: Participant,
  page: ConnectionArguments,
): Promise<Connection<AwaitedAgreementRow>> {
  const { subject, officerId } = session.caller;
  const query = tables(session)
    .selectFrom('agreement_awaited')
    .select(['versionId', 'seat', 'dueKey'])
    .distinct()
    .where('holder', 'in', holderKeysOf(participant))
    .where('dueKey', '>=', session.now)
    .where(({ or, and, eb, not, exists, selectFrom }) => {
      // As `samePerson` has it.
      const isCaller = (table: 'agreement_author' | 'agreement_given') =>
        or([
          eb(sql.ref<string>(`${table}.subject`), '=', subject),
          ...(officerId === undefined ? [] : [eb(sql.ref<string>(`${table}.officerId`), '=', officerId)]),
        ]);
      const written = selectFrom('agreement_author')
        .select('agreement_author.subject')
        .whereRef('agreement_author.versionId', '=', 'agreement_awaited.versionId')
        .where(isCaller('agreement_author'));
      const given = selectFrom('agreement_given')
        .select('agreement_given.revision')
        .whereRef('agreement_given.versionId', '=', 'agreement_awaited.versionId')
        .where('agreement_given.counts', '=', 1)
        .where(isCaller('agreement_given'));
      const free = selectFrom('agreement_seat')
        .select('agreement_seat.key')
        .whereRef('agreement_seat.versionId', '=', 'agreement_awaited.versionId')
        .whereRef('agreement_seat.key', '=', 'agreement_awaited.seat')
        .where('agreement_seat.missing', '>', 0)
        .where(or([eb(sql.ref('agreement_seat.authorMayAgree'), '=', 1), not(exists(written))]));
      const objection = selectFrom('agreement_objection')
        .select('agreement_objection.number')
        .whereRef('agreement_objection.versionId', '=', 'agreement_awaited.versionId')
        .whereRef('agreement_objection.seat', '=', 'agreement_awaited.seat')
        .where('agreement_objection.settlement', 'is', null);
      return or([exists(objection), and([exists(free), not(exists(given))])]);
    });
  return connectionOf(query, { by: ['dueKey', 'versionId', 'seat'], direction: 'asc' }, page);
}
