import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { temporaryFolder } from '../../support/temporary-folder.js';
import type { Edit, Mutant } from './mutant.js';

type EventStoreModule = typeof import('../../../libs/platform/event-store/index.js');

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));
const COMPILED = join(PROJECT, 'dist/libs/platform/event-store');

export interface MutatedEventStore {
  readonly module: EventStoreModule;
  /** Another module of it. */
  load<Module>(file: string): Promise<Module>;
  /** For an engine's files. */
  readonly folder: string;
  remove(): void;
}

/**
 * The whole event store as it was compiled, with one thing changed; apart from it, so that nothing else is affected.
 * @throws when the text to be changed is not there exactly once: the engine has changed, and the mutant must follow
 */
export async function mutatedEventStore({ name, edits }: Mutant): Promise<MutatedEventStore> {
  const { path, remove } = temporaryFolder();
  try {
    // Imports of packages and of other parts are resolved as in the project.
    for (const shared of ['package.json', 'node_modules', 'dist'])
      symlinkSync(join(PROJECT, shared), join(path, shared));
    const copy = join(path, 'libs/platform/event-store');
    mkdirSync(copy, { recursive: true });
    cpSync(COMPILED, copy, { recursive: true, filter: (source) => !/\.(spec\.js|map)$/.test(source) });
    for (const edit of edits) change(copy, edit, name);
    const load = async <Module>(file: string) => (await import(pathToFileURL(join(copy, file)).href)) as Module;
    return { module: await load<EventStoreModule>('index.js'), load, folder: path, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function change(folder: string, { file, find, replace }: Edit, name: string): void {
  const path = join(folder, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) throw new Error(`"${name}": ${file} has the text to be changed ${parts.length - 1} times.`);
  writeFileSync(path, parts.join(replace));
}
