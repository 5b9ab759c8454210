import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { partnershipOfEvent } from './partnership-of-event.js';

const ID = deriveId('partnership', 'spec');
const OTHER = deriveId('partnership', 'other');
const isId = (value: unknown) => value === ID || value === OTHER;
const of = (text: string) => partnershipOfEvent({ metadata: Buffer.from(text) });

describe('To which partnership an event belongs', () => {
  it('is what its metadata says at the top, wherever it stands there', () => {
    const key = fc.oneof(fc.constant('partnershipId'), fc.string({ maxLength: 3 }));
    const value = fc.oneof(fc.constantFrom(ID, OTHER, 'é', 'a"}', '', `{"partnershipId":"${ID}"}`), fc.jsonValue());
    const nested = fc.oneof(value, fc.dictionary(key, value, { maxKeys: 3 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, nested), { maxLength: 5 }), (entries) => {
        const metadata: Record<string, unknown> = Object.fromEntries(entries);
        const expected = Object.hasOwn(metadata, 'partnershipId') ? metadata['partnershipId'] : undefined;
        expect(of(JSON.stringify(metadata))).toBe(isId(expected) ? expected : undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [`{"a":{"partnershipId":"${ID}"}}`, undefined],
    [`{"a":"\\",\\"partnershipId\\":\\"${ID}\\"}`, undefined],
    [`[{"partnershipId":"${ID}"}]`, undefined],
    [`{"partnershipId":"${ID}","partnershipId":"${OTHER}"}`, OTHER],
    [`{"partnershipId":"${ID}","other":1}`, ID],
    ['{"partnershipId":"log"}', undefined],
    ['{"partnershipId":"partnership-1","other":1}', undefined],
    [`{"partnershipId":"${ID}x"}`, undefined],
    ['{"partnershipId":7}', undefined],
    ['', undefined],
    ['not JSON "partnershipId"', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(of(text)).toBe(expected);
  });
});
