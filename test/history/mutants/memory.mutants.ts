import type { Mutant } from './mutant.js';

const DECISION = 'append.decision.js';
const MEMORY = 'memory/memory-event-store.js';
const SUBSCRIPTION = 'log-subscription.js';

/** Faults of what all engines share, and of the engine in memory. */
export const MEMORY_MUTANTS: readonly Mutant[] = [
  {
    name: 'takes any revision for the expected one',
    edits: [{ file: DECISION, find: 'return last === expected;', replace: 'return true;' }],
    breaks: ['one-winner'],
    alone: true,
  },
  {
    name: 'takes a stream that is there for a new one',
    edits: [{ file: DECISION, find: 'return last === undefined;', replace: 'return true;' }],
    breaks: ['one-winner'],
  },
  {
    name: 'does not know what it has recorded before, and records it again',
    edits: [{ file: DECISION, find: 'known.some((event) => event !== undefined)', replace: 'false' }],
    breaks: ['no-duplicates'],
  },
  {
    name: 'answers a repetition as if it had been written now',
    edits: [{ file: DECISION, find: 'repeated: true,', replace: 'repeated: false,' }],
    breaks: ['repeating-is-safe'],
  },
  {
    name: 'answers a repetition with the place of its first event',
    edits: [{ file: DECISION, find: 'position: previous.position,', replace: 'position: first.position,' }],
    breaks: ['repeating-is-safe'],
    alone: true,
  },
  {
    name: 'acknowledges other content under an id that it knows',
    edits: [{ file: DECISION, find: 'Buffer.compare(recorded.data, event.data) === 0', replace: 'true' }],
    breaks: ['acknowledged-is-kept'],
  },
  {
    name: 'refuses as if there were no such stream',
    edits: [
      {
        file: DECISION,
        find: "{ kind: 'wrong-expected-revision', actual: last }",
        replace: "{ kind: 'wrong-expected-revision', actual: undefined }",
      },
    ],
    breaks: ['refused-with-reason'],
    alone: true,
  },
  {
    name: 'writes what it refuses',
    edits: [
      {
        file: MEMORY,
        find: 'throw errorOf(request, decision);',
        replace: 'this.#write(stream, 0, events); throw errorOf(request, decision);',
      },
    ],
    breaks: ['refused-leaves-nothing'],
  },
  {
    name: 'writes the events of an append one by one, so that others come between',
    edits: [
      {
        file: MEMORY,
        find: '#write(stream, firstRevision, events) {',
        replace: 'async #write(stream, firstRevision, events) {',
      },
      {
        file: MEMORY,
        find: 'for (const { id, type, data, metadata } of events) {',
        replace: 'for (const { id, type, data, metadata } of events) { await new Promise(setImmediate);',
      },
    ],
    breaks: ['all-or-none'],
  },
  {
    name: 'parses content and writes it anew',
    edits: [
      {
        file: MEMORY,
        find: 'data: new Uint8Array(data),',
        replace: 'data: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(data)))),',
      },
    ],
    breaks: ['nothing-invented'],
  },
  {
    name: 'records the time of a clock that was set back',
    edits: [{ file: 'recording-clock.js', find: 'now > this.#last', replace: "now !== ''" }],
    breaks: ['times-never-decrease'],
    alone: true,
  },
  {
    name: 'records now and then what nobody sent',
    edits: [
      {
        file: MEMORY,
        find: 'const recordedAt = this.#recording.record(this.#clock().toISOString());',
        replace: `if (this.#log.length % 9 === 4 && !stream.startsWith('invented')) {
            const id = globalThis.crypto.randomUUID();
            this.#write('invented-' + id, 0, [{ ...events[0], id }]);
        }
        const recordedAt = this.#recording.record(this.#clock().toISOString());`,
      },
    ],
    breaks: ['nothing-invented'],
    alone: true,
  },
  {
    name: 'names a type of events twice',
    edits: [
      {
        file: MEMORY,
        find: 'return [...this.#types];',
        replace: 'return [...this.#types, ...[...this.#types].slice(0, 1)];',
      },
    ],
    breaks: ['exact-reads'],
    alone: true,
  },
  {
    name: 'passes over an event when a batch is full',
    edits: [
      {
        file: SUBSCRIPTION,
        find: 'after = last.position;',
        replace: 'after = batch.length === batchSize ? last.position + 1 : last.position;',
      },
    ],
    breaks: ['subscription-order'],
    alone: true,
  },
  {
    name: 'delivers the end of a batch again',
    edits: [
      {
        file: SUBSCRIPTION,
        find: 'after = last.position;',
        replace: 'after = batch.length > 1 ? last.position - 1 : last.position;',
      },
    ],
    breaks: ['subscription-order'],
  },
  {
    name: 'wakes all who wait for events but one',
    edits: [{ file: 'arrivals.js', find: 'of this.#waiting)', replace: 'of [...this.#waiting].slice(1))' }],
    breaks: ['subscription-arrives'],
    alone: true,
  },
];
