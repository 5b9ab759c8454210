import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { line, prose } from './text.js';

function faultsOf(schema: ReturnType<typeof line>, text: string): string[] {
  const parsed = schema.safeParse(text);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

describe('Text that people type', () => {
  it('is trimmed and brought to one form, so that equal names are equal bytes', () => {
    expect(line().parse('  Cafe\u0301 ')).toBe('Caf\u00E9');
    expect(prose().parse('One\n\tTwo\n')).toBe('One\n\tTwo');
  });

  it.each([
    ['a line feed', 'a\nb', 'U+000A'],
    ['a null', 'a\0b', 'U+0000'],
    ['an escape', 'a\u001Bb', 'U+001B'],
    ['a C1 control', 'a\u0085b', 'U+0085'],
    ['a right-to-left override', 'a\u202Eb', 'U+202E'],
    ['an isolate', 'a\u2066b', 'U+2066'],
    ['a zero-width space', 'a\u200Bb', 'U+200B'],
    ['a zero-width non-joiner', 'a\u200Cb', 'U+200C'],
    ['a zero-width joiner', 'a\u200Db', 'U+200D'],
    ['a soft hyphen', 'a\u00ADb', 'U+00AD'],
    ['half a surrogate pair', 'a\uD800b', 'U+D800'],
    ['a line separator', 'a\u2028b', 'U+2028'],
    ['a byte order mark within', 'a\uFEFFb', 'U+FEFF'],
  ])('refuses %s in one line, naming it and its place', (_what, text, named) => {
    expect(faultsOf(line(), text)).toEqual([`must not contain the character ${named} (at place 2)`]);
  });

  it.each(['\uFEFF', '\u2028', '\u200B'])('refuses what is hidden at either end too: %j', (hidden) => {
    for (const text of [`${hidden}a`, `a${hidden}`, ` ${hidden} a`, hidden]) {
      expect(faultsOf(line(), text)).toEqual([expect.stringContaining('must not contain the character')]);
      expect(faultsOf(prose(), text)).toEqual([expect.stringContaining('must not contain the character')]);
    }
  });

  it('allows line feeds and tabs in several lines, and no other control character', () => {
    expect(faultsOf(prose(), 'a\nb\tc')).toEqual([]);
    expect(faultsOf(prose(), 'a\rb')).toEqual(['must not contain the character U+000D (at place 2)']);
    expect(faultsOf(prose(), 'a\u202Eb')).toEqual(['must not contain the character U+202E (at place 2)']);
  });

  it('refuses the text that stands for what was erased, and no other that holds it', () => {
    for (const schema of [line(), prose()]) {
      expect(faultsOf(schema, ' [forgotten]\n'.trimEnd())).toEqual([
        'must not be [forgotten], which stands for what was erased',
      ]);
      expect(faultsOf(schema, 'He said: [forgotten].')).toEqual([]);
    }
  });

  it('refuses what is empty or too long', () => {
    expect(faultsOf(line(5), '  ')).toEqual(['must not be empty']);
    expect(faultsOf(line(5), 'abcdef')).toEqual(['must be at most 5 characters long']);
    expect(faultsOf(line(5), 'x'.repeat(10_000_000))).toEqual(['must be at most 5 characters long']);
  });

  it('counts the characters that are stored: some become two in the one form', () => {
    expect('\u0958'.normalize('NFC')).toHaveLength(2);
    expect(faultsOf(line(4), '\u0958'.repeat(2))).toEqual([]);
    expect(faultsOf(line(4), '\u0958'.repeat(3))).toEqual(['must be at most 4 characters long']);
  });

  it('takes what it gave: an event holds text that passed the command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const parsed = prose(20).safeParse(text);
        if (parsed.success) expect(prose(20).parse(parsed.data)).toBe(parsed.data);
      }),
      { numRuns: 2_000 },
    );
  });
});
