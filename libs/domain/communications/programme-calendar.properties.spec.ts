import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorityIdOf } from '#domain/regulators';
import { addDays, daysBetween } from '#platform/working-days';
import { specContext } from '../../platform/event-sourcing/decider-specification.js';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { CalendarAuthority, ProgrammeCalendarCommand } from './programme-calendar.commands.js';
import { MOST_DAYS, programmeCalendarDecider, type ProgrammeCalendarState } from './programme-calendar.decider.js';
import { PERIOD_KINDS, programmeCalendarEvents } from './programme-calendar.events.js';

const authorityId = authorityIdOf('S12000047');
const council: CalendarAuthority = {
  known: true,
  name: 'Fife',
  kind: 'LOCAL_AUTHORITY',
  endedOn: undefined,
  own: false,
};
const authority = fc.constantFrom<CalendarAuthority>(
  ...[council, council, council],
  { ...council, kind: 'HSE', own: true },
  { ...council, kind: 'HSE' },
  { ...council, endedOn: addDays(specContext.today, 5) },
  { known: false },
);
const day = fc.integer({ min: -3, max: 12 }).map((days) => addDays(specContext.today, days));
const reason = fc.constantFrom('One reason.', 'Another reason.');
const period = fc.integer({ min: 1, max: 5 });
const details = {
  title: fc.constantFrom('Elections', 'Work programme'),
  kind: fc.constantFrom(...PERIOD_KINDS),
  from: day,
  until: fc.option(day, { nil: undefined }),
  note: fc.constantFrom(undefined, 'A note.'),
};

const of = <Type extends string, Data>(type: Type, data: fc.Arbitrary<Data>) =>
  data.map((each) => ({ type, data: each }));
const command: fc.Arbitrary<ProgrammeCalendarCommand> = fc.oneof(
  {
    weight: 5,
    arbitrary: of('RecordPeriod', fc.record({ ...details, authorityId: fc.constant(authorityId), authority })),
  },
  { weight: 5, arbitrary: of('AmendPeriod', fc.record({ ...details, period, reason, authority })) },
  { weight: 2, arbitrary: of('WithdrawPeriod', fc.record({ period, reason, authority })) },
);

describe('Any sequence of commands of a programme calendar', () => {
  it('numbers periods once, keeps them in order and apart, and leaves what was withdrawn as it was', () => {
    let effective = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 40, size: 'max' }), (commands) => {
        effective += runCommands(programmeCalendarDecider, programmeCalendarEvents, commands, checkCalendar);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkCalendar(state: ProgrammeCalendarState, before: ProgrammeCalendarState): void {
  if (state.kind === 'unknown') return;
  expect([...state.periods.keys()]).toEqual(Array.from({ length: state.periods.size }, (_, index) => index + 1));
  const counting = [...state.periods.values()].filter(({ withdrawnFor }) => withdrawnFor === undefined);
  for (const { details } of state.periods.values()) {
    expect(daysBetween(details.from, details.until)).toBeGreaterThanOrEqual(0);
    expect(daysBetween(details.from, details.until)).toBeLessThan(MOST_DAYS);
  }
  const keys = counting.map(({ details: { title, kind, from, until } }) => [title, kind, from, until].join());
  expect(new Set(keys).size).toBe(keys.length);
  if (before.kind === 'unknown') return;
  for (const [number, period] of before.periods) {
    if (period.withdrawnFor !== undefined) expect(state.periods.get(number)).toEqual(period);
  }
}
