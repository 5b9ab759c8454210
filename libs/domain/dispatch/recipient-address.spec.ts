import { describe, expect, it } from '@jest/globals';
import { addressFault, addressKey, recipientAddress } from './recipient-address.js';

describe('An e-mail address of a recipient', () => {
  it.each([
    'name@council.gov.uk',
    "o'neil+safety@sub-domain.council.example",
    'A.B_c@X--Y.example',
    'a@xn--bcher-kva.example',
  ])('%s is taken', (address) => expect(addressFault(address)).toBeUndefined());

  it.each([
    ['a@b.example\r\nBcc: c@d.example', /U\+000D \(at place 12\)/],
    ['a@b.example\nRCPT TO:<c@d.example>', /U\+000A/],
    ['a@b.example\u0000', /U\+0000/],
    ['a@b\u202e.example', /U\+202E/],
    ['a@b\u2028.example', /U\+2028/],
    ['a@b.example,c@d.example', /one address/],
    ['a@b.example;c@d.example', /one address/],
    ['Anne <a@b.example>', /bare address/],
    ['"a b"@b.example', /bare address/],
    ['a@b.example (Anne)', /bare address/],
    ['a b@b.example', /bare address/],
    [' a@b.example', /bare address/],
    ['a@[127.0.0.1]', /bare address/],
    ['mailto:a@b.example', /bare address/],
    ['j\u00fcrgen@b.example', /ASCII/],
    ['a@b\u00fccher.example', /ASCII/],
    ['a@localhost', /must be an e-mail address/],
    ['a@b@c.example', /must be an e-mail address/],
    ['.a@b.example', /must be an e-mail address/],
    ['a..b@b.example', /must be an e-mail address/],
    ['a@-b.example', /must be an e-mail address/],
    ['a@b.123', /must be an e-mail address/],
    ['a', /must be an e-mail address/],
    ['', /must be an e-mail address/],
    [`${'a'.repeat(65)}@b.example`, /at most 254 characters long, and 64/],
    [
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.example`,
      /at most 254/,
    ],
  ])('%j is refused', (address, why) => {
    expect(addressFault(address)).toMatch(why);
    expect(addressFault(address)).not.toContain('c@d');
  });

  it('is the same in any letter case', () => {
    expect(addressKey('Name@Council.GOV.uk')).toBe(addressKey('name@council.gov.uk'));
  });
});

describe('A web address of a recipient', () => {
  it.each([
    'https://council.example/inbox',
    'https://council.example:8443/a?b=c',
    'http://localhost:3000/',
    'http://[::1]/',
  ])('%s is taken', (address) => expect(addressFault(address)).toBeUndefined());

  it.each([
    ['http://council.example/', /must begin with https/],
    ['https://user:secret@council.example/', /user name or password/],
    ['https://user@council.example/', /user name or password/],
    ['https://council.example/#part', /fragment/],
    ['https://', /must be a web address/],
    ['https://council.example/\r\nX: y', /U\+000D/],
  ])('%j is refused', (address, why) => expect(addressFault(address)).toMatch(why));

  it('is the same in any letter case of its host, and another one in any other case of its path', () => {
    expect(addressKey('https://Council.example/Inbox')).toBe(addressKey('HTTPS://council.example:443/Inbox'));
    expect(addressKey('https://council.example/Inbox')).not.toBe(addressKey('https://council.example/inbox'));
  });
});

it('An address that is too long is refused before anything else is looked at', () => {
  const { error } = recipientAddress.safeParse(`${'a'.repeat(1000)},`);
  expect(error?.issues.map(({ message }) => message)).toEqual(['must be at most 1000 characters long']);
});
