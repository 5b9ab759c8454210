import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { KeyStoreBusyError } from './key-store.errors.js';
import { KeyStoreBench, officer } from './key-store.fixture.js';

/** Key material is 44 bytes, of which a page holds about 70 with what stands between. */
const SIZES = [1, 60, 150, 700];

describe('Keys that were destroyed', () => {
  let bench: KeyStoreBench;
  beforeEach(() => {
    bench = new KeyStoreBench();
  });
  afterEach(() => bench.close());

  it('leave no byte in any file of the store, whatever was made, destroyed and rewrapped before', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('make' as const), many: fc.constantFrom(...SIZES) }),
      fc.record({ kind: fc.constant('destroy' as const), every: fc.integer({ min: 1, max: 7 }) }),
      fc.record({ kind: fc.constant('rotate' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const own = new KeyStoreBench();
        try {
          await liveThrough(own, steps);
        } finally {
          await own.close();
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are not said to be gone while another process keeps them in the write-ahead log', async () => {
    const keys = await bench.open();
    await keys.prepare([officer('Anne')]);
    const [material = Buffer.alloc(0)] = bench.materials();
    const reader = new Database(bench.file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM key_material').get();
    await keys.fence([officer('Anne')], 'erasure-1');
    await expect(keys.destroy([officer('Anne')])).rejects.toThrow(KeyStoreBusyError);
    expect(bench.bytes().includes(material)).toBe(true);
    reader.close();
    await keys.destroy([officer('Anne')]);
    expect(bench.bytes().includes(material)).toBe(false);
  }, 20_000);
});

type Step =
  | { readonly kind: 'make'; readonly many: number }
  | { readonly kind: 'destroy'; readonly every: number }
  | { readonly kind: 'rotate' };

async function liveThrough(bench: KeyStoreBench, steps: readonly Step[]): Promise<void> {
  const keys = await bench.open();
  let made = 0;
  let live: string[] = [];
  const gone: Buffer[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case 'make': {
        const names = Array.from({ length: step.many }, () => officer(String(made++)));
        await keys.prepare(names);
        live.push(...names);
        break;
      }
      case 'destroy': {
        const chosen = live.filter((_, index) => index % step.every === 0);
        gone.push(...chosen.flatMap((subject) => bench.materialsOf(subject)));
        await keys.fence(chosen, 'erasure-1');
        await keys.destroy(chosen);
        live = live.filter((subject) => !chosen.includes(subject));
        break;
      }
      case 'rotate':
        gone.push(...bench.materials());
        await keys.rotate();
        break;
    }
    const left = bench.bytes();
    for (const material of gone) expect(left.includes(material)).toBe(false);
    for (const subject of live) expect(keys.keyFor(subject)).toBeDefined();
  }
}
