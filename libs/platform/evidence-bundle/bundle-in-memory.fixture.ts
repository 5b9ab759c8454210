import { createHash } from 'node:crypto';
import type { BundleFiles } from './bundle-files.js';
import { MANIFEST, type BundleManifest } from './bundle-manifest.js';
import type { BundleParts } from './bundle-part.js';

/** A bundle in memory, to be spoiled and checked many times. */
export class BundleInMemory implements BundleFiles {
  private constructor(private readonly files: Map<string, Buffer>) {}

  static async of(parts: BundleParts): Promise<BundleInMemory> {
    const pieces = new Map<string, Uint8Array[]>();
    for await (const { path, bytes } of parts) pieces.set(path, [...(pieces.get(path) ?? []), bytes]);
    return new BundleInMemory(new Map([...pieces].map(([path, all]) => [path, Buffer.concat(all)])));
  }

  /** Another bundle with one file changed, or without it. */
  with(path: string, content: Uint8Array | undefined): BundleInMemory {
    const files = new Map(this.files);
    if (content === undefined) files.delete(path);
    else files.set(path, Buffer.from(content));
    return new BundleInMemory(files);
  }

  /** As somebody leaves it who also brings the manifest up to date. */
  withManifest(change: Partial<BundleManifest> = {}): BundleInMemory {
    const manifest = JSON.parse(this.content(MANIFEST).toString('utf8')) as BundleManifest;
    const listed = [...this.files].filter(([path]) => path !== MANIFEST);
    const files = Object.fromEntries(
      listed.map(([path, bytes]) => [
        path,
        { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
      ]),
    );
    return this.with(MANIFEST, Buffer.from(JSON.stringify({ ...manifest, files, ...change })));
  }

  content(path: string): Buffer {
    const bytes = this.files.get(path);
    if (!bytes) throw new Error(`The bundle has no ${path}.`);
    return bytes;
  }

  lines(path: string): readonly string[] {
    return this.content(path).toString('utf8').split('\n').slice(0, -1);
  }

  withLines(path: string, lines: readonly string[]): BundleInMemory {
    return this.with(path, Buffer.from(lines.map((line) => `${line}\n`).join('')));
  }

  get names(): readonly string[] {
    return [...this.files.keys()].toSorted();
  }

  paths = async () => this.names;
  read = async (path: string) => this.files.get(path);
  text = async (path: string) => this.files.get(path)?.toString('utf8');

  /** In pieces that end within lines. */
  async *stream(path: string): AsyncGenerator<Buffer> {
    const bytes = this.content(path);
    for (let start = 0; start < bytes.length; start += 5_000) yield bytes.subarray(start, start + 5_000);
  }
}
