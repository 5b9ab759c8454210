/**
 * What a personal text reads as after its key was destroyed. Nobody can type it (see `line` and `prose`), so that it
 * never stands for anything else.
 */
export const FORGOTTEN = '[forgotten]';

export function isForgotten(value: unknown): value is typeof FORGOTTEN {
  return value === FORGOTTEN;
}
