import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvents, type PersonalField, type StoredEvent } from '#platform/event-sourcing';
import { FORGOTTEN } from '#platform/values';
import { reasonGiven } from './history-reason.js';
import { PersonalValues, type Reader } from './personal-values.js';

const field = (path: string, more: Omit<PersonalField, 'path' | 'subject'>): PersonalField => ({
  path: [path],
  subject: { from: 'stream' },
  ...more,
});

const { definitions, ...catalogue } = defineEvents('spec', {
  Told: {
    version: 1,
    description: 'For the spec.',
    schema: z.record(z.string(), z.string()),
    personal: [
      field('name', { retention: 'officer-in-office' }),
      field('phone', { retention: 'officer-in-office', reaches: true }),
      field('place', { retention: 'contact-details' }),
      field('reason', { retention: 'enquirer' }),
      field('note', { retention: 'free-text' }),
    ],
  },
});
const events = { ...catalogue, definitions };
const told = (data: Readonly<Record<string, string>>) =>
  ({ type: 'Told', stream: 'officer-1', data }) as Partial<StoredEvent> as StoredEvent;

describe('What personal fields declare', () => {
  const data = { name: 'Ann', phone: '01924 1', place: 'Desk@Hse.Example', reason: 'He asked.', note: 'Noted' };
  const withheldFrom = (reader: Reader) => {
    const values = new PersonalValues(reader);
    values.add(events, told(data));
    return (text: string) => values.isWithheld(text);
  };

  it('withholds how a person is reached from everybody, whatever the field is called', () => {
    for (const reader of ['auditor', 'party'] as const) {
      const isWithheld = withheldFrom(reader);
      expect(['Ann', '01924 1', 'Desk@Hse.Example', 'Noted'].filter(isWithheld)).toEqual([
        '01924 1',
        'Desk@Hse.Example',
      ]);
    }
  });

  it('withholds who asked from all but the auditor', () => {
    expect(withheldFrom('party')('He asked.')).toBe(true);
    expect(withheldFrom('auditor')('He asked.')).toBe(false);
    expect(reasonGiven(told(data), events, 'party')).toBeNull();
    expect(reasonGiven(told(data), events, 'auditor')).toBe('He asked.');
  });

  it('withholds a value also within another text, and as a key in small letters', () => {
    const isWithheld = withheldFrom('auditor');
    for (const text of ['desk@hse.example', 'EMAIL:desk@hse.example', 'Ask <desk@hse.example>, please']) {
      expect(isWithheld(text)).toBe(true);
    }
    expect(isWithheld('otherdesk@hse.example')).toBe(false);
  });

  it('says of what is forgotten that it is', () => {
    const values = new PersonalValues('party');
    values.add(events, told({ phone: FORGOTTEN, reason: FORGOTTEN }));
    expect(values.isWithheld(FORGOTTEN)).toBe(false);
    expect(reasonGiven(told({ reason: FORGOTTEN }), events, 'party')).toBe(FORGOTTEN);
  });
});
