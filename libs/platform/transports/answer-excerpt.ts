const LONGEST = 500;

/** What a foreign system said, fit to be stored and shown: one line without control or hidden characters. */
export function answerExcerpt(answer: string): string {
  const line = answer
    .slice(0, 4 * LONGEST)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
  if (line === '') return 'No answer.';
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
