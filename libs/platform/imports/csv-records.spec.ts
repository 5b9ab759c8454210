import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROW_LIMITS, recordsOf } from './import-rows.js';

async function read(...pieces: (string | Uint8Array)[]) {
  const records = [];
  const source = Readable.from(pieces.map((piece) => Buffer.from(piece as string)));
  for await (const record of recordsOf(source)) {
    records.push(record.outcome === 'record' ? { line: record.line, cells: record.cells } : record);
  }
  return records;
}

function notUtf8(reason: RegExp, line = 1) {
  return { outcome: 'fault', line, final: true, reason: expect.stringMatching(reason) };
}

describe('The records of a CSV file', () => {
  it.each(['\n', '\r\n', '\r'])('ends lines by %j, and counts those within quotation marks', async (end) => {
    const text = ['a,b', '', '"x', '', 'y ""z""",3', ' ', '4,5'].join(end);
    expect(await read(text)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x\n\ny "z"', '3'] },
      { line: 7, cells: ['4', '5'] },
    ]);
  });

  it('leaves out a byte order mark', async () => {
    expect(await read('\uFEFFa,b')).toEqual([{ line: 1, cells: ['a', 'b'] }]);
  });

  it('goes on after a record whose quotation marks are wrong', async () => {
    const records = await read('1\n2"x\n3\n"4" y\n5');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(records.map((each) => 'reason' in each)).toEqual([false, true, false, true, false]);
  });

  it('ends at a quotation mark that is never closed, and at a line too long to be a row', async () => {
    const unclosed = { outcome: 'fault', line: 2, final: true, reason: expect.stringContaining('not closed') };
    expect(await read('a\n"b\nc\nd')).toEqual([{ line: 1, cells: ['a'] }, unclosed]);
    const long = 'x'.repeat(ROW_LIMITS.row / 2);
    expect(await read(`a\n"b\n${long}\n${long}\n${long}"\nc`)).toEqual([{ line: 1, cells: ['a'] }, unclosed]);
    const [, tooLong] = await read('a\n', long, long, long);
    expect(tooLong).toMatchObject({ line: 2, final: true, reason: expect.stringContaining('longer than 65,536') });
  });

  it('names the first byte that is not UTF-8, wherever the pieces are cut', async () => {
    const good = Buffer.from('naïve,€,𝄞\n');
    for (let cut = 0; cut <= good.length; cut++) {
      expect(await read(good.subarray(0, cut), good.subarray(cut))).toEqual([{ line: 1, cells: ['naïve', '€', '𝄞'] }]);
      const bad = Buffer.concat([good.subarray(0, cut), Buffer.from([0xff]), good.subarray(cut)]);
      expect((await read(bad)).at(-1)).toEqual(notUtf8(/byte \d+ does not fit/, cut === good.length ? 2 : 1));
    }
    const latin1 = Buffer.concat([Buffer.from('caf'), Buffer.from([0xe9]), Buffer.from(',x\n')]);
    for (let cut = 0; cut <= latin1.length; cut++) {
      expect(await read(latin1.subarray(0, cut), latin1.subarray(cut))).toEqual([notUtf8(/byte 3 does not fit/)]);
    }
    expect(await read(good.subarray(0, good.length - 2))).toEqual([notUtf8(/cut off/)]);
    expect(await read(Buffer.from('\uFEFFa,b', 'utf16le'))).toEqual([notUtf8(/UTF-16/)]);
  });

  it('reads the lines before the byte that is not UTF-8, and names its line', async () => {
    const bad = Buffer.concat([Buffer.from('é,1\r\né,2\r\n'), Buffer.from([0xe9]), Buffer.from(',3\r\né,4\r\n')]);
    const before = [
      { line: 1, cells: ['é', '1'] },
      { line: 2, cells: ['é', '2'] },
    ];
    for (let cut = 0; cut <= bad.length; cut++) {
      const records = await read(bad.subarray(0, cut), bad.subarray(cut));
      expect(records).toEqual([...before, notUtf8(/byte 12 does not fit/, 3)]);
    }
  });

  it('reads what any writer of RFC 4180 writes, in pieces of any size', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', '𝄞', ' '), maxLength: 8 });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), fc.integer({ min: 1, max: 7 }), async (rows, size) => {
        const text = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const bytes = Buffer.from(text);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
          bytes.subarray(n * size, (n + 1) * size),
        );
        const records = await read(...pieces);
        expect(records.map((each) => ('cells' in each ? each.cells : each))).toEqual(rows);
      }),
    );
  });
});
