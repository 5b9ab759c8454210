import { describe, expect } from '@jest/globals';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { newEvent, newStream } from './sample-events.js';

/** The log need not be empty: other types may be there. */
export function describeEventTypes(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);
  const event = (name: string) => newEvent({ type: `contract.${name}.v1` });

  describe('the types of its events', () => {
    it('are those of all events appended, each once', async ({ store }) => {
      await store.append(newStream(), 'none', [event('One'), event('Two'), event('One')]);
      await Promise.all(['Two', 'Three'].map((name) => store.append(newStream(), 'none', [event(name)])));
      const types = (await store.eventTypes()).filter((type) => type.startsWith('contract.'));
      expect(types.toSorted()).toEqual(['contract.One.v1', 'contract.Three.v1', 'contract.Two.v1']);
    });

    it('are not those of an append that was refused', async ({ store }) => {
      const refused = store.append(newStream(), 'exists', [event('Refused')]);
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      expect(await store.eventTypes()).not.toContain('contract.Refused.v1');
    });

    if (!underTest.capabilities.durable) return;

    it('are the same when the store is opened again', async (opened) => {
      await opened.store.append(newStream(), 'none', [event('Kept')]);
      const before = await opened.store.eventTypes();
      const again = await opened.reopen?.();
      await again?.append(newStream(), 'none', [event('Kept')]);
      expect(await again?.eventTypes()).toEqual(before);
    });
  });
}
