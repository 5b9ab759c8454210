import type { Position } from '#platform/event-store';
import type { Instant } from '#platform/working-days';

/** A moment as somebody asks for it: by when something was recorded, or by a position of the log; never both. */
export interface AskedMoment {
  readonly recorded?: Instant | undefined;
  readonly position?: Position | undefined;
  /** For which moment it is asked; by default that of the record. */
  readonly effective?: Instant | undefined;
  /** Asks for now, where nothing else is given. */
  readonly isNow?: boolean;
}

/** A moment of the record. Equal moments show the same facts, whenever they are asked for. */
export interface Moment {
  /** What is recorded up to here counts, nothing after it. */
  readonly position: Position;
  /** When the record stood so: the time asked for, or that of the event at the position. */
  readonly recorded: Instant;
  /** What is in force, it is in force at this moment. */
  readonly now: Instant;
  /** Of what is recorded, only what took effect by then counts; `undefined` where all of it does. */
  readonly effectiveBy: Instant | undefined;
  /**
   * Rights are those of this moment, by all that is recorded: `now`, as far as the record stood so then. Who asks for
   * what was or will be in force looks with the rights of neither.
   */
  readonly rightsAt: Instant;
}

/** The moment whose rights count for questions about a moment. */
export function momentOfRights(moment: Moment): Moment {
  return { ...moment, now: moment.rightsAt, effectiveBy: undefined };
}
