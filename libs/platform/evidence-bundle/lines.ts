const LINE_FEED = 0x0a;

/** One line of a file, without its line feed. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly bytes: Buffer;
  /** False for the last line of a file that does not end with a line feed. */
  readonly ended: boolean;
}

/** Longest line that is read: an event, and what base64 makes of it. */
const MOST_BYTES = 2 * 1024 * 1024;

export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError';
  constructor(readonly line: number) {
    super(`Line ${line} is longer than ${MOST_BYTES} bytes.`);
  }
}

/**
 * The lines of a file in groups, one group per piece read, because a promise per line would cost more than the line.
 * @throws LineTooLongError
 */
export async function* lineGroups(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of chunks) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const group: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      number += 1;
      group.push({ number, bytes: bytes.subarray(start, end), ended: true });
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > MOST_BYTES) throw new LineTooLongError(number + 1);
    if (group.length > 0) yield group;
  }
  if (rest.length > 0) yield [{ number: number + 1, bytes: rest, ended: false }];
}
