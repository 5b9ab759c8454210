import { describe, expect, it } from '@jest/globals';
import { EvidenceFormatError } from './evidence-format.error.js';
import {
  generateSignerKey,
  NOTE_ALGORITHM,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  verifierKeyText,
} from './note-key.js';
import { noteText, parseNote, parseSignatureLines, signatureLine, signNote, verifyNote } from './signed-note.js';

/** The example in the documentation of Go's golang.org/x/mod/sumdb/note. */
const SIGNER = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('A signed note', () => {
  it('is the one that Go writes with the same key, and is read as Go reads it', () => {
    const signer = parseSignerKey(SIGNER);
    expect(noteText({ text: TEXT, signatures: [signNote(TEXT, signer)] })).toBe(NOTE);
    expect(verifierKeyText(signer)).toBe(VERIFIER);
    expect(signerKeyText(signer)).toBe(SIGNER);
    const [verified] = verifyNote(parseNote(NOTE), [parseVerifierKey(VERIFIER)]);
    expect(verified?.key.name).toBe('PeterNeumann');
  });

  it('may hold blank lines: its signatures come after the last one', () => {
    const signer = parseSignerKey(SIGNER);
    const text = 'one\n\ntwo\n';
    const note = parseNote(noteText({ text, signatures: [signNote(text, signer)] }));
    expect(note.text).toBe(text);
    expect(verifyNote(note, [signer])).toHaveLength(1);
  });

  it('is not taken when a signature of a known key does not hold, and says nothing of unknown ones', () => {
    const altered = parseNote(NOTE.replace('answer', 'remedy'));
    expect(() => verifyNote(altered, [parseVerifierKey(VERIFIER)])).toThrow('The signature of PeterNeumann');
    const stranger = generateSignerKey('PeterNeumann', NOTE_ALGORITHM.ed25519);
    expect(verifyNote(parseNote(NOTE), [stranger])).toEqual([]);
  });

  it('takes a cosignature for the text and the time that it was made for', () => {
    const witness = generateSignerKey('witness.example.org/one', NOTE_ALGORITHM.cosignature);
    const signature = signNote(TEXT, witness, 1_780_000_000);
    const note = parseNote(noteText({ text: TEXT, signatures: [signature] }));
    expect(verifyNote(note, [witness])).toEqual([{ key: witness, time: 1_780_000_000 }]);
    const later = Buffer.from(signature.bytes);
    later[7] = (later[7] ?? 0) ^ 1;
    expect(() => verifyNote({ ...note, signatures: [{ ...signature, bytes: later }] }, [witness])).toThrow(
      EvidenceFormatError,
    );
    expect(() => signNote(TEXT, witness)).toThrow('says when');
    expect(parseSignatureLines(signatureLine(signature))).toEqual([
      { ...signature, bytes: expect.objectContaining({ length: 72 }) },
    ]);
  });

  it.each([
    ['no signature', TEXT],
    ['no line break at the end', NOTE.slice(0, -1)],
    ['another dash', NOTE.replace('—', '-')],
    ['a signature that is not base64', NOTE.replace('x08go', 'x08g!')],
    ['base64 with bits to spare', NOTE.replace('nAM=', 'nAN=')],
    ['a signature without bytes', `${TEXT}\n— PeterNeumann x08g\n`],
    ['words after the signature', NOTE.replace('nAM=', 'nAM= and more')],
    ['control characters', NOTE.replace('answer', 'ans\twer')],
    ['more than a megabyte', `${'x'.repeat(1_000_000)}${NOTE}`],
    ['over a hundred signatures', `${NOTE}${NOTE.slice(TEXT.length + 1).repeat(100)}`],
  ])('is refused with %s', (_, note) => {
    expect(() => parseNote(note)).toThrow(EvidenceFormatError);
  });
});

describe('A key', () => {
  it.each([
    ['another name', VERIFIER.replace('Peter', 'Pieter')],
    ['another id', VERIFIER.replace('c74f20a3', 'c74f20a4')],
    ['another kind', VERIFIER.replace('+ARpc', '+BRpc')],
    ['a part missing', 'PeterNeumann+c74f20a3'],
    ['too few bytes', 'PeterNeumann+c74f20a3+ARpc2Q=='],
    ['a signing key in its place', SIGNER],
    ['too many characters', `${'x'.repeat(2_000)}${VERIFIER}`],
  ])('to verify is refused with %s', (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow(EvidenceFormatError);
  });

  it('to sign is never repeated in an error', () => {
    const broken = SIGNER.replace('c74f20a3', 'c74f20a4');
    expect(() => parseSignerKey(broken)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('AYEK') }),
    );
  });

  it('has a name without spaces and plus signs', () => {
    for (const name of ['', 'a b', 'a+b', 'a\nb']) {
      expect(() => generateSignerKey(name, NOTE_ALGORITHM.ed25519)).toThrow(EvidenceFormatError);
    }
  });
});
