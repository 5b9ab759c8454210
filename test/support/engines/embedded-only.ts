import { describe, it } from '@jest/globals';
import { testEngineKind } from './test-engine.kind.js';

/** Like `describe`, for what is about the embedded engine's own files; on the others it is left out, saying why. */
export function describeEmbedded(name: string, why: string, tests: () => void): void {
  // oxlint-disable-next-line jest/valid-describe-callback
  if (testEngineKind() === 'embedded') return describe(name, tests);
  // The shared engines have no such files; the default run, on the embedded engine, leaves none of these out.
  // oxlint-disable-next-line jest/no-disabled-tests
  describe.skip(name, () => {
    it(`is about the embedded engine: ${why}`, () => undefined);
  });
}

/** The same for one test. */
export function itEmbedded(name: string, why: string, test: () => Promise<void>): void {
  if (testEngineKind() === 'embedded') return it(name, test);
  // As above: the reason is in the name, and the default run has it.
  // oxlint-disable-next-line jest/no-disabled-tests
  it.skip(`${name} (embedded engine: ${why})`, test);
}
