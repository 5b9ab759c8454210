import { describe, expect, it } from '@jest/globals';
import { labelOf, titleOf, wordsOfConstant } from './plain-words.js';

describe('Plain words', () => {
  it.each([
    [['contactPoint', 'phoneNumber'], 'Contact point, phone number'],
    [['gssCode'], 'GSS code'],
    [['authorityId'], 'Authority'],
    [['recipientListIds'], 'Recipient lists'],
    [['id'], 'Id'],
    [['priorities', '2', 'milestones', '1', 'dueOn'], 'Priority 2, milestone 1, due on'],
    [['seats', 'ACCOUNT_MANAGER', 'label'], 'Seats, account manager, label'],
    [['entities', 'DEMO-tesco', 'name'], 'Entities, DEMO-tesco, name'],
    [['2'], '2'],
  ])('name %j "%s"', (path, label) => expect(labelOf(path)).toBe(label));

  it('name events and constants', () => {
    expect(titleOf('ContactRecorded')).toBe('Contact recorded');
    expect(titleOf('SicCodesSet')).toBe('SIC codes set');
    expect(wordsOfConstant('LOCAL_AUTHORITY')).toBe('Local authority');
    expect(wordsOfConstant('HSE')).toBe('HSE');
  });
});
