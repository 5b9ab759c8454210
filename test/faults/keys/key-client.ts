import { hrtime } from 'node:process';
import { LocalKeyEncryptionKey, SubjectKeyStore } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import Database from 'better-sqlite3';

/*
 * A process that makes, fences, destroys and rotates keys until it is killed, and says what is done as soon as it is.
 * Argument: JSON of `KeyClientInput`.
 */

export interface KeyClientInput {
  readonly file: string;
  /** Of the subjects of this run. */
  readonly run: number;
}

/** `material`: what the file holds of a key before its subject is fenced. */
export type KeyClientLine =
  | { readonly done: 'made' | 'fenced' | 'destroyed'; readonly subjects: readonly string[] }
  | { readonly done: 'material'; readonly material: readonly string[] }
  | { readonly done: 'rotated' };

export const CLIENT_KEY = new LocalKeyEncryptionKey(Buffer.alloc(32, 9));

if (process.argv[1]?.endsWith('key-client.js')) {
  const input: KeyClientInput = JSON.parse(process.argv[2] ?? '{}');
  await work(input);
}

async function work({ file, run }: KeyClientInput): Promise<void> {
  const keys = await SubjectKeyStore.open({ file, keyEncryptionKey: CLIENT_KEY });
  const reader = new Database(file, { readonly: true });
  const materials = reader
    .prepare<[string], Buffer>('SELECT material FROM key_material JOIN subject_key USING (number) WHERE subject = ?')
    .pluck();
  for (let round = 0; ; round++) {
    const subjects = Array.from({ length: 40 }, (_, index) => `officer-${deriveUuid(`${run}/${round}/${index}`)}`);
    await keys.prepare(subjects);
    say({ done: 'made', subjects });
    const erased = subjects.filter((_, index) => index % 4 === 0);
    // Without the version before it: what is secret.
    const material = erased.flatMap((each) => materials.all(each)).map((bytes) => bytes.subarray(4).toString('hex'));
    say({ done: 'material', material });
    await keys.fence(erased, `erasure-${hrtime.bigint()}`);
    say({ done: 'fenced', subjects: erased });
    await keys.destroy(erased);
    say({ done: 'destroyed', subjects: erased });
    if (round % 5 === 4) {
      await keys.rotate();
      say({ done: 'rotated' });
    }
  }
}

function say(line: KeyClientLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
