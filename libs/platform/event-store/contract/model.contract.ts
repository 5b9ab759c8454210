import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EventIdConflictError, WrongExpectedRevisionError } from '../event-store.errors.js';
import type { EventStore, EventToAppend, ExpectedRevision, StreamName } from '../event-store.port.js';
import { withStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { bytesOf, collect, newEventId, newStream, plain, revision } from './sample-events.js';

const SEQUENCES = 100;
const STREAMS = 3;
/** Few, so that repetitions and conflicts are common. */
const EVENT_IDS = 12;

/** An append in terms of a few streams and ids, which each run fills with fresh ones. */
interface Attempt {
  readonly stream: number;
  readonly expected: ExpectedRevision;
  readonly events: readonly { readonly id: number; readonly variant: number }[];
}

type Outcome = 'written' | 'repeated' | 'wrong revision' | 'id conflict';

const attempts = fc.record<Attempt>({
  stream: fc.nat(STREAMS - 1),
  expected: fc.oneof(
    { weight: 3, arbitrary: fc.constant<ExpectedRevision>('any') },
    fc.constantFrom<ExpectedRevision>('none', 'exists'),
    fc.nat(6).map(revision),
  ),
  events: fc.uniqueArray(
    fc.record({ id: fc.nat(EVENT_IDS - 1), variant: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.nat(1)) }),
    { minLength: 1, maxLength: 4, selector: (event) => event.id },
  ),
});

export function describeModel(underTest: EventStoreUnderTest): void {
  describe('any sequence of appends', () => {
    it('has the outcomes and the log that a list of events would have', async () => {
      await withStore(underTest, {}, async ({ store }) => {
        const property = fc.asyncProperty(fc.array(attempts, { maxLength: 25 }), async (sequence) => {
          const model = new Model(underTest.capabilities.eventIdsUniqueAcrossStreams);
          const before = await store.head();
          for (const attempt of sequence) {
            expect(await outcomeOf(store, model, attempt)).toBe(model.apply(attempt));
          }
          await expectSameLog(store, model, before);
        });
        await fc.assert(property, { numRuns: underTest.sequences ?? SEQUENCES });
      });
    });
  });
}

/** As simple as it can be: a list of events, searched from the start each time. */
class Model {
  readonly streams = Array.from({ length: STREAMS }, newStream);
  readonly log: { readonly stream: number; readonly event: EventToAppend }[] = [];
  readonly #ids = Array.from({ length: EVENT_IDS }, newEventId);

  constructor(private readonly idsUniqueAcrossStreams: boolean) {}

  streamName(stream: number): StreamName {
    return this.streams[stream] ?? newStream();
  }

  eventsOf({ events }: Attempt): EventToAppend[] {
    return events.map(({ id, variant }) => ({
      id: this.#ids[id] ?? newEventId(),
      type: 'organisations.SiteAdded.v1',
      data: bytesOf({ variant }),
      metadata: bytesOf({ id }),
    }));
  }

  inStream(stream: number): EventToAppend[] {
    return this.log.filter((entry) => entry.stream === stream).map((entry) => entry.event);
  }

  apply(attempt: Attempt): Outcome {
    const events = this.eventsOf(attempt);
    const inStream = this.inStream(attempt.stream);
    const searched = this.idsUniqueAcrossStreams ? this.log.map((entry) => entry.event) : inStream;
    if (events.some((event) => searched.some((known) => known.id === event.id))) {
      const stored = inStream.map((event) => JSON.stringify(plain(event))).join();
      return stored.includes(events.map((event) => JSON.stringify(plain(event))).join()) ? 'repeated' : 'id conflict';
    }
    if (!this.#meets(attempt.expected, inStream.length)) return 'wrong revision';
    for (const event of events) this.log.push({ stream: attempt.stream, event });
    return 'written';
  }

  #meets(expected: ExpectedRevision, length: number): boolean {
    if (expected === 'any') return true;
    if (expected === 'none') return length === 0;
    if (expected === 'exists') return length > 0;
    return expected === length - 1;
  }
}

async function outcomeOf(store: EventStore, model: Model, attempt: Attempt): Promise<Outcome> {
  try {
    const stream = model.streamName(attempt.stream);
    const { repeated } = await store.append(stream, attempt.expected, model.eventsOf(attempt));
    return repeated ? 'repeated' : 'written';
  } catch (error) {
    if (error instanceof WrongExpectedRevisionError) return 'wrong revision';
    if (error instanceof EventIdConflictError) return 'id conflict';
    throw error;
  }
}

async function expectSameLog(store: EventStore, model: Model, before: Awaited<ReturnType<EventStore['head']>>) {
  const log = await collect(store.readAll({ after: before }));
  expect(log.map(plain)).toEqual(model.log.map(({ event }) => plain(event)));
  for (const [index, name] of model.streams.entries()) {
    const events = await collect(store.readStream(name));
    expect(events.map(plain)).toEqual(model.inStream(index).map(plain));
    expect(events.map((event) => event.revision)).toEqual([...events.keys()]);
  }
}
