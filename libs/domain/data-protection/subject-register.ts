import type { Party } from '#platform/access';
import {
  answersFor,
  kindOfSubject,
  type DataSubject,
  type DataSubjectKind,
  type DueCommand,
  type Holding,
} from '#platform/contexts';
import type { RetentionClass, SubjectId } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { addDays, parsePlainDate, type PlainDate } from '#platform/working-days';
import type { NamedSubject } from './erasure.commands.js';
import type { ErasureTables } from './erasures.projection.js';
import type { HoldingTables } from './personal-holdings.projection.js';
import type { RetentionSettings } from './retention.settings.js';

/** A data subject of whom something is on record. */
export interface HeldSubject extends DataSubject {
  readonly id: SubjectId;
  readonly retentions: readonly RetentionClass[];
  readonly recordedByPartyId: string;
  readonly lastRecordedAt: string;
  /** The first day on which nothing of it has to be kept any more; undefined while some class has no period. */
  readonly keptUntil: PlainDate | undefined;
}

/** Statuses of an erasure that stands in the way of another one of the same subject. */
export const STANDING = ['REQUESTED', 'GRANTED', 'UNDER_WAY', 'COMPLETED'] as const;

/** Knows the data subjects of all contexts. Reads for the service: what a caller may know of it, the caller's rights decide. */
export class SubjectRegister {
  readonly #kinds: ReadonlyMap<string, DataSubjectKind>;

  constructor(
    kinds: readonly DataSubjectKind[],
    private readonly retention: RetentionSettings,
  ) {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
  }

  /** How each subject stands to an erasure that the party decides on, in the order of the ids. */
  async named(
    session: Session,
    party: Party,
    ids: readonly SubjectId[],
    except?: string,
  ): Promise<readonly NamedSubject[]> {
    const own = session.standing.ids('ownAuthorities');
    const held = await this.held(session, ids);
    const erasures = await erasuresOf(session, ids, except);
    return ids.map((id): NamedSubject => {
      const subject = held.get(id);
      if (!subject || !answersFor(subject, party, own)) return { standing: 'unknown' };
      const erasure = erasures.get(id);
      if (erasure) {
        return { standing: erasure.status === 'COMPLETED' ? 'erased' : 'being-decided', erasureId: erasure.erasureId };
      }
      const { inUse, keptUntil } = subject;
      return { standing: 'held', ...(inUse !== undefined && { inUse }), ...(keptUntil && { keptUntil }) };
    });
  }

  /** Those among `ids` of whom something is on record. */
  async held(session: Session, ids: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, HeldSubject>> {
    const rows = await session
      .tables<HoldingTables>()
      .selectFrom('personal_subject')
      .selectAll()
      .where('subjectId', 'in', ids)
      .execute();
    const bySubject = Map.groupBy(rows, ({ subjectId }) => subjectId);
    const known = await this.#find(session, [...bySubject.keys()]);
    return new Map(
      [...bySubject].flatMap(([id, own]) => {
        const subject = known.get(id);
        const last = own.toSorted((a, b) => b.lastRecordedAt.localeCompare(a.lastRecordedAt))[0];
        if (!subject || !last) return [];
        const retentions = own.map(({ retention }) => retention);
        const from = parsePlainDate(subject.keptFrom ?? last.lastRecordedAt.slice(0, 10));
        const keptUntil = this.keptUntil(retentions, from);
        const { recordedByPartyId, lastRecordedAt } = last;
        return [[id, { ...subject, id, retentions, recordedByPartyId, lastRecordedAt, keptUntil }] as const];
      }),
    );
  }

  keptUntil(retentions: readonly RetentionClass[], from: PlainDate): PlainDate | undefined {
    const days = retentions.flatMap((each) => this.retention[each] ?? []);
    return days.length < retentions.length ? undefined : addDays(from, Math.max(...days));
  }

  /** The subjects, and those under which data of the same persons is held. */
  async withRelated(session: Session, ids: readonly SubjectId[]): Promise<readonly SubjectId[]> {
    const related = await this.#each(ids, (kind, own) => kind.related?.(session, own) ?? []);
    return [...new Set([...ids, ...related])];
  }

  /** What has to be done before the data of these subjects can go. */
  endings(session: Session, ids: readonly SubjectId[]): Promise<readonly DueCommand[]> {
    return this.#each(ids, (kind, own) => kind.endings?.(session, own) ?? []);
  }

  busy(session: Session, ids: readonly SubjectId[]): Promise<readonly SubjectId[]> {
    return this.#each(ids, (kind, own) => kind.busy?.(session, own) ?? []);
  }

  async #find(session: Session, ids: readonly SubjectId[]): Promise<ReadonlyMap<SubjectId, DataSubject>> {
    return new Map(await this.#each(ids, async (kind, own) => [...(await kind.find(session, own))]));
  }

  async #each<Found>(
    ids: readonly SubjectId[],
    find: (kind: DataSubjectKind, ids: readonly SubjectId[]) => Promise<readonly Found[]> | readonly Found[],
  ): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (const [name, own] of Map.groupBy(ids, kindOfSubject)) {
      const kind = this.#kinds.get(name);
      if (kind) found.push(...(await find(kind, own)));
    }
    return found;
  }
}

async function erasuresOf(session: Session, ids: readonly SubjectId[], except: string | undefined) {
  const rows = await session
    .tables<ErasureTables>()
    .selectFrom('erasure_subject')
    .select(['subjectId', 'erasureId', 'status'])
    .where('subjectId', 'in', ids)
    .where('status', 'in', STANDING)
    .where('erasureId', '!=', except ?? '')
    .execute();
  // A completed one says most.
  const inOrder = rows.toSorted((a, b) => STANDING.indexOf(a.status as never) - STANDING.indexOf(b.status as never));
  return new Map(inOrder.map((row) => [row.subjectId, row]));
}

/** The events that hold data of these subjects. */
export async function holdingsOf(session: Session, ids: readonly SubjectId[]): Promise<readonly Holding[]> {
  return session
    .tables<HoldingTables>()
    .selectFrom('personal_holding')
    .select(['stream', 'revision', 'type'])
    .distinct()
    .where('subjectId', 'in', ids)
    .execute();
}
