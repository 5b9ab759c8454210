import { createHash } from 'node:crypto';
import type { AppendResult, EventToAppend, RecordedEvent, Position } from '../../libs/platform/event-store/index.js';
import type { AppendOutcome, Operation, SeenEvent, SentEvent, SubscribeOperation } from './history.js';

/** Nanoseconds of a clock that only goes forward and that all processes of this machine share. */
export function moment(): number {
  return Number(process.hrtime.bigint());
}

/** Keeps the operations of one or more processes in the order in which they ended. */
export class HistoryRecorder {
  readonly operations: Operation[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  add(operation: Operation): void {
    this.operations.push(operation);
    const reached = this.#waiting.filter(({ count }) => count <= this.operations.length);
    if (reached.length === 0) return;
    this.#waiting = this.#waiting.filter(({ count }) => count > this.operations.length);
    for (const { resolve } of reached) resolve();
  }

  /** Resolves when so many more operations have ended. */
  after(more: number): Promise<void> {
    const count = this.operations.length + more;
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  /** An operation that goes on: what it delivers is added to it as it comes. */
  follow(start: Omit<SubscribeOperation, 'kind' | 'batches' | 'mustReach'>): FollowedSubscription {
    const followed = new FollowedSubscription(start);
    this.operations.push(followed);
    return followed;
  }
}

export class FollowedSubscription implements SubscribeOperation {
  readonly kind = 'subscribe';
  readonly session: string;
  readonly invokedAt: number;
  readonly after: Position;
  readonly batchSize: number;
  readonly batches: { readonly at: number; readonly events: readonly SeenEvent[] }[] = [];
  mustReach: Position | undefined;

  constructor(start: Omit<SubscribeOperation, 'kind' | 'batches' | 'mustReach'>) {
    this.session = start.session;
    this.invokedAt = start.invokedAt;
    this.after = start.after;
    this.batchSize = start.batchSize;
  }

  deliver(events: readonly RecordedEvent[]): void {
    this.batches.push({ at: moment(), events: events.map(seenEvent) });
  }

  get reached(): Position {
    return this.batches.at(-1)?.events.at(-1)?.position ?? this.after;
  }
}

export function seenEvent(event: RecordedEvent): SeenEvent {
  const { id, stream, revision, position, recordedAt, type } = event;
  return { id, stream, revision, position, recordedAt, type, digest: digestOf(event) };
}

export function sentEvent(event: EventToAppend): SentEvent {
  return { id: event.id, type: event.type, digest: digestOf(event) };
}

function digestOf({ type, data, metadata }: EventToAppend): string {
  const hash = createHash('sha256');
  for (const part of [Buffer.from(type), data, metadata]) hash.update(`${part.byteLength}:`).update(part);
  return hash.digest('base64').slice(0, 22);
}

export function doneOutcome(result: AppendResult): AppendOutcome {
  return { kind: 'done', result };
}

const REFUSALS: ReadonlySet<string> = new Set(['StorageFullError', 'InvalidAppendError', 'StoreClosedError']);

/** By name and fields, not by class: the engine may be another copy of the code than this. */
export function failedOutcome(error: unknown): AppendOutcome {
  if (!(error instanceof Error)) return { kind: 'unknown', error: String(error) };
  if (error.name === 'WrongExpectedRevisionError' && 'actual' in error) {
    return {
      kind: 'wrong-revision',
      actual: error.actual as Extract<AppendOutcome, { kind: 'wrong-revision' }>['actual'],
    };
  }
  if (error.name === 'EventIdConflictError' && 'eventId' in error) {
    return { kind: 'id-conflict', eventId: error.eventId as EventToAppend['id'] };
  }
  return { kind: REFUSALS.has(error.name) ? 'refused' : 'unknown', error: `${error.name}: ${error.message}` };
}
