import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { unsupportedNode } from './node-version.js';

describe('the check of the Node version', () => {
  it.each(['22.12.0', '22.13.1', '23.0.0', '24.21.0', '30.0.0'])('takes %s', (version) =>
    expect(unsupportedNode(version)).toBeUndefined(),
  );

  it.each(['22.11.9', '20.20.2', '18.0.0', '0.12.18', 'unknown'])('refuses %s and says what is needed', (version) => {
    expect(unsupportedNode(version)).toContain('needs Node.js 22.12 or later');
    expect(unsupportedNode(version)).toContain(version);
  });

  it('lets this Node through and ends the process on another before anything else is imported', () => {
    const guard = fileURLToPath(new URL('node-version.guard.js', import.meta.url));
    execFileSync(process.execPath, [guard]);
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import(process.argv[1]); console.log('went on');`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend, guard], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('needs Node.js 22.12 or later; this is 20.20.2');
  });
});
