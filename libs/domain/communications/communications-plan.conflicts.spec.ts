import { describe, expect, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import { conflictsOf, type RegionalPeriod } from './communications-plan.conflicts.js';
import type { NeedDetails } from './communications-plan.events.js';

const day = parsePlainDate;
const councils: NeedDetails = {
  audience: { segment: 'LOCAL_AUTHORITIES' },
  what: 'What the scheme is',
  by: day('2006-04-20'),
  channel: 'NEWSLETTER',
  milestone: 1,
};
const period = (kind: RegionalPeriod['kind'], from: string, until = from): RegionalPeriod => ({
  calendarId: 'fife',
  number: 1,
  authorityId: 'authority-fife',
  authorityName: 'Fife',
  region: 'Scotland',
  kind,
  title: 'The period',
  from: day(from),
  until: day(until),
});
const closed = period('CLOSED', '2006-04-18', '2006-04-20');

describe('The day of a need', () => {
  it('conflicts where councils take no messages, or have begun to settle their programme', () => {
    const [conflict] = conflictsOf(councils, [closed]);
    expect(conflict?.sentence).toBe(
      'Fife takes no messages from 18 April to 20 April 2006 (The period): 20 April 2006 does not fit.',
    );
    expect(conflictsOf(councils, [period('CLOSED', '2006-04-21')])).toEqual([]);
    expect(conflictsOf(councils, [period('PLANNING', '2006-04-19', '2006-05-01')])).toHaveLength(1);
    expect(conflictsOf(councils, [period('PLANNING', '2006-04-20', '2006-05-01')])).toEqual([]);
    // Their next programme is another matter.
    expect(conflictsOf(councils, [period('PLANNING', '2006-03-01', '2006-04-19')])).toEqual([]);
  });

  it('concerns the people of councils in the region, and nobody else', () => {
    const wanted = (audience: NeedDetails['audience']) => conflictsOf({ ...councils, audience }, [closed]).length;
    expect(wanted({ segment: 'ELECTED_MEMBERS' })).toBe(1);
    expect(wanted({ segment: 'PRACTITIONERS', region: 'SCOTLAND' })).toBe(1);
    expect(wanted({ segment: 'SENIOR_MANAGERS', region: 'Wales' })).toBe(0);
    expect(wanted({ segment: 'TRADE_UNIONS' })).toBe(0);
    expect(wanted({ segment: 'HSE_SECTOR', sector: 'CACTUS' })).toBe(0);
  });

  it('of a meeting conflicts where the council’s first date is later', () => {
    const meeting: NeedDetails = {
      ...councils,
      audience: { segment: 'LOCAL_AUTHORITIES', region: 'Scotland' },
      channel: 'REGIONAL_MEETING',
    };
    const late = period('FIT', '2006-04-21');
    expect(conflictsOf(meeting, [late]).map(({ sentence }) => sentence)).toEqual([
      'Fife has no date to fit by 20 April 2006: its first one, The period, is on 21 April 2006.',
    ]);
    expect(conflictsOf(meeting, [period('FIT', '2006-04-20'), late])).toEqual([]);
    expect(conflictsOf(councils, [late])).toEqual([]);
  });
});
