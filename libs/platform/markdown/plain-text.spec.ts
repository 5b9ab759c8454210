import { describe, expect, it } from '@jest/globals';
import { plainTextOfMarkdown } from './plain-text.js';

describe('Markdown as plain text', () => {
  it.each([
    ['# A *b*\n\nc', 'A b\n===\n\nc'],
    ['## A\nb  \nc\nd', 'A\n-\n\nb\nc\nd'],
    ['a **b** _c_ `d` \\* &amp; e', 'a b c d * & e'],
    ['[a](https://b.uk/c)', 'a (https://b.uk/c)'],
    ['<https://b.uk/c> [https://b.uk/](https://b.uk/)', 'https://b.uk/c https://b.uk/'],
    ['[write](mailto:a@b.uk), <a@b.uk>, [ring](tel:+441)', 'write (a@b.uk), a@b.uk, ring (+441)'],
    ['- a\n- b\n  - c\n  - d\n- e\n\nf', '- a\n- b\n  - c\n  - d\n- e\n\nf'],
    ['- a\n\n- b\n\n  c', '- a\n\n- b\n\n  c'],
    ['9. a\n10. b\n    - c', '9. a\n10. b\n    - c'],
    ['> a\n>\n> - b\n\nc', '> a\n>\n> - b\n\nc'],
    ['a\n\n    b\n      c\n\nd', 'a\n\n    b\n      c\n\nd'],
    ['a\n- b\n- c\n\n  d\n', 'a\n\n- b\n\n- c\n\n  d'],
    ['a\n\n---\n\nb', 'a\n\n-----\n\nb'],
    ['| a | b |\n| - | - |\n| c | *d* |\n| e | f |\n\ng', 'a | b\nc | d\ne | f\n\ng'],
    ['![a](https://b.uk/) <b>c</b>', '!a (https://b.uk/) <b>c</b>'],
  ])('%j', (markdown, text) => {
    expect(plainTextOfMarkdown(markdown)).toBe(text);
  });
});
