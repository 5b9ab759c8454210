import type { CheckedLog } from '../checked-log.js';
import type { AppendOperation, SentEvent } from '../history.js';
import type { Report } from '../violation.js';

export interface LogRules {
  readonly contiguousPositions: boolean;
}

/** The log itself: one order, streams without gaps, nothing twice and nothing that nobody sent. */
export function checkLog(log: CheckedLog, appends: readonly AppendOperation[], rules: LogRules, report: Report): void {
  const sent = sentEvents(appends);
  const ids = new Set<string>();
  const revisions = new Map<string, number>();
  let [position, recordedAt] = [log.start as number, ''];
  for (const event of log.events) {
    const place = `position ${event.position} (${event.stream} ${event.revision})`;
    if (event.position <= position || (rules.contiguousPositions && event.position !== position + 1)) {
      report('total-order', `${place} follows position ${position}`);
    }
    if (ids.has(event.id)) report('no-duplicates', `${place}: event ${event.id} is in the log again`);
    const revision = (revisions.get(event.stream) ?? -1) + 1;
    if (event.revision !== revision)
      report('contiguous-revisions', `${place}: the stream's next revision is ${revision}`);
    if (event.recordedAt < recordedAt)
      report('times-never-decrease', `${place}: ${event.recordedAt} after ${recordedAt}`);
    if (!(sent.get(event.id)?.has(contentOf(event.stream, event)) ?? false)) {
      report('nothing-invented', `${place}: event ${event.id} was never sent like this`);
    }
    ids.add(event.id);
    revisions.set(event.stream, event.revision);
    [position, recordedAt] = [event.position, event.recordedAt];
  }
}

/** By id, every content and stream it was sent with. */
function sentEvents(appends: readonly AppendOperation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sent = new Map<string, Set<string>>();
  for (const { stream, events } of appends) {
    for (const event of events) {
      const contents = sent.get(event.id) ?? new Set();
      contents.add(contentOf(stream, event));
      sent.set(event.id, contents);
    }
  }
  return sent;
}

function contentOf(stream: string, { digest }: Pick<SentEvent, 'digest'>): string {
  return `${stream} ${digest}`;
}
