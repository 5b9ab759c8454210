import { NotUtf8Error } from './utf8-text.js';

/** One line of a file, without its line ending. */
export interface CsvLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A line cannot be read; neither it nor anything after it is. */
export class UnreadableLineError extends Error {
  override readonly name = 'UnreadableLineError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

function tooLong(line: number, limit: number): UnreadableLineError {
  const message =
    `Line ${line} is longer than ${limit.toLocaleString('en-GB')} characters. ` +
    'The rest of the file was not read: shorten the line, or end lines by a line feed.';
  return new UnreadableLineError(line, message);
}

/**
 * The lines of a text that comes in pieces. CR LF, LF and CR end a line.
 * @throws {UnreadableLineError} for a line that is too long, or not text
 */
export async function* csvLines(text: AsyncIterable<string>, longest: number): AsyncGenerator<CsvLine> {
  let number = 1;
  let rest = '';
  try {
    for await (const piece of text) {
      const joined = rest + piece;
      // A CR at the end may be the first half of a CR LF.
      const isHalf = joined.endsWith('\r');
      const lines = (isHalf ? joined.slice(0, -1) : joined).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? '') + (isHalf ? '\r' : '');
      for (const line of lines) {
        if (line.length > longest) throw tooLong(number, longest);
        yield { number, text: line };
        number += 1;
      }
      if (rest.length > longest + 1) throw tooLong(number, longest);
    }
  } catch (error) {
    // The text before the byte at fault came first, so that this is its line.
    if (error instanceof NotUtf8Error)
      throw new UnreadableLineError(rest.endsWith('\r') ? number + 1 : number, error.message);
    throw error;
  }
  const last = rest.replace(/\r$/, '');
  if (last !== '') yield { number, text: last };
}
