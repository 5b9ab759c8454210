import { describe, expect, it } from '@jest/globals';
import { authorityIdOf } from '#domain/regulators';
import { addDays, parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { CalendarAuthority, ProgrammeCalendarCommand } from './programme-calendar.commands.js';
import { MOST_DAYS, MOST_PERIODS, programmeCalendarDecider } from './programme-calendar.decider.js';
import type { ProgrammeCalendarEvent } from './programme-calendar.events.js';

const { given } = specificationOf(programmeCalendarDecider);
const day = parsePlainDate;

const authorityId = authorityIdOf('S12000047');
const FIFE: CalendarAuthority = {
  known: true,
  name: 'Fife',
  kind: 'LOCAL_AUTHORITY',
  endedOn: undefined,
  own: true,
};
const details = {
  title: 'Work programme 2006/07',
  kind: 'PLANNING' as const,
  from: day('2006-04-03'),
  until: day('2006-04-28'),
  note: 'The committee meets on the last day.',
};
const reason = 'The committee meets later.';
const recorded: ProgrammeCalendarEvent = { type: 'PeriodRecorded', data: { ...details, authorityId, period: 1 } };
const later = { ...details, until: day('2006-05-05') };
const amended: ProgrammeCalendarEvent = { type: 'PeriodAmended', data: { ...later, period: 1, reason } };
const withdrawn: ProgrammeCalendarEvent = { type: 'PeriodWithdrawn', data: { period: 1, reason } };

const record = (data: object = {}, authority: CalendarAuthority = FIFE): ProgrammeCalendarCommand => ({
  type: 'RecordPeriod',
  data: { ...details, authorityId, ...data, authority },
});
const amend = (data: object = {}, authority: CalendarAuthority = FIFE): ProgrammeCalendarCommand => ({
  type: 'AmendPeriod',
  data: { ...later, period: 1, reason, ...data, authority },
});
const withdraw = (data: object = {}): ProgrammeCalendarCommand => ({
  type: 'WithdrawPeriod',
  data: { period: 1, reason, ...data, authority: FIFE },
});

describe('RecordPeriod', () => {
  it('begins a calendar, and goes on in it', () => {
    given().when(record()).then(recorded);
    const closed = { ...details, kind: 'CLOSED' as const };
    given(recorded)
      .when(record(closed))
      .then({ type: 'PeriodRecorded', data: { ...closed, authorityId, period: 2 } });
  });

  it('without a last day is one day', () => {
    given()
      .when(record({ until: undefined }))
      .then({ type: 'PeriodRecorded', data: { ...details, until: details.from, authorityId, period: 1 } });
  });

  it('records nothing that is on record, and the same days for the same thing once', () => {
    given(recorded).when(record()).then();
    given(recorded)
      .when(record({ note: 'Another note.' }))
      .thenRejected('PERIOD_EXISTS', /period 1/);
    given(recorded, withdrawn)
      .when(record())
      .then({ type: 'PeriodRecorded', data: { ...details, authorityId, period: 2 } });
  });

  it.each([
    ['ends before it begins', { until: day('2006-04-02') }, 'DATES_OUT_OF_ORDER'],
    ['is over', { from: day('2006-03-01'), until: day('2006-03-20') }, 'DATE_IN_PAST'],
    ['lasts longer than a year', { until: addDays(details.from, MOST_DAYS) }, 'PERIOD_TOO_LONG'],
  ] as const)('refuses a period that %s', (_fault, dates, code) => {
    expect(given().when(record(dates)).thenRejected(code).field).toEqual(['until']);
  });

  it('takes one that ends today, and one of a year', () => {
    const today = { from: day('2006-03-01'), until: day('2006-03-21') };
    given()
      .when(record(today))
      .then({ type: 'PeriodRecorded', data: { ...details, ...today, authorityId, period: 1 } });
    const year = { until: addDays(details.from, MOST_DAYS - 1) };
    given()
      .when(record(year))
      .then({ type: 'PeriodRecorded', data: { ...details, ...year, authorityId, period: 1 } });
  });

  it('holds so many periods that count', () => {
    const full = Array.from({ length: MOST_PERIODS }, (_, index): ProgrammeCalendarEvent => ({
      type: 'PeriodRecorded',
      data: { ...details, title: `Period ${index}`, authorityId, period: index + 1 },
    }));
    given(...full)
      .when(record())
      .thenRejected('TOO_MANY_PERIODS');
    given(...full, withdrawn)
      .when(record())
      .then({ type: 'PeriodRecorded', data: { ...details, authorityId, period: MOST_PERIODS + 1 } });
  });
});

describe('Whose calendar it is', () => {
  it('is an authority on record that has not ended by then', () => {
    given()
      .when(record({}, { known: false }))
      .thenRejected('AUTHORITY_UNKNOWN');
    given()
      .when(record({}, { ...FIFE, endedOn: details.until }))
      .thenRejected('AUTHORITY_DISSOLVED');
    given()
      .when(record({}, { ...FIFE, endedOn: addDays(details.until, 1) }))
      .then(recorded);
    given(recorded)
      .when(amend({}, { ...FIFE, endedOn: day('2006-05-01') }))
      .thenRejected('AUTHORITY_DISSOLVED');
  });

  it('is the caller’s own, or that of a local authority', () => {
    given()
      .when(record({}, { ...FIFE, own: false }))
      .then(recorded);
    const hse: CalendarAuthority = { ...FIFE, name: 'HSE', kind: 'HSE', own: false };
    for (const command of [record({}, hse), amend({}, hse)]) {
      const { field } = given(recorded)
        .when(command)
        .thenRejected('NOT_YOUR_AUTHORITY', /HSE keeps its own/);
      expect(field).toEqual(['authorityId']);
    }
    given()
      .when(record({}, { ...hse, own: true }))
      .then(recorded);
  });
});

describe('AmendPeriod', () => {
  it('replaces what is on record, once', () => {
    given(recorded).when(amend()).then(amended);
    given(recorded, amended).when(amend()).then();
  });

  it('moves no period onto another one, and moves one over itself', () => {
    const other: ProgrammeCalendarEvent = { type: 'PeriodRecorded', data: { ...later, authorityId, period: 2 } };
    given(recorded, other)
      .when(amend())
      .thenRejected('PERIOD_EXISTS', /period 2/);
    given(recorded)
      .when(amend({ until: details.until, note: 'Another note.' }))
      .then({ type: 'PeriodAmended', data: { ...details, note: 'Another note.', period: 1, reason } });
  });

  it('refuses dates out of order, a period that is not there, and one that was withdrawn', () => {
    given(recorded)
      .when(amend({ until: day('2006-04-02') }))
      .thenRejected('DATES_OUT_OF_ORDER');
    given(recorded)
      .when(amend({ period: 2 }))
      .thenRejected('PERIOD_UNKNOWN');
    given(recorded, withdrawn)
      .when(amend())
      .thenRejected('PERIOD_WITHDRAWN', /The committee meets later/);
    given().when(amend()).thenRejected('NOT_FOUND');
  });
});

describe('WithdrawPeriod', () => {
  it('counts once, for one reason', () => {
    given(recorded).when(withdraw()).then(withdrawn);
    given(recorded, withdrawn).when(withdraw()).then();
    given(recorded, withdrawn)
      .when(withdraw({ reason: 'Another reason.' }))
      .thenRejected('PERIOD_WITHDRAWN');
    given(recorded)
      .when(withdraw({ period: 2 }))
      .thenRejected('PERIOD_UNKNOWN');
  });
});
