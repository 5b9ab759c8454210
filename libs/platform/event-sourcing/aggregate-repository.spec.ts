import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#platform/event-store';
import { storeLike } from './store-double.fixture.js';
import { count, commandId, open, TALLY, tallyAggregate, tallyBench } from './tally.fixture.js';

describe('The memory of aggregates', () => {
  it('keeps nothing of a stream that was being read while everything was forgotten', async () => {
    const log = new MemoryEventStore();
    let reads = 0;
    let meanwhile: () => void = () => undefined;
    const store = storeLike(log, {
      readStream: async function* (...args) {
        reads += 1;
        yield* log.readStream(...args);
        meanwhile();
      },
    });
    const { repository, run } = tallyBench(store);
    await run(open());
    await run(count(commandId(1)));
    repository.forgetAll();
    meanwhile = () => repository.forgetAll();
    expect((await repository.load(tallyAggregate, TALLY)).revision).toBe(1);
    meanwhile = () => undefined;
    const before = reads;
    await repository.load(tallyAggregate, TALLY);
    expect(reads).toBe(before + 1);
    await repository.load(tallyAggregate, TALLY);
    expect(reads).toBe(before + 1);
  });
});
