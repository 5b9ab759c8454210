/** What the scenarios run on. */
export type TestEngineKind = 'embedded' | 'postgresql' | 'eventstoredb';

const KINDS: ReadonlySet<string> = new Set<TestEngineKind>(['embedded', 'postgresql', 'eventstoredb']);

/** As CONCORDAT_TEST_ENGINE says; the embedded engine when it says nothing. */
export function testEngineKind(): TestEngineKind {
  const named = process.env['CONCORDAT_TEST_ENGINE'] ?? 'embedded';
  if (isKind(named)) return named;
  throw new Error(`CONCORDAT_TEST_ENGINE is "${named}", but can only be ${[...KINDS].join(', ')}.`);
}

function isKind(name: string): name is TestEngineKind {
  return KINDS.has(name);
}
