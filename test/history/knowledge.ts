import type { Position } from '../../libs/platform/event-store/index.js';
import { lowerBound, type CheckedLog } from './checked-log.js';
import type { Operation } from './history.js';
import type { Rule } from './violation.js';

interface Learned {
  readonly at: number;
  readonly session: string;
  readonly position: Position;
  readonly byAppending: boolean;
}

/** How far the log was known to be before a moment, and whom an operation that knows less would let down. */
export interface Floor {
  readonly rule: Extract<Rule, 'read-your-writes' | 'monotonic-reads' | 'real-time-order'>;
  readonly position: Position;
}

/** What the clients had been told of the log, moment by moment. */
export class Knowledge {
  readonly #everybody: Timeline;
  readonly #appended: ReadonlyMap<string, Timeline>;
  readonly #own: ReadonlyMap<string, Timeline>;

  constructor(log: CheckedLog, operations: readonly Operation[]) {
    const learned = operations.flatMap((operation) => learnedFrom(log, operation)).sort((a, b) => a.at - b.at);
    this.#everybody = new Timeline(learned);
    this.#own = timelines(learned);
    this.#appended = timelines(learned.filter(({ byAppending }) => byAppending));
  }

  /** From the promise that is closest to the client to the widest. */
  before({ session, invokedAt }: Operation): readonly Floor[] {
    return [
      { rule: 'read-your-writes', position: this.#appended.get(session)?.before(invokedAt) ?? NOTHING },
      { rule: 'monotonic-reads', position: this.#own.get(session)?.before(invokedAt) ?? NOTHING },
      { rule: 'real-time-order', position: this.#everybody.before(invokedAt) },
    ];
  }
}

const NOTHING = 0 as Position;

class Timeline {
  readonly #points: { readonly at: number; readonly position: Position }[] = [];

  constructor(learned: readonly Learned[]) {
    let highest = NOTHING;
    for (const { at, position } of learned) {
      if (position <= highest) continue;
      highest = position;
      this.#points.push({ at, position });
    }
  }

  before(moment: number): Position {
    return this.#points[lowerBound(this.#points, ({ at }) => at >= moment) - 1]?.position ?? NOTHING;
  }
}

function timelines(learned: readonly Learned[]): ReadonlyMap<string, Timeline> {
  const bySession = Map.groupBy(learned, ({ session }) => session);
  return new Map([...bySession].map(([session, own]) => [session, new Timeline(own)]));
}

function learnedFrom(log: CheckedLog, operation: Operation): readonly Learned[] {
  const { session } = operation;
  const learn = (at: number, position: Position | undefined, byAppending = false): readonly Learned[] =>
    position === undefined ? [] : [{ at, session, position, byAppending }];
  switch (operation.kind) {
    case 'append': {
      const { outcome, answeredAt, stream } = operation;
      if (outcome.kind === 'done') return learn(answeredAt, outcome.result.position, true);
      if (outcome.kind !== 'wrong-revision' || outcome.actual === undefined) return [];
      return learn(answeredAt, log.at(stream, outcome.actual)?.position);
    }
    case 'read-stream':
    case 'read-all': {
      const positions = operation.events.map(({ position }) => position);
      return learn(operation.answeredAt, positions[0] === undefined ? undefined : highest(positions));
    }
    case 'head':
      return learn(operation.answeredAt, operation.head);
    case 'position-of':
      return learn(operation.answeredAt, operation.position);
    case 'event-types':
      return [];
    case 'subscribe':
      return operation.batches.flatMap(({ at, events }) => learn(at, events.at(-1)?.position));
  }
}

function highest(positions: readonly Position[]): Position {
  return positions.reduce((most, position) => (position > most ? position : most));
}
