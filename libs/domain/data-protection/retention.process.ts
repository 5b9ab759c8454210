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
import { STANDING, type HeldSubject, type SubjectRegister } from './subject-register.js';

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
    const proposed = (subject: HeldSubject) => proposal(aggregate, subject, retention, days);
    for (const [id, command] of await dueProposals(session, register, { retention, days, proposed })) {
      if (!found.has(id)) found.set(id, command);
    }
  }
  return [...found.values()];
}

interface Period {
  readonly retention: RetentionClass;
  readonly days: number;
  readonly proposed: (subject: HeldSubject) => DueCommand;
}

async function dueProposals(
  session: Session,
  register: SubjectRegister,
  { retention, days, proposed }: Period,
): Promise<ReadonlyMap<SubjectId, DueCommand>> {
  const due = new Map<SubjectId, DueCommand>();
  const before = addDays(session.today, -days);
  let page: readonly { readonly subjectId: string; readonly lastRecordedAt: string }[] = [];
  do {
    page = await candidates(session, retention, before, page.at(-1));
    const ids = page.map(({ subjectId }) => subjectId);
    const held = [...(await register.held(session, ids)).values()].filter((subject) => isDue(subject, session.today));
    const commands = new Map(held.map((subject) => [subject.id, proposed(subject)]));
    // One that people refused keeps no other from being proposed.
    const open = new Set(await notOnRecord(session, [...commands.values()]));
    for (const [id, command] of commands) if (open.has(command) && due.size < MOST_A_DAY) due.set(id, command);
  } while (page.length === PAGE && due.size < MOST_A_DAY);
  return due;
}

function isDue(subject: HeldSubject, today: PlainDate): boolean {
  const { id, inUse, keptUntil } = subject;
  return (
    inUse === undefined &&
    keptUntil !== undefined &&
    keptUntil <= today &&
    controllerOf(subject) !== undefined &&
    // The account of an erasure stays until somebody asks: its own erasure would have to be accounted for, too.
    kindOfSubject(id) !== 'erasure'
  );
}

/** Those of whom nothing was recorded since, and whose erasure is not decided on, granted or done, the longest kept first. */
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
            .whereRef('erasure_subject.subjectId', '=', 'personal_subject.subjectId')
            .where('erasure_subject.status', 'in', STANDING),
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
