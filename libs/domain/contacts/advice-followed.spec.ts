import { describe, expect, it } from '@jest/globals';
import { plainDate } from '#platform/working-days';
import {
  adviceFollowedBy,
  answered,
  CLASH,
  FIRST,
  intended,
  markMade,
  NOT_NOW,
  on,
  planned,
} from './contact.fixture.js';

describe('Whether the advice was followed', () => {
  it.each([
    ['no answer, before the deadline', [], '2006-03-24', false],
    ['no answer, after the deadline', [], '2006-03-25', true],
    ['agreed', [answered()], '2006-03-21', true],
    ['agreed only afterwards', [answered({ answeredOn: plainDate(2006, 3, 23) })], '2006-03-22', false],
    ['asked to coordinate, and did not', [answered({ answer: 'COORDINATE' })], '2006-04-03', false],
    ['asked to wait, and waited', [answered({ answer: 'WAIT', until: plainDate(2006, 4, 3) })], '2006-04-03', true],
    ['asked to wait, and did not', [answered({ answer: 'WAIT', until: plainDate(2006, 4, 4) })], '2006-04-03', false],
  ] as const)('knows about the account manager first: %s', (_case, answers, day, followed) => {
    const command = markMade({ madeOn: on(day).today });
    expect(adviceFollowedBy([intended(FIRST), ...answers], command, day)).toBe(followed);
  });

  it('is judged by the last answer that was there on the day, whatever was said later', () => {
    const agreed = answered({ answeredOn: on('2006-03-22').today });
    const reworded = answered({ answeredOn: on('2006-03-24').today, text: 'Go ahead, and take Leeds along.' });
    const onThe23rd = markMade({ madeOn: on('2006-03-23').today });
    expect(adviceFollowedBy([intended(FIRST), agreed, reworded], onThe23rd, '2006-03-24')).toBe(true);

    const wait = answered({ answer: 'WAIT', until: plainDate(2006, 6, 1) });
    const released = answered({ answeredOn: on('2006-03-28').today });
    const onThe25th = markMade({ madeOn: on('2006-03-25').today });
    expect(adviceFollowedBy([intended(FIRST), wait, released], onThe25th, '2006-03-28')).toBe(false);
    const onThe28th = markMade({ madeOn: on('2006-03-28').today });
    expect(adviceFollowedBy([intended(FIRST), wait, released], onThe28th, '2006-03-28')).toBe(true);
  });

  it('knows about coordination, and about waiting', () => {
    expect(adviceFollowedBy([intended(CLASH)], markMade())).toBe(false);
    expect(adviceFollowedBy([intended(CLASH)], markMade({ coordinated: true }))).toBe(true);
    const asked = { plannedOn: planned };
    expect(adviceFollowedBy([intended(NOT_NOW('2006-04-10'), asked)], markMade())).toBe(false);
    const later = markMade({ madeOn: plainDate(2006, 4, 10) });
    expect(adviceFollowedBy([intended(NOT_NOW('2006-04-10'), asked)], later, '2006-04-10')).toBe(true);
    expect(adviceFollowedBy([intended(NOT_NOW(), asked)], later, '2006-04-10')).toBe(false);
  });
});
