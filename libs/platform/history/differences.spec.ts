import { describe, expect, it } from '@jest/globals';
import { differencesOf, type Compared, type Words } from './differences.js';

const plain: Words = { isWithheld: () => false, isEnumerated: () => false, fields: new Set() };
const told = (compared: Compared, words: Partial<Words> = {}) =>
  differencesOf(compared, { ...plain, ...words }).map(({ label, before, after }) => `${label}: ${before} → ${after}`);

describe('Differences', () => {
  it("tell in the event's words what it says, and what was there before", () => {
    const before = { kind: 'known', contact: { name: 'A' } };
    const after = { kind: 'known', contact: { name: 'B' } };
    expect(told({ before, after, data: { name: 'B', reason: 'Married' } })).toEqual([
      'Name: A → B',
      'Reason: null → Married',
    ]);
  });

  it('tell the beginning of an object without saying that it is known now', () => {
    const after = { kind: 'known', name: 'A' };
    expect(told({ before: { kind: 'unknown' }, after, data: { name: 'A' } })).toEqual(['Name: null → A']);
    expect(told({ before: { kind: 'unknown' }, after: { kind: 'open' }, data: {} })).toEqual(['Kind: null → open']);
  });

  it('tell what became of the object, and not what is there for the rules only', () => {
    const before = { status: 'DRAFT', parts: [{ number: 1, standing: 'WAITING' }], numbered: 1, by: 'A', gone: 'x' };
    const after = { status: 'IN_FORCE', parts: [{ number: 1, standing: 'SENT' }], numbered: 2, by: 'B', key: 'y' };
    expect(told({ before, after, data: {} })).toEqual([
      'Status: Draft → In force',
      'Part 1, standing: Waiting → Sent',
      'By: A → B',
    ]);
  });

  it('tell what was taken away, where the event could have said it', () => {
    const before = { contact: { phone: '1', note: 'x' }, advice: { note: { phone: '2' } }, names: ['A', 'B'] };
    const after = { contact: {}, names: ['B', 'C'] };
    expect(told({ before, after, data: { names: ['B', 'C'] } }, { fields: new Set(['phone', 'names']) })).toEqual([
      'Names: null → C',
      'Contact, phone: 1 → null',
      'Names: A → null',
    ]);
  });

  it('leave out what the event repeats', () => {
    const state = { kind: 'known', on: true };
    expect(told({ before: state, after: state, data: { reason: 'Because', on: true } })).toEqual([
      'Reason: null → Because',
    ]);
  });

  it('find elements by what names them, whatever their order, and look into maps and sets', () => {
    const before = { parts: new Map([[1, { id: 'a', text: 'old' }]]), on: new Set(['x']), list: [{ id: 'b', n: 'p' }] };
    const after = {
      parts: new Map([[1, { id: 'a', text: 'new' }]]),
      on: new Set(['x']),
      list: [
        { id: 'a', n: 'q' },
        { id: 'b', n: 'r' },
      ],
    };
    expect(told({ before, after, data: null })).toEqual(['Part 1, text: old → new', 'List, b, n: p → r']);
  });

  it('put lists that the schema gives into words, and leave texts as they were written', () => {
    const isEnumerated = (field: string) => field === 'channel';
    const data = { channel: 'SITE_VISIT', topic: 'ASDA' };
    expect(told({ before: null, after: null, data }, { isEnumerated })).toEqual([
      'Channel: null → Site visit',
      'Topic: null → ASDA',
    ]);
  });

  it('leave out what is withheld, on both sides, also where it names something, and say so', () => {
    const isWithheld = (value: string) => value === 'a@b.example';
    const before = { status: { 'a@b.example': { standing: 'WAITING' } } };
    const after = { status: { 'a@b.example': { standing: 'SENT' } } };
    const found = differencesOf({ before, after, data: { email: 'a@b.example' } }, { ...plain, isWithheld });
    expect(found).toEqual([
      { path: ['email'], label: 'Email', before: null, after: null, withheld: true },
      {
        path: ['status', 'withheld', 'standing'],
        label: 'Status, withheld, standing',
        before: 'Waiting',
        after: 'Sent',
        withheld: false,
      },
    ]);
  });

  it('are bounded in number and length', () => {
    const data = { long: 'x'.repeat(5_000), many: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [n, n])) };
    const found = differencesOf({ before: null, after: null, data }, plain);
    expect(found).toHaveLength(200);
    expect(found.at(-1)?.after ?? '').not.toBe('');
    expect(told({ before: null, after: null, data: { long: data.long } })).toEqual([
      `Long: null → ${'x'.repeat(2_000)}…`,
    ]);
  });
});
