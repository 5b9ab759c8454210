import { START, type EventStore, type Position, type RecordedEvent } from '#platform/event-store';
import { epochMilliseconds, instantOf, parseInstant, type Instant } from '#platform/working-days';
import { UnknownMomentError } from './as-at.errors.js';
import type { AskedMoment, Moment } from './moment.js';

/**
 * Finds the place in the log of a moment that is asked for. Times of recording never decrease along the log, so that a
 * search by halves finds the last event by then in some twenty reads.
 * @throws UnknownMomentError
 */
export async function findMoment(store: EventStore, clock: () => Date, asked: AskedMoment): Promise<Moment> {
  const { recorded, position, effective, isNow } = asked;
  if (recorded !== undefined && position !== undefined) {
    throw new UnknownMomentError(
      'BAD_USER_INPUT',
      'Give either recorded or position, not both: they could contradict.',
    );
  }
  if (recorded === undefined && position === undefined && effective === undefined && !isNow) {
    throw new UnknownMomentError('BAD_USER_INPUT', 'Say as at which moment: recorded, position or effective.');
  }
  const place =
    position === undefined ? await byTime(store, clock, recorded) : await byPosition(store, clock, position);
  return {
    ...place,
    now: effective ?? place.recorded,
    effectiveBy: effective !== undefined && effective < place.recorded ? effective : undefined,
    rightsAt: await rightsAt(store, clock, place, effective),
  };
}

type Place = Pick<Moment, 'position' | 'recorded'>;

/** The moment asked about, or the nearest to it at which the record stood so. */
async function rightsAt(
  store: EventStore,
  clock: () => Date,
  { position, recorded }: Place,
  effective: Instant | undefined,
): Promise<Instant> {
  if (effective === undefined || effective <= recorded) return recorded;
  const next = await firstAfter(store, position);
  const until = next ? parseInstant(next.recordedAt) : instantOf(clock());
  if (until <= recorded) return recorded;
  return effective < until ? effective : until;
}

async function byPosition(store: EventStore, clock: () => Date, position: Position): Promise<Place> {
  const event = position === START ? undefined : await firstAfter(store, (position - 1) as Position);
  if (event?.position === position) return { position, recorded: parseInstant(event.recordedAt) };
  if (position === START && (await store.head()) === START) return { position, recorded: instantOf(clock()) };
  throw new UnknownMomentError('POSITION_NOT_ISSUED', `The position ${position} was never issued by this service.`);
}

async function byTime(store: EventStore, clock: () => Date, asked: Instant | undefined): Promise<Place> {
  const now = instantOf(clock());
  const head = await store.head();
  const last = head === START ? undefined : await firstAfter(store, (head - 1) as Position);
  // Where the clock was set back, the log is ahead of it: what is recorded is never in the future.
  const latest = last && last.recordedAt > now ? parseInstant(last.recordedAt) : now;
  const recorded = asked ?? latest;
  if (epochMilliseconds(recorded) > epochMilliseconds(latest)) {
    throw new UnknownMomentError(
      'MOMENT_IN_FUTURE',
      `recorded is in the future: it is ${latest} now. What will be in force later is asked for with effective.`,
    );
  }
  return { position: await lastBy(store, recorded, head), recorded };
}

/** The position of the last event that was recorded by a moment. */
async function lastBy(store: EventStore, moment: Instant, head: Position): Promise<Position> {
  // Everything up to `low` is recorded by the moment; nothing after `high` is.
  let low: number = START;
  let high: number = head;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const event = await firstAfter(store, middle as Position);
    if (event && event.position <= high && event.recordedAt <= moment) low = event.position;
    else high = middle;
  }
  return low as Position;
}

async function firstAfter(store: EventStore, after: Position): Promise<RecordedEvent | undefined> {
  for await (const event of store.readAll({ after, limit: 1 })) return event;
  return undefined;
}
