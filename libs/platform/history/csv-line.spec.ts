import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { csvLine } from './csv-line.js';

describe('A line of CSV', () => {
  it('quotes what would end a cell', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', null, 7])).toBe('a,"b,c","say ""x""","two\nlines",,7\r\n');
  });

  it('never begins a cell as a formula does', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1']) {
      expect(parse(csvLine([text]))).toEqual([[`'${text}`]]);
    }
  });

  it('is read as what was written', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(cells, (texts) => {
        fc.pre(texts.join('') !== '');
        const [read] = parse(csvLine(texts), { relax_quotes: false }) as string[][];
        expect(read?.map((cell) => cell.replace(/^'(?=\s*[=+\-@\t\r])/, ''))).toEqual(texts);
      }),
    );
  });
});
