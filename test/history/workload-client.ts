import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type {
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadStreamOptions,
  Revision,
  StreamName,
} from '../../libs/platform/event-store/index.js';
import type { Random } from '../support/random-calls/random.js';
import { failedOutcome } from './history-recorder.js';
import type { RecordingClient } from './recording-client.js';

export interface SentAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/** What the clients of a workload tell each other, so that they meet. */
export interface SharedKnowledge {
  readonly start: Position;
  readonly streams: readonly StreamName[];
  /** The last revision that anybody has heard of. */
  readonly revisions: Map<StreamName, Revision>;
  readonly sent: SentAppend[];
}

export interface WorkloadClientOptions {
  readonly session: string;
  /** A way to the log; copy 1, 2 … are others, for what is sent again while it is under way. */
  connect(session: string, copy: number): RecordingClient;
  readonly shared: SharedKnowledge;
  readonly random: Random;
  /** Sends again what failed, until it is answered. */
  readonly patient: boolean;
  /** Also sends known ids to another stream. */
  readonly idsInOtherStreams: boolean;
}

/** So many of the last appends are sent again. */
const MEMORY = 12;
const MOST_EVENTS = 4;
/** Before something that failed is sent again, in milliseconds. */
const PAUSE_MS = 5;
const MOST_COPIES = 5;
const TYPES = ['SiteOpened', 'SiteClosed', 'ContactRecorded', 'PlanAgreed', 'MessageIssued'] as const;

/** Does one thing after the other, as chance has it: appends, appends again, reads. */
export class WorkloadClient {
  readonly #own: RecordingClient;
  readonly #session: string;
  readonly #random: Random;
  readonly #shared: SharedKnowledge;
  #seen: Position;

  constructor(private readonly options: WorkloadClientOptions) {
    this.#own = options.connect(options.session, 0);
    this.#session = options.session;
    this.#random = options.random;
    this.#shared = options.shared;
    this.#seen = options.shared.start;
  }

  /** @throws whatever the log fails with, other than refusals */
  async run(operations: number): Promise<void> {
    for (let count = 0; count < operations; count += 1) {
      await this.#next();
      for (let turn = this.#random.below(3); turn > 0; turn -= 1) await nextTurn();
    }
  }

  #next(): Promise<unknown> {
    const choice = this.#random.below(100);
    if (choice < 45) return this.#appendNew(this.#newAppend());
    if (choice < 53) return this.#appendSeveralTimes(this.#newAppend());
    if (choice < 60) return this.#append(this.#earlierAppend());
    if (choice < 63) return this.#append(this.#conflictingAppend());
    if (choice < 75) return this.#readStream();
    if (choice < 84) return this.#readAll();
    if (choice < 91) return this.#patiently(() => this.#own.head());
    if (choice < 97) return this.#lookUp();
    return this.#patiently(() => this.#own.eventTypes());
  }

  #newAppend(): SentAppend {
    const stream = this.#random.pick(this.#shared.streams);
    const count = this.#random.percent(60) ? 1 : 1 + this.#random.below(MOST_EVENTS);
    const append = {
      stream,
      expected: this.#expected(stream),
      events: Array.from({ length: count }, () => this.#event()),
    };
    this.#remember(append);
    return append;
  }

