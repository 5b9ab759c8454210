import { describe, expect } from '@jest/globals';
import { EventIdConflictError, WrongExpectedRevisionError } from '../event-store.errors.js';
import type { EventStore, EventToAppend, StreamName } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { bytesOf, collect, newEvent, newEventId, newEvents, newStream, revision } from './sample-events.js';

export function describeRepeating(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('repeating an append', () => {
    it('gives the first answer again and writes nothing, also after further appends', async ({ store }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(2));
      const events = newEvents(3);
      const first = await store.append(stream, revision(1), events);
      await store.append(stream, 'any', newEvents(2));
      const head = await store.head();
      expect(await store.append(stream, revision(1), events)).toEqual({ ...first, repeated: true });
      expect(await store.head()).toBe(head);
      expect(await collect(store.readStream(stream))).toHaveLength(7);
    });

    it('succeeds whatever revision is expected', async ({ store }) => {
      const stream = newStream();
      const events = newEvents(2);
      const first = await store.append(stream, 'none', events);
      for (const expected of ['any', 'none', 'exists', revision(0), revision(99)] as const) {
        expect(await store.append(stream, expected, events)).toEqual({ ...first, repeated: true });
      }
    });

    it('has one effect and one answer when the same append is sent several times at once', async ({ store }) => {
      const stream = newStream();
      const events = newEvents(3);
      const answers = await Promise.all(Array.from({ length: 10 }, () => store.append(stream, 'none', events)));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: true }))).size).toBe(1);
      expect(await collect(store.readStream(stream))).toHaveLength(3);
    });

    it('takes a part of an earlier append, in its order, as repeated', async ({ store }) => {
      const stream = newStream();
      const events = newEvents(4);
      await store.append(stream, 'none', events);
      const part = await store.append(stream, 'any', events.slice(1, 3));
      expect(part).toMatchObject({ firstRevision: 1, lastRevision: 2, repeated: true });
    });

    it('takes an append again that was refused for its revision', async ({ store }) => {
      const stream = newStream();
      const events = [newEvent()];
      const refused = store.append(stream, 'exists', events);
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      expect(await store.append(stream, 'none', events)).toMatchObject({ firstRevision: 0, repeated: false });
    });

    describeConflicts(underTest);

    if (underTest.capabilities.durable) {
      it('is noticed after the store was opened again', async (opened) => {
        const { stream, events } = { stream: newStream(), events: newEvents(2) };
        const first = await opened.store.append(stream, 'none', events);
        await opened.store.append(stream, 'any', newEvents(1));
        const store = await reopened(opened.reopen?.());
        expect(await store.append(stream, 'none', events)).toEqual({ ...first, repeated: true });
        await expectConflict(store, stream, [{ ...newEvent(), id: events[0]?.id ?? newEventId() }]);
      });
    }
  });
}

function describeConflicts(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);
  const changes: Readonly<Record<string, (event: EventToAppend) => EventToAppend>> = {
    data: (event) => ({ ...event, data: bytesOf({ changed: true }) }),
    metadata: (event) => ({ ...event, metadata: bytesOf({ changed: true }) }),
    type: (event) => ({ ...event, type: 'organisations.SiteAdded.v2' }),
  };

  for (const [field, change] of Object.entries(changes)) {
    it(`is refused when the ${field} of an event differs`, async ({ store }) => {
      const stream = newStream();
      const events = newEvents(2);
      await store.append(stream, 'none', events);
      await expectConflict(
        store,
        stream,
        events.map((event, index) => (index === 1 ? change(event) : event)),
      );
    });
  }

  it('is refused when only some of the events are in the log, and writes none of them', async ({ store }) => {
    const stream = newStream();
    const events = newEvents(3);
    await store.append(stream, 'none', events.slice(0, 1));
    await expectConflict(store, stream, events);
    await expectConflict(store, stream, events.toReversed());
  });

  it('is refused when the events are in another order, or not next to each other', async ({ store }) => {
    const stream = newStream();
    const events = newEvents(3);
    await store.append(stream, 'none', events);
    await expectConflict(store, stream, events.toReversed());
    await expectConflict(
      store,
      stream,
      events.filter((_, index) => index !== 1),
    );
  });

  if (underTest.capabilities.eventIdsUniqueAcrossStreams) {
    it('is refused in another stream', async ({ store }) => {
      const events = newEvents(2);
      await store.append(newStream(), 'none', events);
      await expectConflict(store, newStream(), events);
    });

    it('is refused in another stream also when both are sent at once', async ({ store }) => {
      const events = newEvents(1);
      const settled = await Promise.allSettled(
        Array.from({ length: 4 }, () => store.append(newStream(), 'none', events)),
      );
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  } else {
    it('takes the same ids in another stream, as the engine declares', async ({ store }) => {
      const events = newEvents(2);
      await store.append(newStream(), 'none', events);
      expect(await store.append(newStream(), 'none', events)).toMatchObject({ repeated: false });
    });
  }
}

async function expectConflict(store: EventStore, stream: StreamName, events: readonly EventToAppend[]): Promise<void> {
  const before = await collect(store.readStream(stream));
  const head = await store.head();
  const appended = store.append(stream, 'any', events);
  await expect(appended).rejects.toBeInstanceOf(EventIdConflictError);
  await expect(appended).rejects.toMatchObject({ stream });
  expect(await collect(store.readStream(stream))).toEqual(before);
  expect(await store.head()).toBe(head);
}

async function reopened(reopening: Promise<EventStore> | undefined): Promise<EventStore> {
  if (reopening === undefined) throw new Error('An engine that declares itself durable must offer `reopen`.');
  return reopening;
}
