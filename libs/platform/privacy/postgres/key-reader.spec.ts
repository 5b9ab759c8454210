import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { QueryResultRow } from 'pg';
import { officer } from '../key-store.fixture.js';
import { KeyReader } from './key-reader.js';
import { KeysAtHand } from './keys-at-hand.js';

const ANNE = officer('Anne');

/** A store whose answer to the first question is on its way while the key is destroyed. */
function reading() {
  const atHand = new KeysAtHand(10);
  const changes = { isCurrent: true, generation: 0, look: async () => undefined };
  const key = createSecretKey(Buffer.alloc(32, 1));
  let asked = 0;
  const database = {
    async query<Row extends QueryResultRow>(): Promise<Row[]> {
      asked += 1;
      const row = { id: 'key', number: 1, subject: ANNE, reference: null, material: Buffer.alloc(44, 1) };
      if (asked > 1) return [{ ...row, reference: 'erasure-1', material: Buffer.alloc(44) }] as unknown as Row[];
      changes.generation += 1;
      return [row] as unknown as Row[];
    },
    patiently: <Result>(work: () => Promise<Result>) => work(),
  };
  const wrapping = { know: async () => undefined, unwrap: () => key };
  return { atHand, reader: new KeyReader({ database, wrapping, atHand, changes, onDamaged: () => undefined }) };
}

describe('What is read of a key that is destroyed meanwhile', () => {
  it('is not taken: it is read again', async () => {
    const { atHand, reader } = reading();
    expect(await reader.keys(['key'])).toMatchObject([{ id: 'key', found: 'destroyed' }]);
    expect(atHand.get('key')?.found).toBe('destroyed');
  });

  it('does not seal for its subject', async () => {
    const { atHand, reader } = reading();
    expect(await reader.subjects([ANNE])).toEqual([]);
    expect(atHand.activeOf(ANNE)).toBeUndefined();
    expect(atHand.fenceOf(ANNE)).toBe('erasure-1');
  });
});
