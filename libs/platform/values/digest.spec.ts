import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from './canonical.js';
import { digestOf, digestSchema } from './digest.js';

describe('the digest of content', () => {
  it('is the SHA-256 of its canonical form', () => {
    const canonical = '{"a":[1,"é"],"b":null}';
    const expected = `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
    expect(digestOf({ b: null, a: [1, 'é'] })).toBe(expected);
  });

  it('does not depend on the order of keys, and leaves out what is undefined', () => {
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1, c: undefined }));
  });

  it('differs for other content', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        fc.pre(canonicalText(one) !== canonicalText(other));
        expect(digestOf(one)).not.toBe(digestOf(other));
      }),
    );
  });

  it('has one form', () => {
    expect(digestSchema.safeParse(digestOf({})).success).toBe(true);
    for (const wrong of ['sha256:abc', digestOf({}).toUpperCase(), digestOf({}).slice(7), `${digestOf({})} `]) {
      expect(digestSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
