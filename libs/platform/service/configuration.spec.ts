import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import { ConfigurationError, readConfiguration, type Environment } from './configuration.js';
import { variables } from './configuration.variables.js';

const LEAST = {
  CONCORDAT_DATA_FOLDER: './data',
  CONCORDAT_OIDC_ISSUER: 'https://issuer.example',
  CONCORDAT_OIDC_AUDIENCE: 'https://concordat.example',
};

function faults(environment: Environment): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs three variables and has defaults for the rest', () => {
    expect(readConfiguration({ ...LEAST, PATH: '/bin', CONCORDAT_LOG_LEVEL: '' })).toEqual({
      engine: { kind: 'embedded', dataFolder: resolve('./data') },
      http: { host: '127.0.0.1', port: 3000, trustedProxies: [], stopWithinMs: 10_000 },
      oidc: { issuer: 'https://issuer.example', audience: 'https://concordat.example' },
      integrity: { onDamage: 'refuse', recordsPerSecond: 1_000, pauseMs: 86_400_000 },
      logLevel: 'info',
      gateway: { organisationWindowDays: 28, siteWindowDays: 7, answerWithinWorkingDays: 3 },
      keys: {},
      evidence: { checkpointIntervalMs: 60_000 },
      sending: {},
      retention: {},
      readWaitMs: 5000,
      asAt: { mostEvents: 200_000, withinMs: 20_000 },
      rates: { perSubject: 1200, perAddress: 120 },
      limits: {
        maxTokens: 1000,
        maxDepth: 12,
        maxCost: 10_000,
        maxRequestBytes: 262_144,
        maxLargeRequestBytes: 8_388_608,
      },
    });
  });

  it('takes what is given', () => {
    const configuration = readConfiguration({
      ...LEAST,
      NODE_ENV: 'production',
      CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519)),
      CONCORDAT_HOST: '0.0.0.0',
      CONCORDAT_PORT: '8080',
      CONCORDAT_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8,192.168.0.1',
      CONCORDAT_OIDC_ISSUER: 'http://localhost:4000',
      CONCORDAT_OIDC_JWKS_URI: 'http://127.0.0.1:4000/jwks',
    });
    expect(configuration).toMatchObject({
      http: { host: '0.0.0.0', port: 8080, trustedProxies: ['10.0.0.0/8', 'fd00::/8', '192.168.0.1'] },
      oidc: { issuer: 'http://localhost:4000', jwksUri: 'http://127.0.0.1:4000/jwks' },
    });
  });

  it('names every fault at once', () => {
    const found = faults({
      CONCORDAT_OIDC_ISSUER: 'http://issuer.example',
      CONCORDAT_OIDC_AUDIENCE: '',
      CONCORDAT_PORT: '70000',
      CONCORDAT_PROT: '3000',
      CONCORDAT_LOG_LEVEL: 'loud',
      CONCORDAT_TRUSTED_PROXIES: '10.0.0.0/64',
      CONCORDAT_MAX_QUERY_DEPTH: '-1',
    });
    expect([...found].sort()).toEqual([
      'CONCORDAT_DATA_FOLDER is required. Where the embedded engine keeps the event log and the read models.',
      'CONCORDAT_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
      'CONCORDAT_MAX_QUERY_DEPTH must be a whole number from 3 to 100.',
      'CONCORDAT_OIDC_AUDIENCE is required. What the access tokens must be made out for.',
      'CONCORDAT_OIDC_ISSUER must be an https address (http only on this machine), without user name, query or fragment.',
      'CONCORDAT_PORT must be a whole number from 0 to 65535.',
      'CONCORDAT_PROT is not a variable of this service.',
      'CONCORDAT_TRUSTED_PROXIES must be IP addresses or networks (10.0.0.0/8), with commas between them.',
    ]);
  });

  it.each(['', ' ', '3000 ', '3e3', '0x10', '-1', '65536', '3000.0', '١٢'])(
    'takes no port %j but the default for none',
    (port) => {
      const environment = { ...LEAST, CONCORDAT_PORT: port };
      if (port === '') expect(readConfiguration(environment).http.port).toBe(3000);
      else expect(faults(environment)).toHaveLength(1);
    },
  );

  it.each([
    'issuer.example',
    'ftp://issuer.example',
    'https://me:secret@issuer.example',
    'https://issuer.example/?a=b',
  ])('takes no issuer %s', (issuer) => expect(faults({ ...LEAST, CONCORDAT_OIDC_ISSUER: issuer })).toHaveLength(1));

  it('never repeats a value', () => {
    const secret = 'hunter2\u0000';
    const environment = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, secret]));
    const found = faults(environment);
    const unnamed = Object.keys(variables.shape).filter((name) => !found.some((fault) => fault.startsWith(`${name} `)));
    expect(unnamed).toEqual([]);
    expect(found.join()).not.toContain('hunter2');
  });

  it('describes every variable', () => {
    for (const [name, schema] of Object.entries(variables.shape)) {
      expect(name).toMatch(/^CONCORDAT_[A-Z_]+$/);
      expect(schema.description).toMatch(/\.$/);
    }
  });
});
