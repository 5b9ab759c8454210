import { kindOfSubject, type DueCommand, type ProcessDefinition } from '#platform/contexts';
import { RETENTION_CLASSES, type RetentionClass, type SubjectId } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveId, deriveUuid } from '#platform/values';
import { addDays, type PlainDate } from '#platform/working-days';
import type { ErasureAggregate } from './erasure.aggregate.js';
import type { ErasureTables } from './erasures.projection.js';
import type { HoldingTables } from './personal-holdings.projection.js';
import type { RetentionSettings } from './retention.settings.js';
import type { HeldSubject, SubjectRegister } from './subject-register.js';

/** So many proposals a day and class, at most: people decide on them one by one. */
const MOST_A_DAY = 500;
/** Subjects looked at together. */
const PAGE = 500;

/**
 * Proposes to erase what has been kept for as long as its class is kept. People decide; what they refuse is not proposed
 * again unless the period is set anew. It looks once a day.
 */
export function retentionProposals(
  aggregate: ErasureAggregate,
  register: SubjectRegister,
  settings: RetentionSettings,
): ProcessDefinition {
  let looked: { readonly day: PlainDate; readonly found: readonly DueCommand[] } | undefined;
  return {
    name: 'retention-proposals',
    due: async (session, _now, limit) => {
      if (looked?.day !== session.today) {
        looked = { day: session.today, found: await proposals(session, aggregate, register, settings) };
      }
      return (await notOnRecord(session, looked.found)).slice(0, limit);
    },
    nextDue: async () => undefined,
  };
}

async function proposals(
  session: Session,
  aggregate: ErasureAggregate,
  register: SubjectRegister,
  settings: RetentionSettings,
): Promise<readonly DueCommand[]> {
  // A subject of several classes is proposed once.
  const found = new Map<SubjectId, DueCommand>();
  for (const retention of RETENTION_CLASSES) {
    const days = settings[retention];
    if (days === undefined) continue;
    const due = await dueSubjects(session, register, retention, days);
    for (const subject of due) {
      if (!found.has(subject.id)) found.set(subject.id, proposal(aggregate, subject, retention, days));
    }
  }
  return [...found.values()];
}

async function dueSubjects(
  session: Session,
  register: SubjectRegister,
  retention: RetentionClass,
  days: number,
): Promise<readonly HeldSubject[]> {
  const due: HeldSubject[] = [];
  const before = addDays(session.today, -days);
  let page: readonly { readonly subjectId: string; readonly lastRecordedAt: string }[] = [];
  do {
    page = await candidates(session, retention, before, page.at(-1));
    const held = await register.held(
      session,
      page.map(({ subjectId }) => subjectId),
    );
    due.push(
      ...[...held.values()].filter(
        (subject) =>
          subject.inUse === undefined &&
          subject.keptUntil !== undefined &&
          subject.keptUntil <= session.today &&
          controllerOf(subject) !== undefined &&
          // The account of an erasure stays until somebody asks: its own erasure would have to be accounted for, too.
          kindOfSubject(subject.id) !== 'erasure',
      ),
    );
  } while (page.length === PAGE && due.length < MOST_A_DAY);
  return due.slice(0, MOST_A_DAY);
}

/** Those of whom nothing was recorded since, and of whom no erasure is on record, the longest kept first. */
function candidates(
  session: Session,
  retention: RetentionClass,
  before: PlainDate,
  after: { readonly subjectId: string; readonly lastRecordedAt: string } | undefined,
) {
  let query = session
    .tables<HoldingTables & ErasureTables>()
    .selectFrom('personal_subject')
    .select(['subjectId', 'lastRecordedAt'])
    .where('retention', '=', retention)
    .where('lastRecordedAt', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('erasure_subject')
            .select('erasureId')
            .whereRef('erasure_subject.subjectId', '=', 'personal_subject.subjectId'),
        ),
      ),
    )
    .orderBy('lastRecordedAt')
    .orderBy('subjectId')
    .limit(PAGE);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('lastRecordedAt', 'subjectId'), '>', tuple(after.lastRecordedAt, after.subjectId)),
    );
  }
  return query.execute();
}

function proposal(
  aggregate: ErasureAggregate,
  subject: HeldSubject,
  retention: RetentionClass,
  keptForDays: number,
): DueCommand {
  const { id, keptFrom, lastRecordedAt } = subject;
  const key = [id, retention, String(keptForDays)];
  const controllerId = controllerOf(subject);
  const since = keptFrom ?? lastRecordedAt.slice(0, 10);
  return {
    aggregate,
    stream: deriveId('erasure', 'retention', ...key) as StreamName,
    type: 'ProposeErasure',
    input: { controllerId, subjectIds: [id], retention, keptForDays, since },
    commandId: deriveUuid('retention', ...key),
  };
}

/** Where several parties answer for data, whichever recorded it decides; the service itself cannot. */
function controllerOf({ controllers, recordedByPartyId }: HeldSubject): string | undefined {
  return [...(controllers.partyIds ?? []), recordedByPartyId].find((id) => id.startsWith('authority-'));
}

async function notOnRecord(session: Session, commands: readonly DueCommand[]): Promise<readonly DueCommand[]> {
  if (commands.length === 0) return commands;
  const rows = await session
    .tables<ErasureTables>()
    .selectFrom('erasure')
    .select('id')
    .where(
      'id',
      'in',
      commands.map(({ stream }) => stream),
    )
    .execute();
  const known = new Set<string>(rows.map(({ id }) => id));
  return commands.filter(({ stream }) => !known.has(stream));
}
