import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prose } from '#platform/values';
import { allAttacks, ATTACKS, COSTLY_TEXTS } from './attacks.fixture.js';
import { checkMarkdown, describeFault } from './markdown-faults.js';
import { MARKDOWN_LIMITS } from './markdown-limits.js';
import { plainTextOfMarkdown } from './plain-text.js';
import { renderMarkdown } from './render-html.js';

const faultsOf = (markdown: string): string[] => checkMarkdown(markdown).map(describeFault);

describe('The check of Markdown', () => {
  it('takes what a message needs', () => {
    const text = [
      '# Moving goods safely',
      '',
      'HSE and local authorities **agree** on _one_ message: see https://www.hse.gov.uk, or <https://www.hse.gov.uk/a?b=c&d>.',
      'Fewer than <10 of 50 sites & "some" others; 5 < 6 > 4; AT&T; a\\*b; \\<b> and &lt;b&gt;, `<script>`.',
      '',
      '1. [Plans](https://www.hse.gov.uk/plans), [www.hse.gov.uk](https://www.hse.gov.uk/), [hse.gov.uk/x](https://www.hse.gov.uk/x/)',
      '2. [Write to us](mailto:lead@hse.gov.uk), <lead@hse.gov.uk>, [lead@hse.gov.uk](mailto:lead@hse.gov.uk)',
      '   - ring [0345 300 9923](tel:+443453009923), [leaflet.pdf](https://www.hse.gov.uk/leaflet.pdf)',
      '',
      '> A quotation, and [an aside] with (brackets).',
      '',
      '| Region | When |',
      '| :----- | ---: |',
      '| Wales  | May  |',
      '',
      '    <script> is code here',
      '',
      '---',
      'Café, naïve, Caerffili, 🚛.',
    ].join('\n');
    expect(faultsOf(text)).toEqual([]);
  });

  describe.each(Object.entries(ATTACKS))('refuses %s', (_kind, attacks) => {
    it.each(attacks)('%j', (attack) => {
      expect(checkMarkdown(attack)).not.toEqual([]);
      const fault = checkMarkdown(`Words before it.\n\n${attack}\n\nWords after it.`);
      // Words make a text that says nothing say something.
      if (!['---', '&nbsp;', '#'].includes(attack)) expect(fault).not.toEqual([]);
    });
  });

  it.each([
    ['a\n\n<script>x</script>', 'Line 3: HTML may not be used: “<script>x</script>”.'],
    ['a\nb <i>c</i>', 'Line 2: HTML may not be used: “<i>”.'],
    ['a <b', 'Line 1: HTML may not be used: “<b”. Write \\< for the character itself.'],
    [
      '- a\n- b\n  [c\n  d](javascript:x)',
      'Line 3: The link must lead to an https, http, mailto or tel address; it has “javascript:x”.',
    ],
    ['[a](b.html)', 'Line 1: The link must lead to a full address, such as https://www.hse.gov.uk/; it has “b.html”.'],
    ['[a](https://b:c@d.uk/)', 'Line 1: The link must not have a user name in its address “https://b:c@d.uk/”.'],
    [
      '[a](mailto:b@c.uk?cc=d)',
      'Line 1: The link must give an e-mail address only, without subject, copies or text; it has “mailto:b@c.uk?cc=d”.',
    ],
    ['a\n[b.gov.uk](https://c.uk/)', 'Line 2: The link shows the address “b.gov.uk” and leads to “https://c.uk/”.'],
    ['[12345 6](tel:+44123456)', undefined],
    ['[12345 7](tel:+44123456)', 'Line 1: The link shows another telephone number than “tel:+44123456”.'],
    ['a\n\n> b\n> ![c](https://d.uk/e.png)', 'Line 4: An image may not be part of the text: attach it.'],
    [
      'a\n\n[b]: https://c.uk',
      'Line 3: An address may not be kept apart from its link: “[b]: https://c.uk”. Write [text](address).',
    ],
    ['[a](https://b.uk "c")', 'Line 1: The link has the title “c”, which is not shown everywhere.'],
    ['[](https://b.uk)', 'Line 1: The link has no text that could be seen.'],
    ['```js\na\n```', 'Line 1: “js” beside the code marks would not be shown.'],
    ['a\nb\u200Bc', 'Line 2: The character U+200B (at place 2) may not be used.'],
    ['a&#8203;b', 'Line 1: The character U+200B may not be used, nor written as “&#8203;”.'],
    ['> > > > a', undefined],
    ['a\n\n> > - > - a', 'Line 3: Lists and quotations may stand in one another 4 deep at most.'],
    ['**a _b [c](https://d.uk)_**', undefined],
    ['**a _b *c **d _e_** c* b_ a**', 'Line 1: Emphasis and links may stand in one another 4 deep at most.'],
    ['> \n---', 'Line 1: The text says nothing.'],
  ])('says where and what: %j', (markdown, expected) => {
    expect(faultsOf(markdown)).toEqual(expected === undefined ? [] : expect.arrayContaining([expected]));
  });

  it('refuses a text that is too long, at the line where it becomes so, without reading on', () => {
    expect(faultsOf('a'.repeat(20_000))).toEqual([]);
    expect(faultsOf(`a\n${'a'.repeat(20_000)}`)).toEqual(['Line 2: The text is longer than 20000 characters.']);
  });

  it.each(['a wide table', 'short lines in quotations'])(
    'refuses what becomes too long when it is shown: %s',
    (kind) => {
      expect(faultsOf(COSTLY_TEXTS[kind] ?? '')).toEqual([expect.stringContaining('The text becomes too long')]);
    },
  );

  it('lists a bounded number of faults, in the order of the lines', () => {
    const faults = checkMarkdown('![a](b)\n\n'.repeat(500));
    expect(faults).toHaveLength(MARKDOWN_LIMITS.faults);
    expect(faults.map(({ line }) => line)).toEqual(faults.map((_, index) => 2 * index + 1));
  });

  it('lets through only what fits an e-mail, as plain text and as HTML', () => {
    const piece = fc.oneof(
      fc.constantFrom(...PIECES),
      fc.constantFrom(...allAttacks()),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const markdown = pieces.join('');
        if (checkMarkdown(markdown).length > 0) return;
        expect(prose(MARKDOWN_LIMITS.plainText).safeParse(plainTextOfMarkdown(markdown)).error).toBeUndefined();
        expect(renderMarkdown(markdown)).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cs}\p{Cf}]/u);
      }),
      { numRuns: 700 },
    );
  });
});

const PIECES = [
  'a',
  'b ',
  '\n',
  '\n\n',
  '- ',
  '> ',
  '1. ',
  '# ',
  '*',
  '**',
  '_',
  '`',
  '[',
  '](https://a.uk)',
  '|',
  '&amp;',
  '&#10;',
  '\\',
  '<',
  '    ',
];
