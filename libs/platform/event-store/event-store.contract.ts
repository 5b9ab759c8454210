import { describe, expect } from '@jest/globals';
import { describeAppending } from './contract/appending.contract.js';
import { describeClosing } from './contract/closing.contract.js';
import { describeEventTypes } from './contract/event-types.contract.js';
import type { EventStoreUnderTest } from './contract/event-store-under-test.js';
import { fromFreshStore } from './contract/event-store-under-test.js';
import { describeLimits } from './contract/limits.contract.js';
import { describeModel } from './contract/model.contract.js';
import { describeReading } from './contract/reading.contract.js';
import { describeRecording } from './contract/recording.contract.js';
import { describeRepeating } from './contract/repeating.contract.js';
import { describeSubscribing } from './contract/subscribing.contract.js';

export type { EventStoreUnderTest, OpenedEventStore } from './contract/event-store-under-test.js';

/**
 * What every engine promises. An engine that passes can stand behind the service; what it declares that it cannot do
 * is checked too, so that a declaration cannot be wrong in either direction where a test can tell.
 */
export function describeEventStore(name: string, underTest: EventStoreUnderTest): void {
  describe(`event store: ${name}`, () => {
    fromFreshStore(underTest)('declares the capabilities it is tested for', ({ store }) => {
      expect(store.capabilities).toEqual(underTest.capabilities);
    });
    describeAppending(underTest);
    describeRepeating(underTest);
    describeLimits(underTest);
    describeRecording(underTest);
    describeReading(underTest);
    describeSubscribing(underTest);
    describeEventTypes(underTest);
    describeClosing(underTest);
    describeModel(underTest);
  });
}
