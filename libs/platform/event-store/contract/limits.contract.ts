import { describe, expect } from '@jest/globals';
import { InvalidAppendError } from '../event-store.errors.js';
import { EVENT_STORE_LIMITS } from '../event-store.port.js';
import type { EventId, EventToAppend, ExpectedRevision, StreamName } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream, plain, revision } from './sample-events.js';

const { appendBytes, eventBytes, eventsPerAppend, eventTypeLength, streamNameLength } = EVENT_STORE_LIMITS;
const UUID = '0b6f2a3c-1d4e-4f5a-8b9c-0d1e2f3a4b5c';

const MALFORMED_STREAMS: Readonly<Record<string, string>> = {
  'no name': '',
  'no UUID': 'organisation',
  'no aggregate': UUID,
  'no aggregate before the dash': `-${UUID}`,
  'a UUID in upper case': `organisation-${UUID.toUpperCase()}`,
  'a cut UUID': `organisation-${UUID.slice(1)}`,
  'a system stream': `$organisation-${UUID}`,
  'a space': `organi sation-${UUID}`,
  'a control character': `organisation\u0000-${UUID}`,
  'a right-to-left override': `organisation\u202E-${UUID}`,
  'a line break at the end': `organisation-${UUID}\n`,
  'a name that is too long': `${'o'.repeat(streamNameLength - 36)}-${UUID}`,
};

const MALFORMED_IDS: Readonly<Record<string, string>> = {
  empty: '',
  'not a UUID': 'event-1',
  'in upper case': UUID.toUpperCase(),
  'in braces': `{${UUID}}`,
  'with a line break': `${UUID}\n`,
};

const MALFORMED_TYPES: Readonly<Record<string, string>> = {
  empty: '',
  'without a context': 'SiteAdded.v1',
  'without a version': 'organisations.SiteAdded',
  'with version 0': 'organisations.SiteAdded.v0',
  'with a lower-case event': 'organisations.siteAdded.v1',
  'with a space': 'organisations.Site Added.v1',
  'with a line break': 'organisations.SiteAdded.v1\n',
  'too long': `organisations.${'S'.repeat(eventTypeLength)}.v1`,
};

export function describeLimits(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);
  const refuses = (what: string, events: readonly EventToAppend[], stream = newStream(), expected = 'any'): void => {
    it(`refuses ${what}`, async ({ store }) => {
      const head = await store.head();
      const appended = store.append(stream, expected as ExpectedRevision, events);
      await expect(appended).rejects.toBeInstanceOf(InvalidAppendError);
      expect(await store.head()).toBe(head);
    });
  };

  describe('limits', () => {
    refuses('an append without events', []);
    refuses('too many events', newEvents(eventsPerAppend + 1));
    refuses('an event that is too large', [newEvent(), ofBytes(eventBytes + 1)]);
    refuses(
      'an append that is too large',
      [...Array(5).keys()].map(() => ofBytes(Math.ceil(appendBytes / 5) + 1)),
    );
    const twice = newEvent();
    refuses('the same id twice in one append', [twice, twice]);
    for (const [what, stream] of Object.entries(MALFORMED_STREAMS)) {
      refuses(`a stream name: ${what}`, [newEvent()], stream as StreamName);
    }
    for (const [what, id] of Object.entries(MALFORMED_IDS)) {
      refuses(`an event id: ${what}`, [newEvent({ id: id as EventId })]);
    }
    for (const [what, type] of Object.entries(MALFORMED_TYPES)) refuses(`an event type: ${what}`, [newEvent({ type })]);
    for (const expected of [-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1]) {
      it(`refuses the expected revision ${expected}`, async ({ store }) => {
        const appended = store.append(newStream(), revision(expected), [newEvent()]);
        await expect(appended).rejects.toBeInstanceOf(InvalidAppendError);
      });
    }

    it('takes as many and as large events as allowed', async ({ store }) => {
      const longest = `${'o'.repeat(streamNameLength - 37)}-${UUID}` as StreamName;
      const longestType = `organisations.${'S'.repeat(eventTypeLength - 17)}.v1`;
      for (const events of [
        newEvents(eventsPerAppend),
        [ofBytes(eventBytes)],
        [ofBytes(eventBytes), ofBytes(appendBytes - eventBytes)],
        [newEvent({ type: longestType })],
      ]) {
        await store.append(longest, 'any', events);
        const stored = await collect(store.readStream(longest, { direction: 'backwards', limit: events.length }));
        expect(stored.toReversed().map(plain)).toEqual(events.map(plain));
      }
    });

    it('takes compound aggregate names', async ({ store }) => {
      for (const aggregate of ['communications-plan', 'workRecord', 'grant2']) {
        await store.append(`${aggregate}-${UUID}` as StreamName, 'none', [newEvent()]);
      }
    });
  });
}

/** Half of the bytes in the data, half in the metadata. */
function ofBytes(bytes: number): EventToAppend {
  const data = new Uint8Array(Math.floor(bytes / 2)).fill(0x61);
  return newEvent({ data, metadata: new Uint8Array(bytes - data.byteLength).fill(0x62) });
}
