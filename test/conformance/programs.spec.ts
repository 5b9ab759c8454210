import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const OLD = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import(process.argv[1]);`;

describe('On a Node.js that is too old', () => {
  it.each(['api', 'worker', 'cli', 'demo'])(
    'the program of apps/%s ends with what is needed, before it loads anything',
    (app) => {
      const main = fileURLToPath(new URL(`../../apps/${app}/main.js`, import.meta.url));
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', OLD, main], {
        encoding: 'utf8',
        env: { ...process.env, CONCORDAT_PORT: 'not a port' },
      });
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^Concordat needs Node\.js 22\.12 or later; this is 20\.20\.2\./);
      // A second static import would be loaded before the guard has run to its end, and a native module may crash there.
      const imports = readFileSync(main, 'utf8').match(/^import\b.*$/gm);
      expect(imports).toEqual([expect.stringContaining('node-version.guard.js')]);
    },
  );
});
