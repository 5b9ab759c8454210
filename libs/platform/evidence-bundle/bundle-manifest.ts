import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { textPart, type BundlePart, type BundleParts } from './bundle-part.js';

export const MANIFEST = 'manifest.json';
export const BUNDLE_FORMAT = 'concordat-evidence-bundle/1';

const fileEntry = z.strictObject({
  bytes: z.int().min(0),
  /** Lower-case hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const bundleScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('partnership'), partnershipId: z.string().max(200) }),
]);
export type BundleScope = z.output<typeof bundleScope>;

/** What a bundle is about. It proves nothing: what it says is checked against what the checkpoint commits to. */
export const bundleDescription = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  scope: bundleScope,
  exportedAt: z.iso.datetime(),
  /** Of the log that the checkpoint is signed for. */
  origin: z.string().max(300),
  /** Events in the log at the checkpoint. */
  size: z.int().min(0),
  /** Events in the bundle. */
  events: z.int().min(0),
});
export type BundleDescription = z.output<typeof bundleDescription>;

export const bundleManifest = bundleDescription.extend({ files: z.record(z.string(), fileEntry) });
export type BundleManifest = z.output<typeof bundleManifest>;
export type FileEntry = z.output<typeof fileEntry>;

/** Passes a bundle on and adds its manifest as the last file. */
export async function* withManifest(
  parts: BundleParts,
  describe: () => Omit<BundleDescription, 'format'>,
): AsyncGenerator<BundlePart> {
  const files: Record<string, FileEntry> = {};
  let current: OpenFile | undefined;
  for await (const part of parts) {
    if (current?.path !== part.path) {
      if (current) files[current.path] = current.entry();
      if (Object.hasOwn(files, part.path)) throw new Error(`The file ${part.path} of the bundle is written twice.`);
      current = new OpenFile(part.path);
    }
    current.add(part.bytes);
    yield part;
  }
  if (current) files[current.path] = current.entry();
  const manifest: BundleManifest = { format: BUNDLE_FORMAT, ...describe(), files };
  yield textPart(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}

class OpenFile {
  readonly #digest: Hash = createHash('sha256');
  #bytes = 0;

  constructor(readonly path: string) {}

  add(bytes: Uint8Array): void {
    this.#digest.update(bytes);
    this.#bytes += bytes.byteLength;
  }

  entry(): FileEntry {
    return { bytes: this.#bytes, sha256: this.#digest.digest('hex') };
  }
}
