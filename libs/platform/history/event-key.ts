/**
 * A whole number that stands for an id in the event index: a third of an id's size, and so are the indexes over it. Two
 * ids can share one: ids follow from keys that clients choose, and two with the same end are found within a minute. So
 * what is found by a key is never taken for what was looked for: the event itself says what it belongs to.
 */
export type EventKey = number;

const DIGITS = 12;

/** The last digits of a UUID, as a number; of what ends in something else, a digest. */
export function eventKeyOf(id: string): EventKey {
  const end = id.length > DIGITS ? Number(`0x${id.slice(-DIGITS)}`) : Number.NaN;
  return Number.isNaN(end) ? digestOf(id) : end;
}

/** FNV-1a over UTF-16, twice 24 bits: for ids that are no UUIDs, such as `auditor`. */
function digestOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x050c5d1f];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x01000193);
  }
  return (high & 0xffffff) * 0x1000000 + (low & 0xffffff);
}
