import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '#platform/backup';
import {
  isLocked,
  KeyEncryptionKeyError,
  keyEncryptionKeyBeside,
  KeyStoreMissingError,
  SubjectKeyStore,
  type KeyEncryptionKey,
} from '#platform/privacy';

export interface SubjectKeySettings {
  /** Left out: `keys.db` in the data folder. */
  readonly file?: string;
  /** Left out: one that is made in the data folder. It then keeps out nobody who has the folder. */
  readonly keyEncryptionKey?: KeyEncryptionKey;
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
}

interface Options {
  readonly folder: string;
  readonly settings: SubjectKeySettings;
  readonly clock: () => Date;
  readonly onFault: (error: unknown) => void;
}

/**
 * The key store of a data folder, which remembers it by its id: with another store, or an empty one, everything that
 * was sealed would read as forgotten, and nobody would notice.
 * @throws KeyStoreMissingError, and what keeps the store from being opened
 */
export async function openSubjectKeys({ folder, settings, clock, onFault }: Options): Promise<SubjectKeyStore> {
  const file = settings.file ?? join(folder, 'keys.db');
  const marker = join(folder, 'keys.id');
  const expected = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : undefined;
  if (expected !== undefined && !existsSync(file)) throw missing(`There is no key store ${file}.`, marker);
  const { keyEncryptionKey = ownKeyEncryptionKey(folder, file), previousKeyEncryptionKeys } = settings;
  const keys = await SubjectKeyStore.open({
    file,
    keyEncryptionKey,
    clock,
    onFault,
    ...(previousKeyEncryptionKeys && { previousKeyEncryptionKeys }),
  });
  if (expected !== undefined && expected !== keys.storeId) {
    await keys.close();
    throw missing(`The key store ${file} is not the one that this data folder was used with.`, marker);
  }
  if (expected === undefined) {
    writeDurably(marker, `${keys.storeId}\n`);
  }
  return keys;
}

/** Made with a new key store only: another one would not open what is there, and be backed up in the place of the right one. */
function ownKeyEncryptionKey(folder: string, keyStore: string): KeyEncryptionKey {
  const file = join(folder, 'key-encryption.key');
  if (existsSync(file) || !isLocked(keyStore)) return keyEncryptionKeyBeside(file);
  throw new KeyEncryptionKeyError(
    `The key store ${keyStore} is locked, and there is no key-encryption key: neither the file ${file} nor ` +
      'CONCORDAT_KEY_ENCRYPTION_KEY. Put it back, or name it: without it, personal data cannot be read.',
  );
}

function missing(what: string, marker: string): KeyStoreMissingError {
  return new KeyStoreMissingError(
    `${what} Put it back, or name its place. If it is lost for good, delete ${marker}: personal data recorded so far ` +
      'then reads as [forgotten].',
  );
}
