import { describe, expect, it } from '@jest/globals';
import { reportOfFailure } from './smtp-outcome.js';

describe('A failure of SMTP', () => {
  it.each([true, false])('is told in 500 characters at most, whatever the server said (all sent: %s)', (complete) => {
    const { answer } = reportOfFailure(new Error('x'.repeat(2_000)), complete);
    expect(answer).toHaveLength(500);
  });
});
