import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAddCheckpoint, LONGEST_REQUEST, parseAddCheckpoint } from './add-checkpoint.request.js';

const CHECKPOINT = 'log.example\n3\nrrnFX+7mqoPZsZ4EhQ9j9Q==\n\n— log.example AAAA\n';
const HASH = Buffer.alloc(32, 7).toString('base64');

describe('A request to cosign', () => {
  it('reads as in the example of the specification', () => {
    const hashes = [
      'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
      'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
      '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
      '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
    ];
    expect(parseAddCheckpoint(Buffer.from(`old 20852014\n${hashes.join('\n')}\n\n${CHECKPOINT}`))).toEqual({
      oldSize: 20852014,
      proof: hashes.map((hash) => Buffer.from(hash, 'base64')),
      checkpoint: CHECKPOINT,
    });
  });

  it('is read as it was written', () => {
    const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 });
    fc.assert(
      fc.property(fc.maxSafeNat(), hashes, (oldSize, proof) => {
        const request = { oldSize, proof: proof.map((hash) => Buffer.from(hash)), checkpoint: CHECKPOINT };
        expect(parseAddCheckpoint(Buffer.from(formatAddCheckpoint(request)))).toEqual(request);
      }),
    );
  });

  it.each(['old 01', 'old -1', 'old 1.0', 'old 1 ', 'old  1', 'old ', 'old 1\r', 'old 9007199254740992'])(
    'takes no first line %j',
    (first) => {
      expect(() => parseAddCheckpoint(Buffer.from(`${first}\n\n${CHECKPOINT}`))).toThrow(
        'The old size is not a whole number.',
      );
    },
  );

  it.each([
    ['another first line', `Old 1\n\n${CHECKPOINT}`, 'The request does not begin with "old" and a size.'],
    ['no first line', `\n\n${CHECKPOINT}`, 'The request does not begin with "old" and a size.'],
    ['a short hash', `old 1\n${HASH}\nAAAA\n\n${CHECKPOINT}`, 'Hash 2 of the proof has 3 bytes, and a hash has 32.'],
    ['stray bits', `old 1\n${HASH.slice(0, -2)}d=\n\n${CHECKPOINT}`, 'Hash 1 of the proof is not base64.'],
    ['base64url', `old 1\n${'_'.repeat(43)}=\n\n${CHECKPOINT}`, 'Hash 1 of the proof is not base64.'],
    ['no empty line', `old 1\n${HASH}\n`, 'The request has no empty line between the proof and the checkpoint.'],
    ['64 hashes', `old 1\n${`${HASH}\n`.repeat(64)}\n${CHECKPOINT}`, 'A proof has at most 63 hashes.'],
    ['bytes that are no text', Buffer.from([0x6f, 0xff, 0x0a, 0x0a]), 'The request is not UTF-8.'],
    ['too much', Buffer.alloc(LONGEST_REQUEST + 1, 10), `The request is longer than ${LONGEST_REQUEST} bytes.`],
  ])('takes no request with %s', (_what, body, fault) => {
    expect(() => parseAddCheckpoint(Buffer.from(body))).toThrow(fault);
  });
});
