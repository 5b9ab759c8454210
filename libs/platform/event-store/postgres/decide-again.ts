import { decideAppend, type AppendRefusal } from '../append.decision.js';
import type { AppendResult, StreamName } from '../event-store.port.js';
import { AppendGroup, type PendingAppend } from './append-group.js';
import type { LogReader } from './log-reader.js';

export interface Decided {
  readonly answered: readonly (readonly [PendingAppend, AppendResult])[];
  readonly refused: readonly (readonly [PendingAppend, AppendRefusal])[];
  /** Can be written, unless somebody else writes first. */
  readonly writable: AppendGroup | undefined;
  /** To be tried again after those. */
  readonly later: readonly PendingAppend[];
}

/**
 * Decides appends by what is in the log now. What is found here to be known or refused is so for good, and all of the
 * group can be written: so each look brings at least one of the appends to an end, or somebody else has brought one of
 * theirs. Whether an append meets its stream where it expects it, after an earlier one of these, shows once that is written.
 */
export async function decideAgain(
  reader: Pick<LogReader, 'lookUp'>,
  waiting: readonly PendingAppend[],
): Promise<Decided> {
  const ids = waiting.flatMap(({ request }) => request.events.map(({ id }) => id));
  const { known, last } = await reader.lookUp(ids, [...new Set(waiting.map(({ request }) => request.stream))]);
  const answered: [PendingAppend, AppendResult][] = [];
  const refused: [PendingAppend, AppendRefusal][] = [];
  const later: PendingAppend[] = [];
  const writable = new AppendGroup();
  const written = new Set<StreamName>();
  for (const pending of waiting) {
    const { stream, events } = pending.request;
    const decision = decideAppend(
      pending.request,
      last.get(stream),
      events.map(({ id }) => known.get(id)),
    );
    if (decision.kind === 'repeated') {
      answered.push([pending, decision.result]);
    } else if (decision.kind === 'write') {
      if (!writable.add(pending)) later.push(pending);
      written.add(stream);
    } else if (decision.kind === 'wrong-expected-revision' && written.has(stream)) {
      later.push(pending);
    } else {
      refused.push([pending, decision]);
    }
  }
  return { answered, refused, writable: writable.appends.length > 0 ? writable : undefined, later };
}
