import { ApplicationError } from '#platform/graphql';

/** Why something cannot be shown as at a moment. The messages are for whoever asked. */
export class AsAtError extends ApplicationError {}

/** The moment is none that the record can be shown at. */
export class UnknownMomentError extends AsAtError {}

/** More events would have to be replayed than one question may cost. */
export class ReplayTooLongError extends AsAtError {
  constructor(events: number, limit: number) {
    const message =
      `To answer as at that moment, ${events.toLocaleString('en-GB')} events would have to be replayed; the limit is ` +
      `${limit.toLocaleString('en-GB')}. Ask about one organisation or partnership by its id, and leave out fields ` +
      'that lead beyond it.';
    super('REPLAY_TOO_COSTLY', message, { extensions: { events, limit } });
  }
}

/** The replay took longer than one question may. What it had done is thrown away. */
export class ReplayOutOfTimeError extends AsAtError {
  constructor(limitMs: number) {
    const message =
      `The events up to that moment could not be replayed within ${limitMs / 1000} seconds. Ask about one ` +
      'organisation or partnership by its id, leave out fields that lead beyond it, or ask again later.';
    super('REPLAY_OUT_OF_TIME', message, { headers: { 'retry-after': '30' } });
  }
}

/** Too many replays are waiting already. */
export class TooManyReplaysError extends AsAtError {
  constructor() {
    const message = 'Too many questions as at earlier moments are waiting. Ask again shortly.';
    super('UNAVAILABLE', message, { headers: { 'retry-after': '5' } });
  }
}

/** Whoever asked has gone, or what was being replayed has been thrown away. */
export class AskerGoneError extends AsAtError {
  constructor() {
    super('UNAVAILABLE', 'The replay was given up. Ask again.');
  }
}
