import type { Session } from '#platform/sessions';
import type { MessageContent } from './message.content.js';
import { firstFittingDay, misfitsOf } from './programme-calendar.fit.js';
import { findProgrammePeriods } from './programme-calendar.queries.js';

export interface ProgrammeFacts {
  /** Places in the content's list of periods that no calendar has. */
  readonly unknownPeriods: readonly number[];
  /** Why the session's day does not fit, in sentences. */
  readonly unfitPeriods: readonly string[];
  /** Why no day of the window fits, in sentences; empty when one does. */
  readonly unfitWindow: readonly string[];
}

/** Whether the issue fits the periods of authorities' programmes that a content names. */
export async function programmeFacts(
  session: Session,
  { programmePeriods, window }: MessageContent,
): Promise<ProgrammeFacts> {
  const found = await findProgrammePeriods(session, programmePeriods);
  const known = found.flatMap((period) => period ?? []);
  const { today } = session;
  const reasons = (days: MessageContent['window']) => misfitsOf(days, known).map(({ reason }) => reason);
  return {
    unknownPeriods: [...found.keys()].filter((index) => found[index] === undefined),
    unfitPeriods: reasons({ from: today, until: today }),
    unfitWindow: firstFittingDay(window, known) === undefined ? reasons(window) : [],
  };
}
