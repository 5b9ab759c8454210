import type { SubjectId } from '#platform/event-sourcing';

/** Base of every fault of the key store whose message says what its operator can do. */
export abstract class KeyStoreError extends Error {
  override readonly name: string = this.constructor.name;
}

/** The file is not a key store, or a newer version wrote it. It is left as it was. */
export class KeyStoreFormatError extends KeyStoreError {}

/** The data folder was used with another key store than the one that is there. */
export class KeyStoreMissingError extends KeyStoreError {}

/** The key-encryption key is missing, is no key, or is not the one that the key store was locked with. */
export class KeyEncryptionKeyError extends KeyStoreError {}

/** A key does not open with what it was wrapped with, or is not the key that its id says: the file is damaged. */
export class KeyDamagedError extends KeyStoreError {}

/**
 * Reading or writing the key store failed. What is on the disk is not known any more: the process must end, and a
 * restart recovers from what the disk really holds.
 */
export class KeyStoreFaultError extends KeyStoreError {
  constructor(file: string, cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(`The key store ${file} failed (${detail}). Check the disk, then start again.`, { cause });
  }
}

/** Another process holds the key store: what was erased cannot be taken out of its files yet, or nothing be written. */
export class KeyStoreBusyError extends KeyStoreError {}

/** The database of the key store cannot be reached. It is tried again. */
export class KeyStoreUnavailableError extends KeyStoreError {
  constructor(place: string, cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(
      `The key store in ${place} cannot be reached (${detail}). Until it can, personal data is neither recorded nor read.`,
      { cause },
    );
  }
}

/** The database lacks a privilege that the service needs. */
export class KeyStoreAccessError extends KeyStoreError {
  constructor(place: string, detail: string) {
    super(
      `The service may not do with the key store in ${place} what it must (${detail}). ` +
        'Run "concordat migrate --grant-to <role>" as the owner of its tables, with the role that the service connects as.',
    );
  }
}

/** A value is sealed with a key that the key store never held: the store is older than the record, or another one. */
export class KeyUnknownError extends KeyStoreError {
  constructor(id: string, place: string) {
    super(
      `The key ${id} was never in the key store in ${place}: that is older than the record, or another one. Put its ` +
        'newest copy back, or name the right one. If what is missing is lost for good, say so with ' +
        'CONCORDAT_UNKNOWN_KEYS=forgotten: it then reads as [forgotten].',
    );
  }
}

/** The key store was used with another log, or the store that was in use was replaced. */
export class KeyStoreOfAnotherLogError extends KeyStoreError {}

export class KeyStoreClosedError extends KeyStoreError {
  constructor() {
    super('The key store is closed.');
  }
}

/** There is no key store: this engine was opened without one. */
export class KeysUnavailableError extends KeyStoreError {
  constructor() {
    super('This engine has no key store: personal data is not sealed.');
  }
}

/** Keys are destroyed only behind a fence: what is recorded meanwhile would be lost. A fault of the caller. */
export class NotFencedError extends Error {
  override readonly name = 'NotFencedError';
  constructor(readonly subject: SubjectId) {
    super(`The keys of ${subject} cannot be destroyed: there is no fence around it.`);
  }
}
