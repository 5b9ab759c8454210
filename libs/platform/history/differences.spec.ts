import { describe, expect, it } from '@jest/globals';
import { differencesOf, labelOf, titleOf, type Compared } from './differences.js';

const nothing = () => false;
const told = (compared: Compared, isWithheld: (value: string) => boolean = nothing) =>
  differencesOf(compared, isWithheld).map(({ label, before, after }) => `${label}: ${before} → ${after}`);

describe('Differences', () => {
  it('tell what was there, what is there, and what is gone', () => {
    const before = { kind: 'known', name: 'A', tags: ['x', 'y'], gone: 1 };
    const after = { kind: 'known', name: 'B', tags: ['y', 'z'] };
    expect(told({ before, after, data: {} })).toEqual([
      'Name: A → B',
      'Tags, z: null → z',
      'Tags, x: x → null',
      'Gone: 1 → null',
    ]);
  });

  it('tell the beginning of an object without saying that it is known now', () => {
    const after = { kind: 'known', name: 'A' };
    expect(told({ before: { kind: 'unknown' }, after, data: { name: 'A' } })).toEqual(['Name: null → A']);
  });

  it('tell what the event says and the state does not keep', () => {
    const state = { kind: 'known', on: true };
    expect(told({ before: state, after: state, data: { reason: 'Because', on: true } })).toEqual([
      'Reason: null → Because',
    ]);
  });

  it('find elements by what names them, whatever their order, and look into maps and sets', () => {
    const before = { parts: new Map([[1, { id: 'a', text: 'old' }]]), on: new Set(['x']), list: [{ id: 'b', n: 1 }] };
    const after = {
      parts: new Map([[1, { id: 'a', text: 'new' }]]),
      on: new Set(['x']),
      list: [
        { id: 'a', n: 2 },
        { id: 'b', n: 1 },
      ],
    };
    expect(told({ before, after, data: null })).toEqual([
      'Parts, 1, text: old → new',
      'List, a, id: null → a',
      'List, a, n: null → 2',
    ]);
  });

  it('leave out what is withheld, on both sides, and say so', () => {
    const compared = { before: { phone: '1' }, after: { phone: '2' }, data: {} };
    expect(differencesOf(compared, (value) => value === '1')).toEqual([
      { path: ['phone'], label: 'Phone', before: null, after: null, withheld: true },
    ]);
  });

  it('are bounded in number and length', () => {
    const after = { long: 'x'.repeat(5_000), many: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [n, n])) };
    const found = differencesOf({ before: null, after, data: null }, nothing);
    expect(found).toHaveLength(200);
    expect(found[0]?.after).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('name things in words', () => {
    expect(labelOf(['contactPoint', 'phoneNumber'])).toBe('Contact point, phone number');
    expect(titleOf('ContactRecorded')).toBe('Contact recorded');
  });
});
