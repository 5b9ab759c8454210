import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvents } from './event-definitions.js';
import { isSubjectId, type PersonalField, type PersonalSubject } from './personal-fields.js';
import { placesOf } from './personal-places.js';

const LIST = 'recipient-list-00000000-0000-4000-8000-000000000001';

function field(path: string, subject: PersonalSubject = { from: 'stream' }): PersonalField {
  return { path: path.split('.'), subject, retention: 'free-text' };
}

const placed = (declared: PersonalField, data: unknown) =>
  placesOf(declared, LIST, data).map(({ path, value, subject }) => [path, value, subject]);

describe('The places of a personal field', () => {
  it('are one for each element of the arrays on the way, with the subject of the same element', () => {
    const data = { recipients: [{ number: 1, address: 'a' }, { number: 2 }, { number: 3, address: 'c' }] };
    const declared = field('recipients.address', { from: 'stream-and-data', path: ['recipients', 'number'] });
    expect(placed(declared, data)).toEqual([
      ['recipients.0.address', 'a', `${LIST}/1`],
      ['recipients.2.address', 'c', `${LIST}/3`],
    ]);
  });

  it('go through arrays within arrays, and know an element by what stands above it', () => {
    const data = { groups: [{ id: 'x', people: [{ names: ['a'] }, { names: ['b'] }] }] };
    const declared = field('groups.people.names', { from: 'data', path: ['groups', 'id'] });
    expect(placed(declared, data)).toEqual([
      ['groups.0.people.0.names', ['a'], 'x'],
      ['groups.0.people.1.names', ['b'], 'x'],
    ]);
  });

  it('are none where the value is null or not there', () => {
    for (const data of [{}, { note: null }, { note: undefined }, null, 7, []]) {
      expect(placed(field('note'), data)).toEqual([]);
      expect(placed(field('note.text'), data)).toEqual([]);
    }
    expect(placed(field('constructor.name'), {})).toEqual([]);
  });

  it('have no subject where the data does not name exactly one', () => {
    const subject: PersonalSubject = { from: 'data', path: ['ids'] };
    expect(placed(field('note', subject), { note: 'x', ids: ['a', 'b'] })).toEqual([['note', 'x', undefined]]);
    expect(placed(field('note', subject), { note: 'x' })).toEqual([['note', 'x', undefined]]);
  });

  it('may be found within the value itself', () => {
    const subject: PersonalSubject = { from: 'data', path: ['who', 'id'] };
    expect(placed(field('who', subject), { who: { id: 'x', name: 'y' } })).toEqual([
      ['who', { id: 'x', name: 'y' }, 'x'],
    ]);
  });
});

describe('The declaration of personal fields', () => {
  const faults = (...personal: PersonalField[]) => {
    const define = () =>
      defineEvents('people', { Met: { version: 1, description: '', schema: z.unknown(), personal } });
    try {
      define();
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it('names every fault', () => {
    expect(faults(field('a'), field('b', { from: 'data', path: ['c'] }))).toBe('');
    expect(faults(field('a.b'), field('a'))).toContain('the personal fields a.b and a lie within one another');
    expect(faults({ ...field('a'), path: [] })).toContain('a personal field has no path');
    expect(faults(field('a', { from: 'data', path: [] }))).toContain('the subject of a has no path');
  });

  it('does not let a subject be sealed away', () => {
    expect(faults(field('a'), field('b', { from: 'data', path: ['a', 'id'] }))).toContain(
      'the subject of b lies within the personal field a',
    );
  });
});

describe('The id of a data subject', () => {
  it.each([LIST, `${LIST}/7`, `officer-${LIST.slice(15)}`])('may be %s', (id) => expect(isSubjectId(id)).toBe(true));

  it.each(['Anne Smith', 'anne@hse.gov.uk', `${LIST}/`, `${LIST}/a b`, `${LIST}\n`, '', 7, undefined])(
    'is not %j',
    (id) => expect(isSubjectId(id)).toBe(false),
  );
});
