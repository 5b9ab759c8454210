import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfiguration, type Environment } from './configuration.js';

const LEAST = {
  CONCORDAT_DATA_FOLDER: './data',
  CONCORDAT_OIDC_ISSUER: 'https://issuer.example',
  CONCORDAT_OIDC_AUDIENCE: 'https://concordat.example',
};
const MAIL = { CONCORDAT_SMTP_HOST: 'mail.example', CONCORDAT_SMTP_FROM: 'concordat@regulator.example' };
const SECRET = 'a secret that is longer than 32 characters';

const folder = mkdtempSync(join(tmpdir(), 'concordat-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const read = (environment: Environment) => readConfiguration({ ...LEAST, ...environment }).sending;

function faults(environment: Environment): readonly string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('How texts leave the service', () => {
  it('is configured with a mail server and an address that messages come from', () => {
    expect(read(MAIL)).toEqual({
      smtp: {
        host: 'mail.example',
        port: 587,
        tls: 'STARTTLS',
        from: 'concordat@regulator.example',
        timeoutMs: 60_000,
      },
    });
  });

  it('takes secrets from variables or from files, without the line end', () => {
    const credentials = { CONCORDAT_SMTP_USER: 'concordat', CONCORDAT_SMTP_PASSWORD: 'hunter2' };
    expect(read({ ...MAIL, ...credentials }).smtp?.credentials).toEqual({ user: 'concordat', password: 'hunter2' });
    const files = {
      CONCORDAT_SMTP_USER: 'concordat',
      CONCORDAT_SMTP_PASSWORD_FILE: fileWith('password', 'hunter3\n'),
      CONCORDAT_WEBHOOK_SECRET_FILE: fileWith('secret', `${SECRET}\r\n`),
    };
    const configured = read({ ...MAIL, ...files });
    expect(configured.smtp?.credentials?.password).toBe('hunter3');
    expect(configured.webhook).toEqual({
      secret: SECRET,
      timeoutMs: 20_000,
      allowedNetworks: [],
      loopbackHttp: false,
    });
  });

  it.each<[string, Environment, readonly string[]]>([
    [
      'a port alone',
      { CONCORDAT_SMTP_PORT: '25' },
      [
        'CONCORDAT_SMTP_HOST is required with CONCORDAT_SMTP_PORT.',
        'CONCORDAT_SMTP_FROM is required with CONCORDAT_SMTP_PORT.',
      ],
    ],
    [
      'a user without a password',
      { ...MAIL, CONCORDAT_SMTP_USER: 'concordat' },
      ['CONCORDAT_SMTP_PASSWORD or CONCORDAT_SMTP_PASSWORD_FILE is required with CONCORDAT_SMTP_USER.'],
    ],
    [
      'a password without a user',
      { ...MAIL, CONCORDAT_SMTP_PASSWORD: 'hunter2' },
      ['CONCORDAT_SMTP_USER is required with a password.'],
    ],
    [
      'no encryption to another machine',
      { ...MAIL, CONCORDAT_SMTP_TLS: 'NONE' },
      ['CONCORDAT_SMTP_TLS can be NONE only for a mail server on this machine (localhost).'],
    ],
    [
      'a file that is not there',
      { CONCORDAT_WEBHOOK_SECRET_FILE: '/nowhere/secret' },
      ['The file of CONCORDAT_WEBHOOK_SECRET_FILE cannot be read.'],
    ],
    [
      'a secret twice',
      { CONCORDAT_WEBHOOK_SECRET: SECRET, CONCORDAT_WEBHOOK_SECRET_FILE: fileWith('twice', SECRET) },
      ['CONCORDAT_WEBHOOK_SECRET and CONCORDAT_WEBHOOK_SECRET_FILE are both set: give one of them.'],
    ],
    [
      'a short secret in a file',
      { CONCORDAT_WEBHOOK_SECRET_FILE: fileWith('short', 'short') },
      ['The file of CONCORDAT_WEBHOOK_SECRET_FILE must hold at least 32 characters.'],
    ],
    [
      'a short secret',
      { CONCORDAT_WEBHOOK_SECRET: 'short' },
      ['CONCORDAT_WEBHOOK_SECRET must be at least 32 characters long.'],
    ],
    [
      'webhooks without a secret',
      { CONCORDAT_WEBHOOK_NETWORKS: '10.0.0.0/8' },
      ['CONCORDAT_WEBHOOK_SECRET or CONCORDAT_WEBHOOK_SECRET_FILE is required with CONCORDAT_WEBHOOK_NETWORKS.'],
    ],
  ])('is not configured with %s', (_what, environment, expected) => {
    expect(faults(environment)).toEqual(expected);
  });

  it('names its faults together with all others', () => {
    expect(faults({ CONCORDAT_PORT: 'x', CONCORDAT_SMTP_HOST: 'mail.example' })).toEqual([
      'CONCORDAT_PORT must be a whole number from 0 to 65535.',
      'CONCORDAT_SMTP_FROM is required with CONCORDAT_SMTP_HOST.',
    ]);
  });
});
