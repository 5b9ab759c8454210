import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { line } from '#platform/values';
import { answerExcerpt } from './answer-excerpt.js';

describe('What is kept of a foreign answer', () => {
  it('is one line that can be stored, whatever was said', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', '\u0344', '\u202e', '\r\n', 'e\u0301'),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 800, size: 'max' }), (parts) => {
        const kept = answerExcerpt(parts.join(''));
        expect(line(500).safeParse(kept)).toEqual({ success: true, data: kept });
      }),
    );
  });

  it('is the answer where that is short', () => {
    expect(answerExcerpt('550 5.1.1 No such user\r\n')).toBe('550 5.1.1 No such user');
    expect(answerExcerpt('\r\n')).toBe('No answer.');
  });
});
