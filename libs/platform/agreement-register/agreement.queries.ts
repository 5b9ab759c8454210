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
 * Versions that wait for the participant to agree, those due first coming first: a seat that the participant may take is
 * not full, the participant has not agreed yet, and is no author where authors may not.
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
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('agreement_seat')
          .select('agreement_seat.key')
          .whereRef('agreement_seat.versionId', '=', 'agreement_awaited.versionId')
          .whereRef('agreement_seat.key', '=', 'agreement_awaited.seat')
          .where('agreement_seat.missing', '>', 0)
          .where(({ or, eb, not, exists: any, selectFrom: from }) =>
            or([
              eb('agreement_seat.authorMayAgree', '=', 1),
              not(
                any(
                  from('agreement_author')
                    .select('agreement_author.subject')
                    .whereRef('agreement_author.versionId', '=', 'agreement_awaited.versionId')
                    .where('agreement_author.subject', '=', subject),
                ),
              ),
            ]),
          ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agreement_given')
            .select('agreement_given.revision')
            .whereRef('agreement_given.versionId', '=', 'agreement_awaited.versionId')
            .where('agreement_given.counts', '=', 1)
            .where(({ or, eb }) =>
              or([
                eb('agreement_given.subject', '=', subject),
                ...(officerId === undefined ? [] : [eb('agreement_given.officerId', '=', officerId)]),
              ]),
            ),
        ),
      ),
    );
  return connectionOf(query, { by: ['dueKey', 'versionId', 'seat'], direction: 'asc' }, page);
}
