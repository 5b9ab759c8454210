import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import {
  ConfigurationError,
  readConfiguration,
  readWorkerConfiguration,
  type Environment,
  type WorkerConfiguration,
} from './configuration.js';
import { readEngineSettings } from './configuration.engine.js';

const folder = mkdtempSync(join(tmpdir(), 'concordat-engine-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEYS = {
  CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
  CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519)),
};
const POSTGRESQL = {
  CONCORDAT_ENGINE: 'postgresql',
  CONCORDAT_POSTGRES_URL: 'postgresql://concordat:hunter2@db.example:5432/concordat?sslmode=verify-full',
  ...KEYS,
};
const EVENTSTOREDB = {
  ...POSTGRESQL,
  CONCORDAT_ENGINE: 'eventstoredb',
  CONCORDAT_EVENTSTOREDB_URL: 'esdb://concordat:hunter2@n1:2113,n2:2113,n3:2113?nodePreference=leader',
};
const settings = (connectionString: string) => ({ connectionString, poolSize: 10, statementTimeoutMs: 30_000 });

const engineOf = (environment: Environment) => readWorkerConfiguration(environment).engine;

function faults(environment: Environment, read: (from: Environment) => WorkerConfiguration = readWorkerConfiguration) {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('The configuration of a shared engine', () => {
  it('puts everything into one PostgreSQL database', () => {
    const all = settings(POSTGRESQL.CONCORDAT_POSTGRES_URL);
    expect(engineOf(POSTGRESQL)).toEqual({
      kind: 'postgresql',
      log: { kind: 'postgresql', settings: all },
      readModels: all,
      keys: all,
      migrate: false,
      worker: false,
    });
  });

  it('takes an address for each part, from files too', () => {
    const file = join(folder, 'keys-url');
    writeFileSync(file, 'postgres://keys.example/vault\n');
    const engine = engineOf({
      ...POSTGRESQL,
      CONCORDAT_READ_MODELS_URL: 'postgres://views.example/views',
      CONCORDAT_KEYS_URL_FILE: file,
      CONCORDAT_POSTGRES_CONNECTIONS: '4',
      CONCORDAT_POSTGRES_STATEMENT_SECONDS: '5',
      CONCORDAT_MIGRATE: 'yes',
      CONCORDAT_WORKER: 'yes',
      CONCORDAT_SCRATCH_FOLDER: './scratch',
    });
    const four = { poolSize: 4, statementTimeoutMs: 5_000 };
    expect(engine).toMatchObject({
      log: { settings: { connectionString: POSTGRESQL.CONCORDAT_POSTGRES_URL, ...four } },
      readModels: { connectionString: 'postgres://views.example/views', ...four },
      keys: { connectionString: 'postgres://keys.example/vault', ...four },
      migrate: true,
      worker: true,
      scratchFolder: resolve('./scratch'),
    });
  });

  it('takes an EventStoreDB cluster with PostgreSQL beside it', () => {
    const all = settings(POSTGRESQL.CONCORDAT_POSTGRES_URL);
    expect(engineOf(EVENTSTOREDB)).toMatchObject({
      kind: 'eventstoredb',
      log: { kind: 'eventstoredb', connectionString: EVENTSTOREDB.CONCORDAT_EVENTSTOREDB_URL },
      readModels: all,
      keys: all,
    });
    const apart = { CONCORDAT_READ_MODELS_URL: 'postgres://a/b', CONCORDAT_KEYS_URL: 'postgres://c/d' };
    const { CONCORDAT_POSTGRES_URL: _left, ...others } = EVENTSTOREDB;
    expect(faults({ ...others, ...apart })).toEqual([]);
  });

  it.each([
    [{ CONCORDAT_POSTGRES_URL: '' }, 'CONCORDAT_POSTGRES_URL or CONCORDAT_POSTGRES_URL_FILE is required with'],
    [{ CONCORDAT_POSTGRES_URL: 'mysql://a/b' }, 'CONCORDAT_POSTGRES_URL must be postgresql://user:password@host'],
    [{ CONCORDAT_POSTGRES_URL: 'postgresql://host' }, 'CONCORDAT_POSTGRES_URL must be postgresql://user:password@host'],
    [{ CONCORDAT_KEYS_URL: 'postgresql://a,b/c' }, 'CONCORDAT_KEYS_URL names more than one host.'],
    [
      { CONCORDAT_READ_MODELS_URL: 'postgresql://a/b?sslmod=require' },
      'CONCORDAT_READ_MODELS_URL has a parameter "sslmod"',
    ],
    [{ CONCORDAT_KEYS_URL_FILE: '/nowhere' }, 'The file of CONCORDAT_KEYS_URL_FILE cannot be read.'],
    [{ CONCORDAT_EVENTSTOREDB_URL: 'esdb://n1' }, 'CONCORDAT_EVENTSTOREDB_URL cannot be used with'],
    [{ CONCORDAT_KEY_ENCRYPTION_KEY: '' }, 'CONCORDAT_KEY_ENCRYPTION_KEY or CONCORDAT_KEY_ENCRYPTION_KEY_FILE is req'],
    [{ CONCORDAT_EVIDENCE_KEY: '' }, 'CONCORDAT_EVIDENCE_KEY or CONCORDAT_EVIDENCE_KEY_FILE is required with'],
    [{ CONCORDAT_DATA_FOLDER: '/data' }, 'CONCORDAT_DATA_FOLDER can be set only with the engine embedded.'],
    [{ CONCORDAT_KEYS_FILE: '/keys.db' }, 'CONCORDAT_KEYS_FILE can be set only with the engine embedded.'],
    [{ CONCORDAT_ENGINE: 'postgres' }, 'CONCORDAT_ENGINE must be one of embedded, postgresql, eventstoredb.'],
    [{ CONCORDAT_MIGRATE: 'true' }, 'CONCORDAT_MIGRATE must be yes or no.'],
  ])('says what is wrong with %j', (change, fault) => {
    const found = faults({ ...POSTGRESQL, ...change });
    expect(found.some((each) => each.startsWith(fault))).toBe(true);
    expect(found.join()).not.toContain('hunter2');
  });

  it.each([
    [{ CONCORDAT_EVENTSTOREDB_URL: '' }, 'CONCORDAT_EVENTSTOREDB_URL or CONCORDAT_EVENTSTOREDB_URL_FILE is required'],
    [{ CONCORDAT_EVENTSTOREDB_URL: 'http://n1' }, 'CONCORDAT_EVENTSTOREDB_URL must be esdb://host:port'],
    [
      { CONCORDAT_POSTGRES_URL: '' },
      'CONCORDAT_POSTGRES_URL or CONCORDAT_POSTGRES_URL_FILE is required for the read m',
    ],
  ])('says what is wrong beside EventStoreDB with %j', (change, fault) => {
    const found = faults({ ...EVENTSTOREDB, ...change });
    expect(found.map((each) => each.slice(0, fault.length))).toEqual([fault]);
  });

  it('needs nothing for tokens in a worker, and everything in the service', () => {
    expect(faults(POSTGRESQL)).toEqual([]);
    expect(faults(POSTGRESQL, readConfiguration)).toEqual([
      expect.stringContaining('CONCORDAT_OIDC_ISSUER is required'),
      expect.stringContaining('CONCORDAT_OIDC_AUDIENCE is required'),
    ]);
  });

  it('is none of the embedded engine, which has no workers', () => {
    expect(faults({ CONCORDAT_DATA_FOLDER: './data' })).toEqual([expect.stringContaining('for a worker')]);
    const embedded = {
      CONCORDAT_DATA_FOLDER: './data',
      CONCORDAT_OIDC_ISSUER: 'https://a',
      CONCORDAT_OIDC_AUDIENCE: 'b',
    };
    expect(faults({ ...embedded, CONCORDAT_POSTGRES_URL: 'postgres://a/b' }, readConfiguration)).toEqual([
      'CONCORDAT_POSTGRES_URL can be set only with the engine postgresql or eventstoredb.',
    ]);
  });

  it('is read by itself for the console, beside variables that it does not know', () => {
    expect(readEngineSettings({ CONCORDAT_TOKEN: 'eyJ' })).toBeUndefined();
    expect(readEngineSettings({ ...POSTGRESQL, CONCORDAT_TOKEN: 'eyJ' })).toEqual(engineOf(POSTGRESQL));
    expect(() => readEngineSettings({ CONCORDAT_ENGINE: 'postgresql' })).toThrow(ConfigurationError);
    expect(() => readEngineSettings({ CONCORDAT_ENGINE: 'postgres' })).toThrow(ConfigurationError);
  });
});
