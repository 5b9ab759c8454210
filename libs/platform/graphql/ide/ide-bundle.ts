import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sources of the page; they are bundled, not compiled with the service. */
const PAGE = fileURLToPath(new URL('../../../../../libs/platform/graphql/ide/page', import.meta.url));
const BUNDLES = fileURLToPath(new URL('bundles', import.meta.url));

const WORKERS = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

/** The IDE cannot be made here: its packages are development packages. */
export class IdeUnavailableError extends Error {
  override readonly name = 'IdeUnavailableError';
}

/** The files of the page, by name, made from the installed packages when they are not there or out of date. */
export async function ideFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = join(BUNDLES, await stampOfSources());
  if (!existsSync(folder)) await makeBundle(folder);
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  return files;
}

/** Made aside and moved as a whole, so that a process that starts at the same time does not see half of it. */
async function makeBundle(folder: string): Promise<void> {
  const esbuild = await import('esbuild').catch((cause: unknown) => {
    throw new IdeUnavailableError('The IDE needs the development packages. Install them with "npm install".', {
      cause,
    });
  });
  await mkdir(BUNDLES, { recursive: true });
  const aside = await mkdtemp(join(BUNDLES, 'making-'));
  const common = {
    outdir: aside,
    bundle: true,
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'file' },
  } as const;
  const page = { page: join(PAGE, 'graphiql-page.jsx') };
  await esbuild.build({ ...common, entryPoints: page, format: 'esm', jsx: 'automatic' });
  await esbuild.build({ ...common, entryPoints: WORKERS, format: 'iife', absWorkingDir: PAGE });
  await writeFile(join(aside, 'index.html'), await readFile(join(PAGE, 'index.html')));
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true });
    // Another process that started at the same time was faster; its files are the same.
    if (!existsSync(folder)) throw error;
  }
}

/** Changes with the page and with the versions of what is bundled. */
async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256');
  try {
    for (const name of (await readdir(PAGE)).sort()) hash.update(name).update(await readFile(join(PAGE, name)));
  } catch (cause) {
    throw new IdeUnavailableError(`The sources of the IDE are not in ${PAGE}.`, { cause });
  }
  const lock = join(PAGE, '../../../../../package-lock.json');
  return hash.update(await readFile(lock)).digest('hex');
}
