import { existsSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { SLOW_SPECS } from './slow-specs.js';

it('names spec files that are there, so that one that was moved still begins early', () => {
  const missing = SLOW_SPECS.filter((name) => !existsSync(new URL(`../../${name}.spec.js`, import.meta.url)));
  expect(missing).toEqual([]);
});
