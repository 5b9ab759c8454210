import { describe, expect, it } from '@jest/globals';
import { BundleFramesError, framesOf, partsOfFrames } from './bundle-frames.js';
import type { BundlePart } from './bundle-part.js';

async function* sending<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const parts: readonly BundlePart[] = [
  { path: 'checkpoint', bytes: Buffer.from('note') },
  { path: 'events.jsonl', bytes: Buffer.alloc(0) },
  { path: 'tile/0/000', bytes: Buffer.alloc(1_200_000, 7) },
];

describe('A bundle on its way', () => {
  it('arrives as it was sent, in whatever pieces', async () => {
    const text = Buffer.from((await collected(framesOf(sending(parts)))).join(''));
    const pieces = Array.from({ length: Math.ceil(text.length / 70_001) }, (_, index) =>
      text.subarray(index * 70_001, (index + 1) * 70_001),
    );
    const files = new Map<string, Buffer>();
    for (const { path, bytes } of await collected(partsOfFrames(sending(pieces)))) {
      files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), bytes]));
    }
    expect([...files.keys()]).toEqual(parts.map(({ path }) => path));
    for (const { path, bytes } of parts) expect(files.get(path)?.equals(bytes)).toBe(true);
  });

  it.each([
    ['the last line is missing', (lines: string[]) => lines.slice(0, -1)],
    ['something follows the last line', (lines: string[]) => [...lines, lines[0] ?? '']],
    ['a line is cut', (lines: string[]) => lines.with(0, '{"path":"checkp\n')],
    ['a file lies outside', (lines: string[]) => lines.with(0, '{"path":"../checkpoint","base64":""}\n')],
    ['a line is something else', (lines: string[]) => lines.with(0, '{"error":"no"}\n')],
  ])('is refused when %s', async (_, spoil) => {
    const lines = spoil(await collected(framesOf(sending(parts))));
    await expect(collected(partsOfFrames(sending([Buffer.from(lines.join(''))])))).rejects.toThrow(BundleFramesError);
  });
});
