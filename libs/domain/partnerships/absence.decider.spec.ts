import { describe, it } from '@jest/globals';
import type { PartnershipEvent } from './partnership.events.js';
import { active, agreed, day, given, MANAGER } from './partnership.fixture.js';

describe('Absences', () => {
  const absence = { from: day('2006-04-01'), until: day('2006-04-15') };
  const recorded: PartnershipEvent = { type: 'AbsenceRecorded', data: { absence: 1, officerId: MANAGER, ...absence } };

  it('are those of the account manager, also planned ones', () => {
    given(...active)
      .when({ type: 'RecordAbsence', data: absence })
      .then(recorded);
    given(...agreed)
      .when({ type: 'RecordAbsence', data: absence })
      .thenRejected('ACCOUNT_MANAGER_NEEDED');
    given(...active)
      .when({ type: 'RecordAbsence', data: { from: absence.until, until: absence.from } })
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('do not overlap; their end can be moved', () => {
    given(...active, recorded)
      .when({ type: 'RecordAbsence', data: { from: day('2006-04-14'), until: day('2006-04-20') } })
      .thenRejected('OVERLAPPING_ABSENCE', /Absence 1/);
    given(...active, recorded)
      .when({ type: 'MoveAbsenceEnd', data: { absence: 1, until: day('2006-04-20') } })
      .then({ type: 'AbsenceEndMoved', data: { absence: 1, until: day('2006-04-20') } });
    given(...active, recorded)
      .when({ type: 'MoveAbsenceEnd', data: { absence: 2, until: day('2006-04-20') } })
      .thenRejected('ABSENCE_UNKNOWN');
  });

  it('are not moved into one another, and do not end before they begin', () => {
    const later: PartnershipEvent = {
      type: 'AbsenceRecorded',
      data: { absence: 2, officerId: MANAGER, from: day('2006-04-20'), until: day('2006-04-25') },
    };
    const move = (until: string) => ({ type: 'MoveAbsenceEnd', data: { absence: 1, until: day(until) } }) as const;
    given(...active, recorded, later)
      .when(move('2006-04-21'))
      .thenRejected('OVERLAPPING_ABSENCE', /Absence 2/);
    given(...active, recorded, later)
      .when(move('2006-04-20'))
      .then({ type: 'AbsenceEndMoved', data: { absence: 1, until: day('2006-04-20') } });
    given(...active, recorded)
      .when(move('2006-03-31'))
      .thenRejected('DATES_OUT_OF_ORDER', /begins on 2006-04-01/);
  });

  it('make room again when they did not happen', () => {
    given(...active, recorded, { type: 'AbsenceEndMoved', data: { absence: 1, until: absence.from } })
      .when({ type: 'RecordAbsence', data: { from: day('2006-03-30'), until: day('2006-04-05') } })
      .then({
        type: 'AbsenceRecorded',
        data: { absence: 2, officerId: MANAGER, from: day('2006-03-30'), until: day('2006-04-05') },
      });
  });
});
