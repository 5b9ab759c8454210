import { describe, expect, it } from '@jest/globals';
import { legalEntity, REGISTRIES } from './registry-number.js';

const entity = (registry: string, number: string) => legalEntity.safeParse({ name: 'Name', registry, number });

describe('The number of a legal entity', () => {
  it.each([
    ['COMPANIES_HOUSE', '00445790'],
    ['COMPANIES_HOUSE', 'SC123456'],
    ['COMPANIES_HOUSE', 'NI123456'],
    ['COMPANIES_HOUSE', 'OC301540'],
    ['COMPANIES_HOUSE', 'R0000001'],
    ['COMPANIES_HOUSE', 'IP00525R'],
    ['COMPANIES_HOUSE', ' 00445790 '],
    ['CHARITY_COMMISSION', '202918'],
    ['CHARITY_COMMISSION', '1034542'],
    ['CHARITY_COMMISSION', '1034542-12'],
    ['CHARITY_COMMISSION', 'SC012345'],
    ['CHARITY_COMMISSION', 'NIC100012'],
    ['INTERNAL', 'a'],
    ['INTERNAL', 'HSE/2006/0012-a.b'],
    ['INTERNAL', 'x'.repeat(40)],
  ])('may be of %s: %s', (registry, number) => {
    const parsed = entity(registry, number);
    expect(parsed.data?.number).toBe(number.trim());
  });

  it.each([
    ['COMPANIES_HOUSE', '445790'],
    ['COMPANIES_HOUSE', '004457901'],
    ['COMPANIES_HOUSE', 'sc123456'],
    ['COMPANIES_HOUSE', 'SC12345'],
    ['COMPANIES_HOUSE', 'IP00525X'],
    ['COMPANIES_HOUSE', '0044 5790'],
    ['COMPANIES_HOUSE', '٠٠٤٤٥٧٩٠'],
    ['CHARITY_COMMISSION', '12345'],
    ['CHARITY_COMMISSION', '12345678'],
    ['CHARITY_COMMISSION', '1034542-'],
    ['CHARITY_COMMISSION', 'NI100012'],
    ['INTERNAL', '-a'],
    ['INTERNAL', 'a b'],
    ['INTERNAL', "a';--"],
  ])('is refused for %s: %s', (registry, number) => {
    const issues = entity(registry, number).error?.issues ?? [];
    expect(issues).toMatchObject([
      { path: ['number'], message: expect.stringMatching(/^is not a number of this registry: /) },
    ]);
  });

  it('is of a registry that is known', () => {
    expect(REGISTRIES).toEqual(['COMPANIES_HOUSE', 'CHARITY_COMMISSION', 'INTERNAL']);
    expect(entity('ELSEWHERE', '1').error?.issues[0]?.path).toEqual(['registry']);
  });
});
