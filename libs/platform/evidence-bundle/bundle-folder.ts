import { createReadStream, lstatSync, readFileSync } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { BundleFiles } from './bundle-files.js';
import { isBundlePath, type BundleParts } from './bundle-part.js';
import { faulty } from './evidence-fault.js';

/** A bundle cannot be written where it was to be, or is not there to be read. */
export class BundleFolderError extends Error {
  override readonly name = 'BundleFolderError';
}

/**
 * Writes a bundle into a new folder: under another name first, so that half a bundle is never taken for one.
 * @throws BundleFolderError when something is there already, or the bundle names a file outside of its folder
 */
export async function writeBundle(folder: string, parts: BundleParts): Promise<void> {
  const target = resolve(folder);
  if (await isThere(target)) throw new BundleFolderError(`${folder} is there already. Name a folder that is new.`);
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  await mkdir(draft, { recursive: true });
  try {
    await writeParts(draft, parts);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function writeParts(folder: string, parts: BundleParts): Promise<void> {
  let current: { readonly path: string; readonly file: FileHandle } | undefined;
  try {
    for await (const { path, bytes } of parts) {
      if (current?.path !== path) {
        await current?.file.close();
        current = { path, file: await create(folder, path) };
      }
      await current.file.writeFile(bytes);
    }
  } finally {
    await current?.file.close();
  }
}

async function create(folder: string, path: string): Promise<FileHandle> {
  if (!isBundlePath(path)) throw new BundleFolderError(`The bundle names a file that cannot be: ${path}`);
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  return open(file, 'wx');
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** The files of a bundle on the disk. */
export class BundleFolder implements BundleFiles {
  private constructor(private readonly root: string) {}

  /** @throws BundleFolderError */
  static async open(folder: string): Promise<BundleFolder> {
    const found = await stat(folder).catch(() => undefined);
    if (!found) throw new BundleFolderError(`There is no bundle at ${folder}.`);
    if (!found.isDirectory()) throw new BundleFolderError(`${folder} is not a folder.`);
    return new BundleFolder(resolve(folder));
  }

  /** Everything in the folder that is not a folder itself, in order. */
  async paths(): Promise<readonly string[]> {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  /**
   * `undefined` when it is not there, or is no file. Most files are tiles of some kilobytes, thousands of them: waiting for
   * each costs more than reading it.
   */
  async read(path: string): Promise<Buffer | undefined> {
    const file = join(this.root, path);
    // A link could lead anywhere: it is as if it were not there.
    const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    return isFile ? readFileSync(file) : undefined;
  }

  async text(path: string): Promise<string | undefined> {
    return (await this.read(path))?.toString('utf8');
  }

  /** @throws FaultFound when it is not there, or is no file */
  async *stream(path: string): AsyncGenerator<Buffer> {
    const file = join(this.root, path);
    const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    if (!isFile) throw faulty('FILE_MISSING', path, 'It is no file of the bundle itself.');
    yield* createReadStream(file, { highWaterMark: 1 << 20 });
  }
}
