import { daysBetween, parsePlainDate, type PlainDate } from '#platform/working-days';

/** A time in a post, as the figures need it. */
export interface TenurePeriod {
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly follows: number | null;
}

export interface ContinuityFacts {
  readonly tenures: readonly TenurePeriod[];
  /** When the partnership began to work; `null` before that: then days count from the first appointment. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly today: PlainDate;
  /** False for a post that this partnership can do without, when nobody ever held it. */
  readonly postNeeded: boolean;
  /** Points of the handovers that the caller may see. */
  readonly handoverItems: { readonly done: number; readonly inAll: number };
}

export interface Gap {
  readonly from: PlainDate;
  /** The day from which the post was held again; `null` while it is not. */
  readonly until: PlainDate | null;
  readonly days: number;
}

export interface Continuity {
  readonly appointments: number;
  readonly changes: number;
  readonly currentSince: PlainDate | null;
  readonly currentDays: number | null;
  readonly averageDays: number | null;
  readonly longestDays: number | null;
  readonly gaps: readonly Gap[];
  readonly daysUnattended: number;
  readonly handovers: number;
  readonly handoverCompleteness: number | null;
}

/**
 * How steadily a post was held (HSE's statement on the pilot: continuity of relationships matters). Computed from the
 * appointments whenever it is asked for; a gap is nobody's event.
 */
export function continuityOf(facts: ContinuityFacts): Continuity {
  const end = facts.endedOn === null ? facts.today : parsePlainDate(facts.endedOn);
  const periods = facts.tenures
    .map(({ validFrom, validUntil }) => ({
      from: parsePlainDate(validFrom),
      until: validUntil === null ? end : parsePlainDate(validUntil),
      current: validUntil === null,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const lengths = periods.map(({ from, until }) => Math.max(0, daysBetween(from, until)));
  const current = periods.find((period) => period.current);
  const gaps = gapsBetween(periods, facts, end);
  const { done, inAll } = facts.handoverItems;
  return {
    appointments: periods.length,
    changes: Math.max(0, periods.length - 1),
    currentSince: current?.from ?? null,
    currentDays: current ? Math.max(0, daysBetween(current.from, end)) : null,
    averageDays: lengths.length === 0 ? null : lengths.reduce((sum, days) => sum + days, 0) / lengths.length,
    longestDays: lengths.length === 0 ? null : Math.max(...lengths),
    gaps,
    daysUnattended: gaps.reduce((sum, { days }) => sum + days, 0),
    handovers: facts.tenures.filter(({ follows }) => follows !== null).length,
    handoverCompleteness: inAll === 0 ? null : done / inAll,
  };
}

type Period = { readonly from: PlainDate; readonly until: PlainDate; readonly current: boolean };

function gapsBetween(periods: readonly Period[], facts: ContinuityFacts, end: PlainDate): readonly Gap[] {
  const begin = facts.startedOn === null ? periods[0]?.from : parsePlainDate(facts.startedOn);
  if (begin === undefined || (periods.length === 0 && !facts.postNeeded)) return [];
  const gaps: Gap[] = [];
  let attendedUntil = begin;
  for (const { from, until, current } of periods) {
    if (from > attendedUntil) gaps.push({ from: attendedUntil, until: from, days: daysBetween(attendedUntil, from) });
    if (current) return gaps;
    if (until > attendedUntil) attendedUntil = until;
  }
  const days = daysBetween(attendedUntil, end);
  const until = facts.endedOn === null ? null : end;
  return days > 0 ? [...gaps, { from: attendedUntil, until, days }] : gaps;
}
