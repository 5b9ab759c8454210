import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { fromBase64, toBase64 } from './base64.js';
import { EvidenceFormatError } from './evidence-format.error.js';

/** What a key signs, by the number that the format gives it (C2SP signed-note, tlog-cosignature). */
export const NOTE_ALGORITHM = { ed25519: 0x01, cosignature: 0x04 } as const;
export type NoteAlgorithm = (typeof NOTE_ALGORITHM)[keyof typeof NOTE_ALGORITHM];

/** The public side of a key that signs notes: who signs, and how it is checked. */
export interface NoteVerifierKey {
  readonly name: string;
  /** Eight hexadecimal digits: tells keys of the same name apart. */
  readonly keyId: string;
  readonly algorithm: NoteAlgorithm;
  readonly publicKey: KeyObject;
}

export interface NoteSignerKey extends NoteVerifierKey {
  readonly privateKey: KeyObject;
}

const KEY_BYTES = 32;
const MOST_CHARACTERS = 1_000;

export function verifierKeyText({ name, keyId, algorithm, publicKey }: NoteVerifierKey): string {
  return `${name}+${keyId}+${toBase64(Buffer.from([algorithm, ...rawPublicKey(publicKey)]))}`;
}

/** @throws EvidenceFormatError */
export function parseVerifierKey(text: string): NoteVerifierKey {
  const [name, keyId, encoded] = keyParts(text, 3, 'A verifier key is <name>+<key id>+<key>');
  const { algorithm, bytes } = algorithmAndKey(encoded);
  const key = verifierKey(name, algorithm, publicKeyOf(bytes));
  if (key.keyId !== keyId) throw new EvidenceFormatError(`The key id ${keyId} is not that of the key of ${name}.`);
  return key;
}

/** The private key in the form that Go's note package writes: keep it as secret as any password. */
export function signerKeyText({ name, keyId, algorithm, privateKey }: NoteSignerKey): string {
  const seed = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  return `PRIVATE+KEY+${name}+${keyId}+${toBase64(Buffer.from([algorithm, ...seed]))}`;
}

/** @throws EvidenceFormatError, which never repeats the key */
export function parseSignerKey(text: string): NoteSignerKey {
  const [first, second, name, keyId, encoded] = keyParts(text, 5, 'A signing key is PRIVATE+KEY+<name>+<key id>+<key>');
  if (first !== 'PRIVATE' || second !== 'KEY') throw new EvidenceFormatError('A signing key begins with PRIVATE+KEY.');
  const { algorithm, bytes } = algorithmAndKey(encoded);
  const key = signerKey(name, algorithm, privateKeyOf(bytes));
  if (key.keyId !== keyId) throw new EvidenceFormatError(`The key id ${keyId} is not that of the key of ${name}.`);
  return key;
}

/** @throws EvidenceFormatError when the name cannot be one */
export function generateSignerKey(name: string, algorithm: NoteAlgorithm): NoteSignerKey {
  return signerKey(name, algorithm, generateKeyPairSync('ed25519').privateKey);
}

export function isNoteKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}]{1,200}$/u.test(name) && name.isWellFormed();
}

function signerKey(name: string, algorithm: NoteAlgorithm, privateKey: KeyObject): NoteSignerKey {
  return { ...verifierKey(name, algorithm, createPublicKey(privateKey)), privateKey };
}

function verifierKey(name: string, algorithm: NoteAlgorithm, publicKey: KeyObject): NoteVerifierKey {
  if (!isNoteKeyName(name)) {
    throw new EvidenceFormatError('The name of a key has 1 to 200 characters, no spaces and no plus sign.');
  }
  return { name, algorithm, publicKey, keyId: keyIdOf(name, algorithm, rawPublicKey(publicKey)) };
}

function keyIdOf(name: string, algorithm: NoteAlgorithm, key: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([algorithm]), key]), 'hex').slice(0, 8);
}

function keyParts(text: string, count: 3, shape: string): [string, string, string];
function keyParts(text: string, count: 5, shape: string): [string, string, string, string, string];
function keyParts(text: string, count: number, shape: string): string[] {
  // The key itself is base64 and may hold plus signs.
  const parts = text.length > MOST_CHARACTERS ? [] : text.split('+');
  if (parts.length < count) throw new EvidenceFormatError(`${shape}.`);
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join('+')];
}

function algorithmAndKey(encoded: string): { readonly algorithm: NoteAlgorithm; readonly bytes: Buffer } {
  const bytes = fromBase64(encoded, 'The key');
  const algorithm = Object.values(NOTE_ALGORITHM).find((known) => known === bytes[0]);
  if (algorithm === undefined) throw new EvidenceFormatError('The key is for a kind of signature that is not known.');
  if (bytes.length !== 1 + KEY_BYTES) throw new EvidenceFormatError(`The key has not ${KEY_BYTES} bytes.`);
  return { algorithm, bytes: bytes.subarray(1) };
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function publicKeyOf(bytes: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
}

/** What comes before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}
