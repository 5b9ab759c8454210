import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { coordinationSchema } from '#platform/coordination';
import { checkpointText, generateSignerKey, NOTE_ALGORITHM, signNote, type NoteSignature } from '#platform/ledger';
import { migrate, openPool, Signals } from '#platform/postgres';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { PostgresEvidenceExchange } from './postgres-evidence-exchange.js';

const keys = ['one', 'two'].map((name) => generateSignerKey(`${name}.example`, NOTE_ALGORITHM.ed25519));

function signaturesOver(size: number): readonly NoteSignature[] {
  const text = checkpointText({ origin: 'log.example', size, root: new Uint8Array(32), extensions: [] });
  return keys.map((key) => signNote(text, key));
}

describeWithPostgresql('What processes tell each other of the evidence, in PostgreSQL', (cluster) => {
  let exchange: PostgresEvidenceExchange;
  let signals: Signals;
  beforeEach(async () => {
    const settings = { connectionString: await cluster().createDatabase() };
    const pool = openPool(settings, 'spec');
    await migrate(pool, coordinationSchema);
    await pool.end();
    signals = new Signals({ settings, log: { error: () => undefined } });
    exchange = new PostgresEvidenceExchange({ settings, signals });
  });
  afterEach(async () => {
    await exchange.close();
    await signals.stop();
  });

  it('is the newest checkpoint, whoever publishes an older one after it', async () => {
    expect(await exchange.newest()).toBeUndefined();
    await exchange.publish(7, 'seven');
    await exchange.publish(5, 'five');
    expect(await exchange.newest()).toBe('seven');
    expect((await exchange.read(1)).newestSize).toBe(7);
  });

  it('are cosignatures by number, and one that is kept again is told again', async () => {
    const [first, second] = signaturesOver(7);
    if (!first || !second) throw new Error('There are two keys.');
    await exchange.keep(7, first);
    await exchange.keep(7, second);
    const both = (await exchange.read(0)).cosignatures;
    expect(both.map(({ size, signature }) => [size, signature])).toEqual([
      [7, first],
      [7, second],
    ]);
    const next = (both.at(-1)?.number ?? 0) + 1;
    expect((await exchange.read(next)).cosignatures).toEqual([]);
    await exchange.keep(7, first);
    expect((await exchange.read(next)).cosignatures.map(({ signature }) => signature)).toEqual([first]);
    expect((await exchange.read(0)).cosignatures).toHaveLength(2);
  });

  it('is how witnesses are, as it was last put', async () => {
    expect((await exchange.read(0)).statuses).toEqual([]);
    const signedAt = new Date('2006-03-21T09:00:00.000Z');
    await exchange.putStatuses([{ name: 'one', state: 'SIGNED', signedSize: 3, signedAt }]);
    await exchange.putStatuses([{ name: 'one', state: 'SIGNED', signedSize: 7, signedAt }]);
    expect((await exchange.read(0)).statuses).toEqual([{ name: 'one', state: 'SIGNED', signedSize: 7, signedAt }]);
  });
});
