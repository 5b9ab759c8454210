import { epochMilliseconds, instantOf, type Instant } from '#platform/working-days';

/** Attempts before a delivery is a dead letter; with the pauses below, over about two hours. */
export const MOST_ATTEMPTS = 8;

const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 3_600;
/** A receiving system may ask for a longer pause, within reason. */
const LONGEST_ASKED_FOR_SECONDS = 6 * 3_600;

/**
 * When a delivery is tried again: after one minute, then twice as long each time, at most an hour; later when the other
 * side asked for it.
 * @param tries how many there were, at least 1
 */
export function nextAttemptAt(now: Instant, tries: number, retryAfterSeconds = 0): Instant {
  const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS);
  const asked = Math.min(retryAfterSeconds, LONGEST_ASKED_FOR_SECONDS);
  return instantOf(new Date(epochMilliseconds(now) + Math.max(pause, asked) * 1000));
}
