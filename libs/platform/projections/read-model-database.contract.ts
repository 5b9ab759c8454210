import { describe } from '@jest/globals';
import { describeDeadLetters } from './contract/dead-letters.contract.js';
import { describeGenerations } from './contract/generations.contract.js';
import type { ReadModelsUnderTest } from './contract/read-models-under-test.js';
import { describeScrubbing } from './contract/scrubbing.contract.js';
import { describeSnapshots } from './contract/snapshots.contract.js';
import { describeWriting } from './contract/writing.contract.js';

export type { ReadModelStorage, ReadModelsUnderTest } from './contract/read-models-under-test.js';

/** What every place for read models promises. One that passes can stand behind the projections. */
export function describeReadModelDatabase(name: string, underTest: ReadModelsUnderTest): void {
  describe(`read models: ${name}`, () => {
    describeWriting(underTest);
    describeSnapshots(underTest);
    describeGenerations(underTest);
    describeDeadLetters(underTest);
    describeScrubbing(underTest);
  });
}
