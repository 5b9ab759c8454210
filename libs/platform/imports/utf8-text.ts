import { isUtf8 } from 'node:buffer';

/** The file is not UTF-8 text. */
export class NotUtf8Error extends Error {
  override readonly name = 'NotUtf8Error';
  constructor(
    /** Place of the first byte that does not fit, counted from 0. */
    readonly offset: number,
    hint: string,
  ) {
    super(`The file is not UTF-8: byte ${offset} does not fit. ${hint}`);
  }
}

const OTHER_ENCODING = 'Save it as "CSV UTF-8".';
const UTF_16 = 'It looks like UTF-16. Save it as "CSV UTF-8".';
const CUT_OFF = 'The file ends in the middle of a character: it may have been cut off.';

/**
 * The text of a file in pieces, without a byte order mark, up to what cannot be read.
 * @throws {NotUtf8Error} naming the byte
 */
export async function* utf8Text(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let before = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const end = bytes.length - incompleteTail(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) {
      const good = firstInvalid(whole);
      yield withoutMark(whole.toString('utf8', 0, good), before);
      throw notUtf8(before, whole, good);
    }
    yield withoutMark(whole.toString('utf8'), before);
    before += end;
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) throw new NotUtf8Error(before, CUT_OFF);
}

function withoutMark(text: string, offset: number): string {
  return offset === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function notUtf8(before: number, bytes: Buffer, good: number): NotUtf8Error {
  const isUtf16 = before === 0 && bytes.length > 1 && (bytes[0] === 0xff || bytes[0] === 0xfe);
  return new NotUtf8Error(before + good, isUtf16 ? UTF_16 : OTHER_ENCODING);
}

/** How many bytes at the end begin a character that the next piece may complete. */
function incompleteTail(bytes: Buffer): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return charactersLength(byte) > length ? length : 0;
  }
  return 0;
}

/** Bytes from 0xf8 on begin no character: nothing that follows completes them. */
function charactersLength(lead: number): number {
  if (lead >= 0xf8) return 1;
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

/** The longest valid beginning, found by halving: a beginning that ends within a character counts up to it. */
function firstInvalid(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 4) {
    const middle = valid + Math.floor((invalid - valid) / 2);
    const part = bytes.subarray(valid, middle);
    const whole = part.length - incompleteTail(part);
    if (whole > 0 && isUtf8(part.subarray(0, whole))) valid += whole;
    else invalid = middle;
  }
  while (valid < bytes.length) {
    const length = [1, 2, 3, 4].find(
      (size) => isUtf8(bytes.subarray(valid, valid + size)) && valid + size <= bytes.length,
    );
    if (length === undefined) break;
    valid += length;
  }
  return valid;
}
