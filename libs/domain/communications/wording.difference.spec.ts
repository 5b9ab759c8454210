import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyDifference, differenceOfWordings, type WordingRun } from './wording.difference.js';
import { WORDING_MAX_LENGTH } from './wording.markdown.js';

/** 'kept', '-removed-', '+added+' */
const signs = { KEPT: '', REMOVED: '-', ADDED: '+' } as const;
const drawn = (runs: readonly WordingRun[]): string =>
  runs.map(({ kind, text }) => `${signs[kind]}${text}${signs[kind]}`).join('');

describe('The difference of two wordings', () => {
  it.each([
    [
      'within a line, by word',
      'a\nDone by 30 June at all sites.\n',
      'a\nDone by 30 September at all sites.\n',
      'a\nDone by 30 -June-+September+ at all sites.\n',
      ['Line 2: “June” became “September”.'],
    ],
    [
      'of neighbouring words, as one',
      'Look at the two sites here today',
      'Look at the all shops here today',
      'Look at the -two sites-+all shops+ here today',
      ['Line 1: “two sites” became “all shops”.'],
    ],
    [
      'of words put in',
      'Please read this',
      'Please do read this',
      'Please +do +read this',
      ['Line 1: “do” was added.'],
    ],
    [
      'of words taken out',
      'a\nPlease do read this',
      'Please read this',
      '-a\n-Please -do -read this',
      ['Line 1 of the earlier wording: “a” was removed.', 'Line 2 of the earlier wording: “do” was removed.'],
    ],
    ['of a paragraph put in', 'a\n\nc\n', 'a\n\nb\n\nc\n', 'a\n\n+b\n\n+c\n', ['Line 3: “b” was added.']],
    [
      'of another text',
      'One thing is said here.',
      'Nobody ever came across that.',
      '-One thing is said here.-+Nobody ever came across that.+',
      ['Line 1: “One thing is said here.” became “Nobody ever came across that.”.'],
    ],
    ['in spacing', 'a b c d', 'a  b c d', 'a- -+  +b c d', ['Line 1: only the spacing changed.']],
    ['in line feeds at the end', 'a', 'a\n', 'a+\n+', ['Line 1: only the spacing changed.']],
    ['from nothing', '', 'a', '+a+', ['Line 1: “a” was added.']],
    [
      'at the places of both',
      'a\nb\nx y z\n',
      'n\na\nb\nx y w\n',
      '+n\n+a\nb\nx y -z-+w+\n',
      ['Line 1: “n” was added.', 'Line 4: “z” became “w”.'],
    ],
  ])('is found %s', (_what, before, after, runs, sentences) => {
    const difference = differenceOfWordings(before, after);
    expect(drawn(difference.runs)).toBe(runs);
    expect(difference.sentences).toEqual(sentences);
    expect(differenceOfWordings(after, before).changes).toHaveLength(sentences.length);
  });

  it('knows the lines of both', () => {
    const { changes } = differenceOfWordings('a b c\nd e f\ng\n', 'n\na b c\nx e f\ng\n');
    expect(changes).toEqual([
      { lineBefore: 1, lineAfter: 1, removed: '', added: 'n\n' },
      { lineBefore: 2, lineAfter: 3, removed: 'd', added: 'x' },
    ]);
  });

  it('shortens what is long in its sentences, not in its runs', () => {
    const [long] = ['word '.repeat(200)];
    const { runs, sentences } = differenceOfWordings('a\n', `a\n${long}\n`);
    expect(runs.at(-1)?.text).toBe(`${long}\n`);
    expect(sentences[0]?.length).toBeLessThan(220);
    expect(sentences[0]).toMatch(/^Line 2: “word .* … .*word” was added\.$/);
  });

  const line = fc.array(fc.constantFrom('a', 'b ', ' ', 'site', ' sites', '.', '*', '😀', '\u0301'), { maxLength: 6 });
  const wording = fc
    .array(
      fc.oneof(
        line.map((words) => words.join('')),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 8 },
    )
    .map((lines) => lines.join('\n'));

  it('leads from the earlier wording to the later, and says nothing of equal ones', () => {
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const difference = differenceOfWordings(before, after);
        expect(applyDifference(before, difference)).toBe(after);
        expect(difference.runs.length === 0).toBe(before === after);
        expect(difference.sentences).toHaveLength(difference.changes.length);
        expect(difference.runs.filter(({ text }) => text === '')).toEqual([]);
        // Each change is where it says it is.
        for (const { lineBefore, lineAfter, removed, added } of difference.changes) {
          expect(from(before, lineBefore)).toContain(removed);
          expect(from(after, lineAfter)).toContain(added);
        }
        expect(differenceOfWordings(after, after)).toEqual({ runs: [], changes: [], sentences: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not taken for one from another wording', () => {
    expect(() => applyDifference('c', differenceOfWordings('a', 'b'))).toThrow(RangeError);
  });

  it.each([
    ['words', (n: number, k: number) => `w${(n * k) % 7919} `],
    ['lines', (n: number, k: number) => `w${(n * k) % 7919}\n`],
    ['lines of few words', (n: number, k: number) => (n % 9 === 0 ? `${(n * k) % 3}\n` : `${(n * k) % 5} `)],
    ['single characters', (n: number, k: number) => ((n * k * n) % 11 > 5 ? '*' : '_')],
  ])('comes to an end for long wordings that share little: %s', (_what, piece) => {
    const long = (k: number) => {
      let text = '';
      for (let n = 0; text.length < WORDING_MAX_LENGTH; n += 1) text += piece(n, k);
      return text;
    };
    // A cost that grew without bound would not end within the time that a test has.
    const difference = differenceOfWordings(long(3), long(5));
    expect(applyDifference(long(3), difference)).toBe(long(5));
  });
});

const from = (text: string, line: number): string =>
  text
    .split('\n')
    .slice(line - 1)
    .join('\n');
