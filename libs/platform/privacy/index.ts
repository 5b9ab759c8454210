export { FieldSealer, type SealingKeys } from './field-sealer.js';
export {
  keyEncryptionKeyBeside,
  keyEncryptionKeyFrom,
  LocalKeyEncryptionKey,
  type KeyEncryptionKey,
} from './key-encryption-key.js';
export * from './key-store.errors.js';
export { KeyLoadingEventStore } from './key-loading-event-store.js';
export * from './postgres/index.js';
export {
  isShared,
  type DestructionListener,
  type LoadedKeys,
  type SharedSubjectKeyRing,
  type SubjectKeyRing,
} from './subject-key-ring.js';
export { SubjectKeyStore, type SubjectKeyStoreOptions } from './subject-key-store.js';
export type {
  DamagedKey,
  Fence,
  KeyStoreStatus,
  RotationReport,
  SubjectKey,
  SubjectKeys,
  UnknownKeys,
  WrappingKeyStatus,
} from './subject-keys.js';
export { fencesIn, isLocked, LockedKeyStore } from './locked-key-store.js';
export type { KeyContents } from './move/key-contents.js';
export { readKeyFile, writeKeyFile } from './move/file-contents.js';
export {
  assertSame,
  KeysDifferError,
  keysIn,
  KeyStoreNotEmptyError,
  movedOf,
  notEmpty,
  putKeys,
  type KeysMoved,
} from './move/move-keys.js';
