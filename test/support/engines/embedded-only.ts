import { describe, it } from '@jest/globals';
import { testEngineKind } from './test-engine.kind.js';

/** Like `describe`, for what is about the embedded engine's own files; on the others it is left out, saying why. */
export function describeEmbedded(name: string, why: string, tests: () => void): void {
  // oxlint-disable-next-line jest/valid-describe-callback
  if (testEngineKind() === 'embedded') return describe(name, tests);
  // oxlint-disable-next-line jest/no-disabled-tests
  describe.skip(name, () => {
    it(`is about the embedded engine: ${why}`, () => undefined);
  });
}

/** The same for one test. */
export function itEmbedded(name: string, why: string, test: () => Promise<void>): void {
  if (testEngineKind() === 'embedded') return it(name, test);
  // oxlint-disable-next-line jest/no-disabled-tests
  it.skip(`${name} (embedded engine: ${why})`, test);
}