  #expected(stream: StreamName): ExpectedRevision {
    const known = this.#shared.revisions.get(stream);
    const choice = this.#random.below(100);
    if (choice < 35) return 'any';
    if (choice < 75) return known ?? 'none';
    if (choice < 90) return 'exists';
    return this.#random.percent(50) || known === undefined ? 'none' : (Math.max(0, known - 1) as Revision);
  }

  #event(): EventToAppend {
    // Not as JSON would be written by a machine: a log that parses and writes it again is found out.
    const data = `{"text":"visité \\u2013 ${this.#random.below(1000)}",  "b": 1, "a": [ 1.50 ]}`;
    return {
      id: this.#random.uuid() as EventToAppend['id'],
      type: `history.${this.#random.pick(TYPES)}.v${1 + this.#random.below(3)}`,
      data: Buffer.from(data),
      metadata: Buffer.from(`{ "by": "${this.#session}" }`),
    };
  }

  #remember(append: SentAppend): void {
    this.#shared.sent.push(append);
    if (this.#shared.sent.length > MEMORY) this.#shared.sent.shift();
  }

  #earlierAppend(): SentAppend {
    if (this.#shared.sent.length === 0) return this.#newAppend();
    const earlier = this.#random.pick(this.#shared.sent);
    return { ...earlier, expected: this.#expected(earlier.stream) };
  }

  /** Known ids with other content, in another stream or in other company. */
  #conflictingAppend(): SentAppend {
    const { stream, events, expected } = this.#earlierAppend();
    const [first, ...others] = events;
    if (first === undefined) throw new Error('There are no appends without events.');
    const choice = this.#random.below(3);
    if (choice === 0) return { stream, expected, events: [{ ...first, data: Buffer.from('{}') }, ...others] };
    if (choice === 1 && this.options.idsInOtherStreams) {
      return { stream: this.#random.pick(this.#shared.streams), expected, events };
    }
    return { stream, expected, events: [...events, this.#event()] };
  }

  /** Looks first, now and then, for what is not there yet. */
  async #appendNew(append: SentAppend): Promise<void> {
    const [first] = append.events;
    if (first !== undefined && this.#random.percent(15)) await this.#patiently(() => this.#own.positionOf(first.id));
    await this.#append(append);
  }

  async #append(append: SentAppend, client = this.#own): Promise<void> {
    const { stream, expected, events } = append;
    try {
      const { lastRevision } = await this.#patiently(() => client.append(stream, expected, events));
      this.#learn(stream, lastRevision);
    } catch (error) {
      const outcome = failedOutcome(error);
      if (outcome.kind === 'unknown' || outcome.kind === 'refused') throw error;
      if (outcome.kind === 'wrong-revision' && outcome.actual !== undefined) this.#learn(stream, outcome.actual);
    }
  }

  #learn(stream: StreamName, revision: Revision): void {
    const known = this.#shared.revisions.get(stream);
    if (known === undefined || known < revision) this.#shared.revisions.set(stream, revision);
  }

  /** As a client does that lost its connection and does not wait to be told. */
  async #appendSeveralTimes(append: SentAppend): Promise<void> {
    const copies = 2 + this.#random.below(MOST_COPIES - 1);
    await Promise.all(
      Array.from({ length: copies }, (_, copy) =>
        this.#append(append, this.options.connect(`${this.#session} copy ${copy}`, copy)),
      ),
    );
  }

  async #readStream(): Promise<void> {
    const stream = this.#random.pick(this.#shared.streams);
    const options = this.#readOptions(this.#shared.revisions.get(stream) ?? 0);
    const events = await this.#patiently(() => this.#own.readStream(stream, options));
    const last = events.reduce((most, { revision }) => Math.max(most, revision), -1);
    if (last >= 0) this.#learn(stream, last as Revision);
  }

  #readOptions(around: number): ReadStreamOptions {
    const direction = this.#random.percent(50) ? 'forwards' : 'backwards';
    const revision = (): Revision => this.#random.below(around + 3) as Revision;
    return {
      direction,
      ...(this.#random.percent(30) && { from: revision() }),
      ...(this.#random.percent(15) && { to: revision() }),
      ...(this.#random.percent(30) && { limit: this.#random.below(6) }),
    };
  }

  async #readAll(): Promise<void> {
    const whole = this.#random.percent(20);
    const after = whole ? this.#shared.start : this.#seen;
    const range = { after, ...(this.#random.percent(40) && { limit: this.#random.below(20) }) };
    const events = await this.#patiently(() => this.#own.readAll(range));
    const last = events.at(-1)?.position;
    if (last !== undefined && last > this.#seen) this.#seen = last;
  }

  async #lookUp(): Promise<void> {
    if (this.#shared.sent.length === 0) return;
    const { id } = this.#random.pick(this.#random.pick(this.#shared.sent).events);
    await this.#patiently(() => this.#own.positionOf(id));
  }

  async #patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!this.options.patient || failedOutcome(error).kind !== 'unknown') throw error;
        await pause(PAUSE_MS);
      }
    }
  }
}
