/** Longest text of a message that quotes what a client sent, in UTF-16 code units. */
export const LONGEST_MESSAGE = 200;

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
// Also the plugin that hides suggestions in validation leaves those of variables in.
const SUGGESTION = / ?Did you mean [^?]*\?/g;

/**
 * A message of the GraphQL library, fit to be sent back: no control or direction characters, no suggestion that
 * gives the schema away, and a long value cut in the middle, so that the field before it and the reason after it
 * stay.
 */
export function presentable(message: string, longest: number = LONGEST_MESSAGE): string {
  const clean = message.replaceAll(UNPRINTABLE, ' ').replaceAll(SUGGESTION, '').trim();
  if (clean.length <= longest) return clean;
  const head = Math.ceil(longest * 0.6);
  const tail = longest - head - 1;
  return `${clean.slice(0, head)}…${clean.slice(-tail)}`.replaceAll(/\p{Cs}/gu, '');
}
