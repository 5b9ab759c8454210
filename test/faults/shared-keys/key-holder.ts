import { Signals } from '#platform/postgres';
import { PostgresKeyRing } from '#platform/privacy';
import { CLIENT_KEY } from '../keys/key-client.js';

/*
 * A process that has a key at hand, and says whenever what it can do with it changes.
 * Argument: JSON of `KeyHolderInput`.
 */

export interface KeyHolderInput {
  readonly connectionString: string;
  readonly subject: string;
}

export const TIMINGS = { everyMs: 200, goneAfterMs: 2_000 };

if (process.argv[1]?.endsWith('key-holder.js')) await hold(JSON.parse(process.argv[2] ?? '{}'));

async function hold({ connectionString, subject }: KeyHolderInput): Promise<void> {
  const settings = { connectionString };
  const log = { error: () => undefined };
  const signals = new Signals({ settings, lookEveryMs: 60_000, log });
  signals.start();
  const keys = await PostgresKeyRing.open({ settings, signals, keyEncryptionKey: CLIENT_KEY, timings: TIMINGS, log });
  await keys.prepare([subject]);
  const { id } = keys.keyFor(subject);
  let held = await keys.load([id]);
  let said = '';
  setInterval(() => {
    const state = stateOf(keys, id);
    if (state !== said) process.stdout.write(`${state}\n`);
    said = state;
    if (state === 'suspended')
      keys.load([id]).then(
        (loaded) => (held = loaded),
        () => held,
      );
  }, 1);
}

function stateOf(keys: PostgresKeyRing, id: string): string {
  try {
    return keys.keyOf(id) === undefined ? 'destroyed' : 'opened';
  } catch {
    return 'suspended';
  }
}
