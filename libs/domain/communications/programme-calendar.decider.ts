import { accept, reject, type Decider, type Decision } from '#platform/event-sourcing';
import { isSame, type IdOf } from '#platform/values';
import { comparePlainDates, daysBetween, type PlainDate } from '#platform/working-days';
import type { CalendarAuthority, ProgrammeCalendarCommand } from './programme-calendar.commands.js';
import type { PeriodDetails, ProgrammeCalendarEvent } from './programme-calendar.events.js';

/** A longer one is no date to fit: an error in the year, more likely. */
export const MOST_DAYS = 366;
/** Of those that count, in one calendar. */
export const MOST_PERIODS = 200;

export interface CalendarPeriod {
  readonly details: PeriodDetails;
  readonly withdrawnFor: string | undefined;
}

export interface KeptCalendar {
  readonly kind: 'kept';
  readonly authorityId: IdOf<'authority'>;
  /** By number. */
  readonly periods: ReadonlyMap<number, CalendarPeriod>;
}

export type ProgrammeCalendarState = { readonly kind: 'unknown' } | KeptCalendar;

export type ProgrammeCalendarRejection =
  | 'NOT_FOUND'
  | 'AUTHORITY_UNKNOWN'
  | 'AUTHORITY_DISSOLVED'
  | 'NOT_YOUR_AUTHORITY'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_IN_PAST'
  | 'PERIOD_TOO_LONG'
  | 'PERIOD_EXISTS'
  | 'PERIOD_UNKNOWN'
  | 'PERIOD_WITHDRAWN'
  | 'TOO_MANY_PERIODS';

type CalendarDecision = Decision<ProgrammeCalendarEvent, ProgrammeCalendarRejection>;
type DataOf<Type extends ProgrammeCalendarCommand['type']> = Extract<ProgrammeCalendarCommand, { type: Type }>['data'];

export const programmeCalendarDecider: Decider<
  ProgrammeCalendarState,
  ProgrammeCalendarCommand,
  ProgrammeCalendarEvent,
  ProgrammeCalendarRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state, { today }) {
    const stranger = cannotKeep(command.data.authority);
    if (stranger) return stranger;
    if (command.type === 'RecordPeriod') return record(command.data, state, today);
    if (state.kind === 'unknown') {
      return reject('NOT_FOUND', 'There is no such programme calendar.', ['programmeCalendarId']);
    }
    const period = state.periods.get(command.data.period);
    if (!period) {
      return reject('PERIOD_UNKNOWN', `The calendar has no period ${command.data.period}.`, ['period']);
    }
    return command.type === 'AmendPeriod' ? amend(command.data, period, state) : withdraw(command.data, period);
  },

  evolve(state, event) {
    if (event.type === 'PeriodRecorded') {
      const { authorityId, period, ...details } = event.data;
      const before = state.kind === 'kept' ? state.periods : [];
      return {
        kind: 'kept',
        authorityId,
        periods: new Map([...before, [period, { details, withdrawnFor: undefined }]]),
      };
    }
    if (state.kind === 'unknown') return state;
    return { ...state, periods: new Map([...state.periods, [event.data.period, changed(state, event)]]) };
  },
};

function changed(
  { periods }: KeptCalendar,
  event: Exclude<ProgrammeCalendarEvent, { type: 'PeriodRecorded' }>,
): CalendarPeriod {
  if (event.type === 'PeriodAmended') {
    const { period: _period, reason: _reason, ...details } = event.data;
    return { details, withdrawnFor: undefined };
  }
  const before = periods.get(event.data.period);
  if (!before) throw new Error(`Period ${event.data.period} was withdrawn and never recorded.`);
  return { ...before, withdrawnFor: event.data.reason };
}

