import { daysBetween, parsePlainDate, type PlainDate } from '#platform/working-days';

/** A time in a post, as the figures need it. */
export interface TenurePeriod {
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly follows: number | null;
}

export interface ContinuityFacts {
  /** By post, of which a role can have several: partnership managers and liaison officers. */
  readonly posts: readonly (readonly TenurePeriod[])[];
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
  /** How many posts the figures are about. */
  readonly posts: number;
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
 * How steadily posts were held (HSE's statement on the pilot: continuity of relationships matters). Computed from the
 * appointments whenever it is asked for; a gap is nobody's event. What is counted is counted in each post and added up.
 */
export function continuityOf(facts: ContinuityFacts): Continuity {
  const end = facts.endedOn === null ? facts.today : parsePlainDate(facts.endedOn);
  const posts = facts.posts.map((tenures) => periodsOf(tenures, end));
  const periods = posts.flat();
  const lengths = periods.map(({ from, until }) => Math.max(0, daysBetween(from, until)));
  const [first] = posts.length === 1 ? posts : [];
  const current = first?.find((period) => period.current);
  const gaps = (posts.length === 0 ? [[]] : posts)
    .flatMap((each) => gapsBetween(each, facts, end))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const { done, inAll } = facts.handoverItems;
  return {
    posts: posts.length,
    appointments: periods.length,
    changes: periods.length - posts.length,
    currentSince: current?.from ?? null,
    currentDays: current ? Math.max(0, daysBetween(current.from, end)) : null,
    averageDays: lengths.length === 0 ? null : lengths.reduce((sum, days) => sum + days, 0) / lengths.length,
    longestDays: lengths.length === 0 ? null : Math.max(...lengths),
    gaps,
    daysUnattended: gaps.reduce((sum, { days }) => sum + days, 0),
    handovers: facts.posts.flat().filter(({ follows }) => follows !== null).length,
    handoverCompleteness: inAll === 0 ? null : done / inAll,
  };
}

function periodsOf(tenures: readonly TenurePeriod[], end: PlainDate): readonly Period[] {
  return tenures
    .map(({ validFrom, validUntil }) => ({
      from: parsePlainDate(validFrom),
      until: validUntil === null ? end : parsePlainDate(validUntil),
      current: validUntil === null,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
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
