import { createRequire } from 'node:module';
import { sep } from 'node:path';
import type TestSequencer from '@jest/test-sequencer';
import { SLOW_SPECS } from './slow-specs.js';

// Its types are those of a CommonJS module, which it is not where it is imported.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as typeof TestSequencer;

type Test = Parameters<TestSequencer.default['sort']>[0][number];

/**
 * Begins with the spec files that take longest. Jest does so by itself where it remembers how long each took; in a fresh
 * clone it can only go by the size of the files.
 */
export default class SlowestFirst extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const sorted = await super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ path }: Pick<Test, 'path'>): number {
  const at = SLOW_SPECS.findIndex((name) => path.endsWith(`${sep}${name.replaceAll('/', sep)}.spec.js`));
  return at === -1 ? SLOW_SPECS.length : at;
}
