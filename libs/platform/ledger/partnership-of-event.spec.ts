import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partnershipOfEvent } from './partnership-of-event.js';

const of = (text: string) => partnershipOfEvent({ metadata: Buffer.from(text) });

describe('To which partnership an event belongs', () => {
  it('is what its metadata says at the top, wherever it stands there', () => {
    const key = fc.oneof(fc.constant('partnershipId'), fc.string({ maxLength: 3 }));
    const value = fc.oneof(fc.constantFrom('partnership-1', 'é', 'a"}', '', '{"partnershipId":"x"}'), fc.jsonValue());
    const nested = fc.oneof(value, fc.dictionary(key, value, { maxKeys: 3 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, nested), { maxLength: 5 }), (entries) => {
        const metadata: Record<string, unknown> = Object.fromEntries(entries);
        const expected = Object.hasOwn(metadata, 'partnershipId') ? metadata['partnershipId'] : undefined;
        expect(of(JSON.stringify(metadata))).toBe(typeof expected === 'string' ? expected : undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":{"partnershipId":"partnership-1"}}', undefined],
    ['{"a":"\\",\\"partnershipId\\":\\"x\\"}', undefined],
    ['[{"partnershipId":"partnership-1"}]', undefined],
    ['{"partnershipId":"one","partnershipId":"two"}', 'two'],
    ['{"partnershipId":7}', undefined],
    ['', undefined],
    ['not JSON "partnershipId"', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(of(text)).toBe(expected);
  });
});
