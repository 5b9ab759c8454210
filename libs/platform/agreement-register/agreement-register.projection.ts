import { agreementEvents, type AgreementEventOf, type Signatory } from '#platform/agreements';
import { defineEvents, type StoredEvent } from '#platform/event-sourcing';
import { defineProjection, increment, on, toJson, type Projection, type RowChange } from '#platform/projections';
import {
  agreementAuthorTable,
  agreementObjectionTable,
  agreementSeatTable,
  agreementTable,
  awaitedAgreementTable,
  givenAgreementTable,
} from './agreement.tables.js';
import { holderKey } from './holder-key.js';
import { versionIdOf } from './version-id.js';

const NEVER = '9999-12-31T23:59:59.999Z';

/** One register for the agreements of all contexts: what waits for a person is then one list. */
export function agreementRegisterOf(contexts: readonly string[]): Projection {
  return defineProjection({
    name: 'agreement-register',
    version: 2,
    tables: [
      agreementTable,
      agreementSeatTable,
      givenAgreementTable,
      agreementObjectionTable,
      agreementAuthorTable,
      awaitedAgreementTable,
    ],
    handlers: contexts.flatMap(handlersFor),
  });
}

function handlersFor(context: string) {
  return on(defineEvents(context, agreementEvents), {
    AgreementSought: (event) => sought(event),
    AgreementGiven: ({ stream, revision, recordedAt, data: { version, seat, by } }) => [
      givenAgreementTable.insert({
        versionId: versionIdOf(stream, version),
        revision,
        seat,
        ...signatoryColumns(by),
        givenAt: recordedAt,
        counts: 1,
        takenBackAt: null,
        takenBackReason: null,
      }),
      agreementSeatTable.update({ versionId: versionIdOf(stream, version), key: seat }, { missing: increment(-1) }),
    ],
    AgreementTakenBack: ({ stream, recordedAt, data: { version, seat, by, reason } }) => [
      givenAgreementTable.update(
        { versionId: versionIdOf(stream, version), seat, subject: by.subject, counts: 1 },
        { counts: 0, takenBackAt: recordedAt, takenBackReason: reason },
      ),
      agreementSeatTable.update({ versionId: versionIdOf(stream, version), key: seat }, { missing: increment(1) }),
    ],
    ObjectionRaised: ({ stream, recordedAt, data: { version, objection: number, seat, by, reason } }) => [
      agreementObjectionTable.insert({
        versionId: versionIdOf(stream, version),
        number,
        seat,
        ...signatoryColumns(by),
        reason,
        raisedAt: recordedAt,
        settlement: null,
        settledAt: null,
      }),
    ],
    ObjectionSettled: ({ stream, recordedAt, data: { version, objection: number, settlement } }) => [
      agreementObjectionTable.update(
        { versionId: versionIdOf(stream, version), number },
        { settlement, settledAt: recordedAt },
      ),
    ],
    AgreementReached: (event) => ended(event, { status: 'REACHED' }),
    AgreementLapsed: (event) => ended(event, { status: 'LAPSED' }),
    AgreementVoided: (event) => ended(event, { status: 'VOIDED', voidReason: event.data.reason }),
  });
}

function sought({
  id,
  stream: objectId,
  recordedAt,
  data,
}: StoredEvent<AgreementEventOf<'AgreementSought'>>): readonly RowChange[] {
  const { version, digest, title, quorum, authors, deadline } = data;
  const versionId = versionIdOf(objectId, version);
  return [
    agreementTable.insert({
      versionId,
      objectId,
      version,
      digest,
      title,
      rule: quorum.rule,
      status: 'OPEN',
      soughtAt: recordedAt,
      soughtBy: id,
      dueAt: deadline?.at ?? null,
      lastDay: deadline?.lastDay ?? null,
      workingDays: deadline?.workingDays ?? null,
      calendar: deadline ? `${deadline.calendar.nation}, ${deadline.calendar.source}` : null,
      endedAt: null,
      voidReason: null,
    }),
    ...quorum.seats.map(({ key, label, persons, authorMayAgree, holders }, index) =>
      agreementSeatTable.insert({
        versionId,
        number: index + 1,
        key,
        label,
        persons,
        missing: persons,
        authorMayAgree: authorMayAgree ? 1 : 0,
        holders: toJson(holders),
      }),
    ),
    ...authors.map(({ subject, officerId = null }) => agreementAuthorTable.ensure({ versionId, subject, officerId })),
    ...quorum.seats.flatMap(({ key: seat, holders }) =>
      holders.map((holder) =>
        awaitedAgreementTable.ensure({
          holder: holderKey(holder),
          dueKey: deadline?.at ?? NEVER,
          versionId,
          seat,
        }),
      ),
    ),
  ];
}

function ended(
  {
    stream,
    recordedAt,
    data: { version },
  }: StoredEvent<AgreementEventOf<'AgreementReached' | 'AgreementLapsed' | 'AgreementVoided'>>,
  change: Parameters<typeof agreementTable.update>[1],
): readonly RowChange[] {
  return [
    agreementTable.update({ versionId: versionIdOf(stream, version) }, { endedAt: recordedAt, ...change }),
    awaitedAgreementTable.delete({ versionId: versionIdOf(stream, version) }),
  ];
}

function signatoryColumns({ partyKind, partyId, subject, officerId }: Signatory) {
  return { partyKind, partyId, subject, officerId: officerId ?? null };
}
