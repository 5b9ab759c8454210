import { beforeEach, describe, expect, it } from '@jest/globals';
import { OutageLog } from './outage-log.js';

const SECOND_MS = 1_000;

describe('What is said of an outage', () => {
  let now: number;
  let told: string[];
  let outage: OutageLog;
  beforeEach(() => {
    now = 5 * SECOND_MS;
    told = [];
    const tell = (kind: string) => (facts: object, message: string) =>
      void told.push(`${kind} ${message} ${JSON.stringify(facts)}`);
    outage = new OutageLog(
      { error: tell('error'), info: tell('info') },
      { began: 'It is away', over: 'It is back' },
      { now: () => now },
    );
  });

  /** Attempts, so many seconds apart, for so long. */
  function failing(seconds: number, apart = 2): void {
    for (const end = now + seconds * SECOND_MS; now < end; now += apart * SECOND_MS)
      outage.failed({ why: 'no answer' });
  }

  it('is its beginning, then once a minute for how long it has lasted, and its end', () => {
    failing(130);
    outage.over();
    expect(told).toEqual([
      'error It is away {"why":"no answer"}',
      'error It is away, still {"why":"no answer","forSeconds":60,"attempts":31}',
      'error It is away, still {"why":"no answer","forSeconds":120,"attempts":61}',
      'info It is back {"forSeconds":130,"attempts":65}',
    ]);
  });

  it('is nothing where there was none', () => {
    outage.over();
    failing(2);
    outage.over();
    outage.over();
    expect(told).toHaveLength(2);
  });

  it('is said once a minute of one that comes and goes, and of another one later', () => {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      failing(1, 1);
      outage.over();
    }
    failing(1, 1);
    expect(told.map((each) => each.split(' {')[0])).toEqual([
      'error It is away',
      'info It is back',
      'error It is away',
    ]);
  });

  it('needs no more than a log of errors', () => {
    const errors: string[] = [];
    const short = new OutageLog(
      { error: (_facts, message) => void errors.push(message) },
      { began: 'away', over: 'back' },
    );
    short.failed({});
    short.over();
    expect(errors).toEqual(['away']);
  });
});
