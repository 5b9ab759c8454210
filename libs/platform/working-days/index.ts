export {
  addDays,
  comparePlainDates,
  dayOfWeek,
  daysBetween,
  FIRST_YEAR,
  InvalidTimeError,
  isPlainDate,
  LAST_YEAR,
  parsePlainDate,
  plainDate,
  plainDateFault,
  yearOf,
  type DayOfWeek,
  type PlainDate,
} from './plain-date.js';
export {
  endOfDayInLondon,
  epochMilliseconds,
  instantFault,
  instantOf,
  isInstant,
  londonDate,
  parseInstant,
  startOfDayInLondon,
  type Instant,
} from './instant.js';
export { instantSchema, plainDateSchema } from './time.schemas.js';
export { dateInWords, datesInWords, momentInWords } from './date-in-words.js';
export { NATIONS, type Nation } from './nation.js';
export {
  bankHolidays,
  CALENDAR_SOURCE,
  CALENDAR_YEARS,
  CalendarRangeError,
  type BankHoliday,
} from './bank-holidays.js';
export {
  addWorkingDays,
  deadline,
  isWorkingDay,
  MOST_WORKING_DAYS,
  workingDaysBetween,
  WorkingDaysOutOfRangeError,
  type CalendarUsed,
  type Deadline,
  type WorkingDate,
} from './working-days.js';
