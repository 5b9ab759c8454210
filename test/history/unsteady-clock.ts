import { Random } from '../support/random-calls/random.js';

/** A clock that goes forward, but for now and then, when somebody sets it back. */
export function unsteadyClock(seed: number): () => Date {
  const random = new Random(seed);
  let time = Date.parse('2003-07-01T12:00:00.000Z');
  return () => {
    time += random.percent(15) ? -random.below(500) : random.below(100);
    return new Date(time);
  };
}
