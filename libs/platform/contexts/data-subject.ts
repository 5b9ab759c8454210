import type { Party, PartyKind } from '#platform/access';
import type { SubjectId } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import type { DueCommand } from './process.js';

/** Who answers for data: these parties, or whichever party of these kinds asks first. */
export type Controllers =
  | { readonly partyIds: readonly string[]; readonly partyKinds?: undefined }
  | { readonly partyKinds: readonly PartyKind[]; readonly partyIds?: undefined };

/** A person of whom a context holds data, or the persons that a record tells of. */
export interface DataSubject {
  readonly controllers: Controllers;
  /** Why the data cannot be erased as things are; a sentence that says what would have to happen first. */
  readonly inUse?: string;
  /** The day from which the period is counted for which the data is kept; left out: since it was last added to. */
  readonly keptFrom?: string;
}

/** The data subjects of one kind, as the context that records them knows them. Reads for the service, not for a caller. */
export interface DataSubjectKind {
  /** How the ids begin, in front of the UUID: `officer`, `recipient-list`. */
  readonly kind: string;
  /** The subjects among `ids` that there are. */
  find(session: Session, ids: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, DataSubject>>;
  /** Other subjects under which data of the same persons is held. */
  related?(session: Session, ids: readonly SubjectId[]): Promise<readonly SubjectId[]>;
  /**
   * Commands that must have been carried out before the data goes, for example so that nothing is sent to somebody
   * any more; none when everything is ready.
   */
  endings?(session: Session, ids: readonly SubjectId[]): Promise<readonly DueCommand[]>;
  /** Those among `ids` that something under way still writes about: their data goes when that has ended. */
  busy?(session: Session, ids: readonly SubjectId[]): Promise<readonly SubjectId[]>;
}

const UUID = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/.*)?$/;

export function kindOfSubject(id: SubjectId): string {
  return id.replace(UUID, '');
}

/** The record, and the part of it: `recipient-list-<uuid>` and `7`. */
export function recordOfSubject(id: SubjectId): { readonly record: string; readonly part: string | undefined } {
  const [record = id, part] = id.split('/');
  return { record, part };
}

/** @param ownIds the party's id, and those of the parties whose place it has taken */
export function answersFor({ controllers }: DataSubject, party: Party, ownIds: readonly string[]): boolean {
  if (controllers.partyKinds) return controllers.partyKinds.includes(party.kind);
  return controllers.partyIds.some((id) => id === party.id || ownIds.includes(id));
}

/** For kinds whose subjects are records: looks them up by their ids, with or without a part. */
export async function subjectsOfRecords<Row extends { readonly id: string }>(
  ids: readonly SubjectId[],
  rowsOf: (recordIds: readonly string[]) => Promise<readonly Row[]>,
  subjectOf: (row: Row, part: string | undefined) => DataSubject,
): Promise<ReadonlyMap<SubjectId, DataSubject>> {
  const named = ids.map((id) => ({ id, ...recordOfSubject(id) }));
  const rows = new Map((await rowsOf([...new Set(named.map(({ record }) => record))])).map((row) => [row.id, row]));
  return new Map(
    named.flatMap(({ id, record, part }) => {
      const row = rows.get(record);
      return row ? [[id, subjectOf(row, part)] as const] : [];
    }),
  );
}
