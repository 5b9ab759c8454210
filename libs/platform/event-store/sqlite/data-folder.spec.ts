import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startProgram } from '../../../../test/support/child-program.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { lockDataFolder } from './data-folder.js';
import { DataFolderInUseError, DataFolderNotWritableError } from './sqlite-event-store.errors.js';

const HOLDER = new URL('../../../../test/support/data-folder-holder.js', import.meta.url);

describe('the lock on a data folder', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('creates the folder, and can be taken again after its release', () => {
    const path = join(folder.path, 'new', 'data');
    const first = lockDataFolder(path);
    expect(existsSync(path)).toBe(true);
    expect(first.path).toBe(path);
    expect(() => lockDataFolder(path)).toThrow(DataFolderInUseError);
    first.release();
    lockDataFolder(path).release();
  });

  it('is refused while another process holds it, and free as soon as that process is killed', async () => {
    let ready: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => (ready = resolve));
    const holder = startProgram({ program: HOLDER, input: folder.path, onLine: () => ready() });
    await Promise.race([holding, holder.ended]);
    expect(() => lockDataFolder(folder.path)).toThrow(DataFolderInUseError);
    expect(() => lockDataFolder(folder.path)).toThrow(`The data folder ${folder.path} is in use by another process.`);
    holder.process.kill('SIGKILL');
    await holder.ended;
    lockDataFolder(folder.path).release();
  });

  it('is refused where a file is in the way', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, 'not a folder');
    expect(() => lockDataFolder(file)).toThrow(DataFolderNotWritableError);
    expect(() => lockDataFolder(join(file, 'data'))).toThrow(DataFolderNotWritableError);
  });

  it('is refused where the lock file is no lock file', () => {
    writeFileSync(join(folder.path, 'lock'), 'something else entirely '.repeat(100));
    expect(() => lockDataFolder(folder.path)).toThrow(DataFolderNotWritableError);
  });

  it('is refused in a folder that may not be written to', () => {
    // The administrator may write anywhere, except in a place like /proc.
    const path = process.getuid?.() === 0 ? '/proc/self' : folder.path;
    if (path === folder.path) chmodSync(path, 0o500);
    expect(() => lockDataFolder(path)).toThrow(DataFolderNotWritableError);
    if (path === folder.path) chmodSync(path, 0o700);
  });
});
