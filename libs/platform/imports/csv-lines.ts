/** One line of a file, without its line ending. */
export interface CsvLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A line is longer than any row may be; nothing after it is read. */
export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError';
  constructor(
    readonly line: number,
    limit: number,
  ) {
    super(
      `Line ${line} is longer than ${limit.toLocaleString('en-GB')} characters. ` +
        'The rest of the file was not read: shorten the line, or end lines by a line feed.',
    );
  }
}

/**
 * The lines of a text that comes in pieces. CR LF, LF and CR end a line.
 * @throws {LineTooLongError}
 */
export async function* csvLines(text: AsyncIterable<string>, longest: number): AsyncGenerator<CsvLine> {
  let number = 1;
  let rest = '';
  for await (const piece of text) {
    const joined = rest + piece;
    // A CR at the end may be the first half of a CR LF.
    const isHalf = joined.endsWith('\r');
    const lines = (isHalf ? joined.slice(0, -1) : joined).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + (isHalf ? '\r' : '');
    for (const line of lines) {
      if (line.length > longest) throw new LineTooLongError(number, longest);
      yield { number, text: line };
      number += 1;
    }
    if (rest.length > longest + 1) throw new LineTooLongError(number, longest);
  }
  const last = rest.replace(/\r$/, '');
  if (last !== '') yield { number, text: last };
}
