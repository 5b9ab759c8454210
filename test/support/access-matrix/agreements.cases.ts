import { reading, type MatrixCase } from './cases.js';

/** Everybody has a list of what waits for them, if only an empty one. */
export function agreementCases(): readonly MatrixCase[] {
  return [reading('myAgreements', '(first: 1) { pageInfo { hasNextPage } }', 'an own list')];
}
