import { START, type Position, type RecordedEvent } from '#platform/event-store';
import { toBase64 } from '#platform/ledger';
import { LogRoots } from './log-roots.js';
import { CopyDiffersError, LogInUseError, SourceUnsuitableError, TargetNotEmptyError } from './move-log.errors.js';
import type { LogSource, LogTarget, WholeLog } from './moved-log.port.js';
import { eventAt, isSameEvent } from './same-event.js';

export interface MoveLogOptions {
  readonly source: LogSource;
  readonly target: LogTarget;
  readonly onProgress?: (progress: MoveProgress) => void;
  /** Most events that the target takes at a time. Default 1,000. */
  readonly eventsAtOnce?: number;
}

export interface MoveProgress {
  readonly step: 'copying' | 'comparing';
  readonly position: number;
  readonly head: number;
}

export interface MoveReport {
  readonly installationId: string;
  readonly events: number;
  /** The root of the whole log, by which its copy was compared; a checkpoint of this size has the same. */
  readonly root: string;
  readonly partnerships: number;
  /** Events that an earlier, interrupted run had copied. */
  readonly copiedBefore: number;
  /** Roots that were signed over the source, and that it comes to. */
  readonly signedRoots: number;
  /** Why there were none, as the beginning of a sentence. */
  readonly notCompared?: string;
}

/** Events and bytes that the target takes at a time. */
const BATCH = { events: 1_000, bytes: 4 * 1024 * 1024 };

/**
 * Copies a log into a target that is empty, or that an earlier run has begun to fill, and compares the two as wholes.
 * Whoever is interrupted runs it again: it goes on behind what the target has.
 * @throws MoveLogError, and the faults of both stores
 */
export async function moveLog(options: MoveLogOptions): Promise<MoveReport> {
  const { source, target, onProgress = () => undefined, eventsAtOnce = BATCH.events } = options;
  const head = await source.head();
  if (head === START)
    throw new SourceUnsuitableError(`The event log of ${source.place} is empty: there is nothing to move.`);
  const copiedBefore = await begunBy(source, target, head);
  const roots = await copy(source, target, { head, copiedBefore, eventsAtOnce, onProgress });
  roots.assertCoversSigned(source.place);
  await compare(source, target, roots, onProgress);
  if ((await source.head()) !== head) {
    throw new LogInUseError(
      `The event log of ${source.place} has grown meanwhile: stop every process that uses it, then run this again. It goes ` +
        'on behind what was copied.',
    );
  }
  await target.finish();
  const { size: events, partnerships } = roots;
  const { installationId, signedRoots, notCompared } = source;
  return {
    installationId,
    events,
    root: toBase64(roots.root),
    partnerships,
    copiedBefore,
    signedRoots: signedRoots.length,
    ...(notCompared !== undefined && { notCompared }),
  };
}

/** How far an earlier run came. @throws TargetNotEmptyError */
async function begunBy(source: LogSource, target: LogTarget, head: Position): Promise<Position> {
  const reached = await target.head();
  if (reached === START) {
    await target.adopt(source.installationId);
    return START;
  }
  if (target.installationId !== source.installationId) {
    throw new TargetNotEmptyError(
      `The event log of ${target.place} belongs to another installation (${target.installationId}) and has ${reached} ` +
        'events. It was left as it is. Choose an empty place.',
    );
  }
  const isOurs = reached <= head && isSameEvent(await eventAt(source, reached), await eventAt(target, reached));
  if (isOurs) return reached;
  throw new TargetNotEmptyError(
    `The event log of ${target.place} holds events that are not in that of ${source.place}: a service has used it, or it ` +
      'is of another time. It was left as it is. Choose an empty place.',
  );
}

interface Copying {
  readonly head: Position;
  readonly copiedBefore: Position;
  readonly eventsAtOnce: number;
  readonly onProgress: (progress: MoveProgress) => void;
}

/** Reads the whole source once: for its roots, and for what the target lacks. */
async function copy(
  source: LogSource,
  target: LogTarget,
  { head, copiedBefore, eventsAtOnce, onProgress }: Copying,
): Promise<LogRoots> {
  const roots = new LogRoots(source.signedRoots);
  let batch: RecordedEvent[] = [];
  let bytes = 0;
  for await (const event of source.read(START, head)) {
    assertFollows(source, event, roots.size);
    roots.take(event);
    if (event.position <= copiedBefore) continue;
    batch.push(event);
    bytes += event.data.byteLength + event.metadata.byteLength;
    if (batch.length < eventsAtOnce && bytes < BATCH.bytes) continue;
    await target.take(batch);
    onProgress({ step: 'copying', position: event.position, head });
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) await target.take(batch);
  if (roots.size === head) return roots;
  throw new SourceUnsuitableError(
    `The event log of ${source.place} ends at position ${roots.size} instead of ${head}.`,
  );
}

function assertFollows({ place }: WholeLog, { position }: RecordedEvent, before: number): void {
  if (position === before + 1) return;
  throw new SourceUnsuitableError(
    `The event log of ${place} has position ${position} after ${before}: an event is missing. Restore a backup first.`,
  );
}

/** Reads the whole copy, too: that it was written is not yet that it is there. */
async function compare(
  source: LogSource,
  target: LogTarget,
  expected: LogRoots,
  onProgress: Copying['onProgress'],
): Promise<void> {
  const found = new LogRoots();
  for await (const event of target.read(START)) {
    found.take(event);
    if (found.size % BATCH.events === 0) {
      onProgress({ step: 'comparing', position: event.position, head: expected.size });
    }
  }
  try {
    expected.assertSame(found);
  } catch (error) {
    if (!(error instanceof CopyDiffersError)) throw error;
    throw new CopyDiffersError(`${error.message} ${await firstDifference(source, target)} The copy cannot be used.`);
  }
}

async function firstDifference(source: LogSource, target: LogTarget): Promise<string> {
  const copies = target.read(START)[Symbol.asyncIterator]();
  for await (const event of source.read(START)) {
    const next = await copies.next();
    if (next.done === true) return `The copy ends before position ${event.position}.`;
    if (!isSameEvent(event, next.value)) return `They differ first at position ${event.position} (event ${event.id}).`;
  }
  return 'The copy has more events than the source.';
}
