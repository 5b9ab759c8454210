import { z } from 'zod';
import { isBundlePath, type BundlePart, type BundleParts } from './bundle-part.js';
import { lineGroups } from './lines.js';

/** A bundle on its way from a service: a line of JSON for each piece, and one that says that it was all. */
export const BUNDLE_FRAMES_TYPE = 'application/x-ndjson';

const END = { end: true } as const;
const frame = z.union([
  z.strictObject({ path: z.string(), base64: z.base64() }),
  z.strictObject({ end: z.literal(true) }),
]);

/** Most bytes of a file in one line. */
const PIECE_BYTES = 512 * 1024;

/** What came is no bundle, or not all of it. */
export class BundleFramesError extends Error {
  override readonly name = 'BundleFramesError';
}

export async function* framesOf(parts: BundleParts): AsyncGenerator<string> {
  for await (const { path, bytes } of parts) {
    for (let start = 0; start === 0 || start < bytes.byteLength; start += PIECE_BYTES) {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(start, start + PIECE_BYTES);
      yield `${JSON.stringify({ path, base64: piece.toString('base64') })}\n`;
    }
  }
  yield `${JSON.stringify(END)}\n`;
}

/** @throws BundleFramesError when the last line is not there: whoever sent it failed on the way */
export async function* partsOfFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<BundlePart> {
  let ended = false;
  for await (const group of lineGroups(chunks)) {
    for (const { bytes } of group) {
      const read = frame.safeParse(jsonOf(bytes));
      if (!read.success || ended) throw new BundleFramesError('What the service sent is not a bundle.');
      if ('end' in read.data) ended = true;
      else yield partOf(read.data);
    }
  }
  if (!ended) throw new BundleFramesError('The service ended before the bundle was complete. Export it again.');
}

function partOf({ path, base64 }: { readonly path: string; readonly base64: string }): BundlePart {
  if (!isBundlePath(path)) throw new BundleFramesError(`The service sent a file that cannot be: ${path}`);
  return { path, bytes: Buffer.from(base64, 'base64') };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BundleFramesError('What the service sent is not a bundle.');
  }
}
