import type {
  AppendResult,
  EventId,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamName,
} from '../../libs/platform/event-store/index.js';
import type { AppendOutcome } from './history.js';
import {
  doneOutcome,
  failedOutcome,
  moment,
  seenEvent,
  sentEvent,
  type FollowedSubscription,
  type HistoryRecorder,
} from './history-recorder.js';

export interface SubscriptionRequest {
  readonly after: Position;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  started?(followed: FollowedSubscription): void;
  /** Called after each batch has been noted; the next one is asked for when it is done. */
  afterBatch?(followed: FollowedSubscription): Promise<void> | void;
}

/** One client's way to a log, which writes down what it asks and what it is told. */
export class RecordingClient {
  constructor(
    readonly session: string,
    private readonly store: EventStore,
    private readonly recorder: HistoryRecorder,
  ) {}

  /** @throws what the store throws, after it has been noted */
  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const invoked = { session: this.session, invokedAt: moment() } as const;
    const note = (outcome: AppendOutcome): void =>
      this.recorder.add({
        kind: 'append',
        ...invoked,
        answeredAt: moment(),
        stream,
        expected,
        events: events.map(sentEvent),
        outcome,
      });
    try {
      const result = await this.store.append(stream, expected, events);
      note(doneOutcome(result));
      return result;
    } catch (error) {
      note(failedOutcome(error));
      throw error;
    }
  }

  async readStream(stream: StreamName, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const invokedAt = moment();
    const events = await collect(this.store.readStream(stream, options));
    this.recorder.add({
      kind: 'read-stream',
      ...this.#answered(invokedAt),
      stream,
      options,
      events: events.map(seenEvent),
    });
    return events;
  }

  async readAll({ after, limit }: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const invokedAt = moment();
    const events = await collect(this.store.readAll({ after, ...(limit !== undefined && { limit }) }));
    this.recorder.add({ kind: 'read-all', ...this.#answered(invokedAt), after, limit, events: events.map(seenEvent) });
    return events;
  }

  async head(): Promise<Position> {
    const invokedAt = moment();
    const head = await this.store.head();
    this.recorder.add({ kind: 'head', ...this.#answered(invokedAt), head });
    return head;
  }

  async positionOf(id: EventId): Promise<Position | undefined> {
    const invokedAt = moment();
    const position = await this.store.positionOf(id);
    this.recorder.add({ kind: 'position-of', ...this.#answered(invokedAt), id, position });
    return position;
  }

  async eventTypes(): Promise<readonly string[]> {
    const invokedAt = moment();
    const types = await this.store.eventTypes();
    this.recorder.add({ kind: 'event-types', ...this.#answered(invokedAt), types });
    return types;
  }

  /** Follows the log until the signal aborts. */
  async subscribe(request: SubscriptionRequest): Promise<FollowedSubscription> {
    const { after, batchSize, signal, started, afterBatch } = request;
    const followed = this.recorder.follow({ session: this.session, invokedAt: moment(), after, batchSize });
    started?.(followed);
    for await (const events of this.store.subscribe({ after, batchSize, signal })) {
      followed.deliver(events);
      await afterBatch?.(followed);
    }
    return followed;
  }

  #answered(invokedAt: number) {
    return { session: this.session, invokedAt, answeredAt: moment() };
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