function record(
  { authority, authorityId, ...wanted }: DataOf<'RecordPeriod'>,
  state: ProgrammeCalendarState,
  today: PlainDate,
): CalendarDecision {
  const details = complete(wanted);
  const periods = state.kind === 'kept' ? state.periods : new Map<number, CalendarPeriod>();
  const counting = [...periods.values()].filter(({ withdrawnFor }) => withdrawnFor === undefined);
  if (counting.some((each) => isSame(each.details, details))) return accept();
  return (
    impossible(details, authority) ??
    passed(details, today) ??
    recordedAlready(details, periods, undefined) ??
    (counting.length >= MOST_PERIODS ? tooMany() : undefined) ??
    accept({ type: 'PeriodRecorded', data: { ...details, authorityId, period: periods.size + 1 } })
  );
}

function amend(
  { authority, period, reason, ...wanted }: DataOf<'AmendPeriod'>,
  before: CalendarPeriod,
  { periods }: KeptCalendar,
): CalendarDecision {
  const details = complete(wanted);
  if (before.withdrawnFor !== undefined) return withdrawn(before.withdrawnFor);
  if (isSame(before.details, details)) return accept();
  return (
    impossible(details, authority) ??
    recordedAlready(details, periods, period) ??
    accept({ type: 'PeriodAmended', data: { ...details, period, reason } })
  );
}

function withdraw({ period, reason }: DataOf<'WithdrawPeriod'>, { withdrawnFor }: CalendarPeriod): CalendarDecision {
  if (withdrawnFor === reason) return accept();
  if (withdrawnFor !== undefined) return withdrawn(withdrawnFor);
  return accept({ type: 'PeriodWithdrawn', data: { period, reason } });
}

/** An authority keeps its own calendar; the coordinating body, which the policy lets through, those of the councils. */
function cannotKeep(authority: CalendarAuthority) {
  const field = ['authorityId'];
  if (!authority.known) return reject('AUTHORITY_UNKNOWN', 'There is no authority with this id.', field);
  if (authority.own || authority.kind === 'LOCAL_AUTHORITY') return undefined;
  const message = `${authority.name} keeps its own calendar: for others, only those of local authorities are kept.`;
  return reject('NOT_YOUR_AUTHORITY', message, field);
}

function impossible({ from, until }: PeriodDetails, authority: CalendarAuthority) {
  if (comparePlainDates(until, from) < 0) {
    return reject('DATES_OUT_OF_ORDER', `The period begins on ${from}; it cannot end before.`, ['until']);
  }
  if (daysBetween(from, until) >= MOST_DAYS) {
    return reject('PERIOD_TOO_LONG', `A period can last ${MOST_DAYS} days at most.`, ['until']);
  }
  const endedOn = authority.known ? authority.endedOn : undefined;
  if (endedOn === undefined || comparePlainDates(until, endedOn) < 0) return undefined;
  return reject('AUTHORITY_DISSOLVED', `The authority ends on ${endedOn}; it has no programme after that.`, ['until']);
}

function passed({ until }: PeriodDetails, today: PlainDate) {
  if (comparePlainDates(until, today) >= 0) return undefined;
  return reject('DATE_IN_PAST', `The period was over by ${until}: no message can fit in with it any more.`, ['until']);
}

/** The same days for the same thing are one period, whatever else is said of it. */
function recordedAlready(
  details: PeriodDetails,
  periods: ReadonlyMap<number, CalendarPeriod>,
  except: number | undefined,
) {
  for (const [number, { details: other, withdrawnFor }] of periods) {
    if (number === except || withdrawnFor !== undefined || !isSame({ ...details, note: other.note }, other)) continue;
    const message = `The same days are on record as period ${number}. Amend that one.`;
    return reject('PERIOD_EXISTS', message, ['from']);
  }
  return undefined;
}

function withdrawn(reason: string) {
  return reject('PERIOD_WITHDRAWN', `The period was withdrawn (“${reason}”). Record it anew.`, ['period']);
}

function tooMany() {
  const message = `A calendar can hold ${MOST_PERIODS} periods that count. Withdraw those that do not matter any more.`;
  return reject('TOO_MANY_PERIODS', message);
}

function complete({
  until,
  ...details
}: Omit<PeriodDetails, 'until'> & { readonly until?: PlainDate | undefined }): PeriodDetails {
  return { ...details, until: until ?? details.from };
}
