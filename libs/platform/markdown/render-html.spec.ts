import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allAttacks, COSTLY_TEXTS } from './attacks.fixture.js';
import { checkMarkdown } from './markdown-faults.js';
import { plainTextOfMarkdown } from './plain-text.js';
import { renderMarkdown } from './render-html.js';
import { strangePart } from './rendered-html.fixture.js';

describe('Markdown as HTML', () => {
  it.each([
    ['# A *b*', '<h1>A <em>b</em></h1>\n'],
    ['a  \nb\nc', '<p>a<br />\nb\nc</p>\n'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
    ['[a](https://b.uk/?c=1&d=%22)', '<p><a href="https://b.uk/?c=1&amp;d=%22" rel="noopener noreferrer">a</a></p>\n'],
    ['<a@b.uk>', '<p><a href="mailto:a@b.uk" rel="noopener noreferrer">a@b.uk</a></p>\n'],
    [
      '| a |\n| -: |\n| b |',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n',
    ],
    ['`<b>` & "c"', '<p><code>&lt;b&gt;</code> &amp; "c"</p>\n'],
    ['~~a~~ https://b.uk', '<p>~~a~~ https://b.uk</p>\n'],
  ])('%j', (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  it('shows what it does not know as it was typed', () => {
    expect(renderMarkdown('a <b>c</b>')).toBe('<p>a &lt;b&gt;c&lt;/b&gt;</p>\n');
    expect(renderMarkdown('[a](javascript:b)')).toBe('<p>[a](javascript:b)</p>\n');
    expect(renderMarkdown(`<b>${'a'.repeat(20_000)}`)).toBe(`<pre>&lt;b&gt;${'a'.repeat(20_000)}</pre>\n`);
  });

  it.each(allAttacks())('holds nothing but text and safe links: %j', (attack) => {
    for (const text of [
      attack,
      `> ${attack}`,
      `- a\n\n  ${attack}`,
      `# ${attack}`,
      `*a ${attack}*`,
      attack.padEnd(20_001),
    ]) {
      expect(strangePart(renderMarkdown(text))).toBeUndefined();
    }
  });

  it('holds nothing else for any text', () => {
    const attack = fc.constantFrom(...allAttacks());
    const half = fc.tuple(attack, fc.nat(40)).map(([text, length]) => text.slice(0, length));
    const marks = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '*',
      '!',
      '\\',
      '\n',
      '\0',
      ':',
      '|',
    );
    const text = fc.array(fc.oneof(attack, half, marks, fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        expect(strangePart(renderMarkdown(pieces.join('')))).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is told from what is not safe', () => {
    for (const html of [
      '<p onclick="a">',
      '<script>',
      '<img src="a">',
      '<a href="javascript:a" rel="noopener noreferrer">',
      'a<b',
    ]) {
      expect(strangePart(html)).toBeDefined();
    }
  });

  it.each(Object.entries(COSTLY_TEXTS))('comes to an end with what is costly to read: %s', (_kind, text) => {
    // A parser that needs the square of the length takes minutes, and a test has not that long.
    checkMarkdown(text);
    expect(strangePart(renderMarkdown(text))).toBeUndefined();
    plainTextOfMarkdown(text);
  });
});
