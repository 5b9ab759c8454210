import type { CheckedLog } from '../checked-log.js';
import type { SubscribeOperation } from '../history.js';
import { described, type Report } from '../violation.js';
import { firstDifference, placeOf } from './read.rules.js';

/** Each event once, in order, without gap; in batches as asked for; up to the end. */
export function checkSubscription(operation: SubscribeOperation, log: CheckedLog, report: Report): void {
  const { after, batchSize, batches, mustReach } = operation;
  const what = `${described(operation)} after ${after}`;
  const events = batches.flatMap((batch) => batch.events);
  const expected = log.slice(after, events.length);
  const wrong = firstDifference(events, expected);
  if (wrong !== undefined) {
    return report(
      'subscription-order',
      `${what}: event ${wrong}: ${placeOf(events[wrong])}, but the log has ${placeOf(expected[wrong])}`,
    );
  }
  for (const { at, events: batch } of batches) {
    if (batch.length === 0 || batch.length > batchSize) {
      report('subscription-order', `${what}: a batch of ${batch.length} events, of at most ${batchSize}`);
    }
    const early = batch.find(({ id }) => (log.sentFirstAt(id) ?? Infinity) > at);
    if (early) report('nothing-invented', `${what}: ${placeOf(early)} before it was sent`);
  }
  const reached = events.at(-1)?.position ?? after;
  if (mustReach !== undefined && reached < mustReach) {
    report('subscription-arrives', `${what}: came to ${reached} of ${mustReach}`);
  }
}
