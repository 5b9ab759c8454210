import { describe, expect, it } from '@jest/globals';
import { TokenRefusedError } from './access.errors.js';
import { bearerChallenge, MAX_TOKEN_LENGTH, readBearerToken } from './bearer-token.js';

describe('the Authorization header', () => {
  it('holds the token', () => {
    expect(readBearerToken('Bearer abc.def-_.ghi')).toBe('abc.def-_.ghi');
    expect(readBearerToken('bearer abc')).toBe('abc');
    expect(readBearerToken(`Bearer ${'a'.repeat(MAX_TOKEN_LENGTH)}`)).toHaveLength(MAX_TOKEN_LENGTH);
  });

  it('may be absent: the caller is anonymous', () => {
    expect(readBearerToken(undefined)).toBeUndefined();
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer  abc',
    ' Bearer abc',
    'Bearer abc ',
    'Bearer abc def',
    'Bearer abc, Bearer def',
    'Bearer a\tb',
    'Bearer abc\n',
    'Bearer é',
    'Basic abc',
    'Token abc',
    'Bearerabc',
    `Bearer ${'a'.repeat(MAX_TOKEN_LENGTH + 1)}`,
    ['Bearer abc', 'Bearer def'],
    [],
  ])('is refused when it is %j', (header) => {
    expect(() => readBearerToken(header)).toThrow(expect.objectContaining({ reason: 'malformed' }));
  });
});

describe('the challenge of a 401 answer', () => {
  it('names no error for an anonymous caller', () => {
    expect(bearerChallenge()).toBe('Bearer realm="concordat"');
  });

  it('says why a token was refused, in one quoted string', () => {
    const challenge = bearerChallenge(new TokenRefusedError('expired', 'It "expired" \\ yesterday.'));
    expect(challenge).toBe(
      `Bearer realm="concordat", error="invalid_token", error_description="It 'expired' ' yesterday."`,
    );
  });
});
