import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyStoreStatus } from '#platform/privacy';
import { run } from '../../apps/cli/program.js';
import { commandsOf } from '../support/commands.js';
import { startIssuer, type Issuer } from '../support/issuer/index.js';
import { HSE } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { refusedStart } from '../support/refused-start.js';
import { startServiceProcess } from '../support/service-process.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const operator: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };
const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR', 'LEAD'] };

const STATUS = '{ keyStatus { subjectKeys destroyedKeys fences wrappingKeys { version state } } }';
const ROTATE =
  'mutation ($input: KeysRotateInput!) { keysRotate(input: $input) { rotation { version rewrapped continued } } }';
const OFFICER = 'query ($id: ID!) { officer(id: $id) { name } }';

describe('Personal data in the record', () => {
  let service: TestService;
  let anne: string;
  let ben: string;
  const { accepted, refusals } = commandsOf(() => service, ['authority', 'officer']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    await accepted(registrar, 'authorityRegister', {
      kind: 'HSE',
      localCode: 'HSE',
      officialName: 'Health and Safety Executive',
    });
    anne = await register('Anne Quatermain');
    ben = await register('Ben Allgood');
  });
  afterAll(() => service.close());

  const register = (name: string) =>
    accepted(registrar, 'officerRegister', { authorityId: HSE, name, from: '2005-01-01' });
  const nameOf = async (id: string) =>
    (await service.as(registrar)<{ officer: { name: string } }>(OFFICER, { id })).data.officer.name;
  const amend = (officerId: string, name: string) => ({ officerId, name, reason: 'Married.' });

  async function recorded(): Promise<string> {
    let text = '';
    for await (const { data } of service.engine.store.readAll({ after: 0 as never })) {
      text += new TextDecoder().decode(data);
    }
    return text;
  }

  it('is sealed in the log and read in clear', async () => {
    const log = await recorded();
    for (const name of ['Quatermain', 'Allgood']) expect(log).not.toContain(name);
    expect(log).toContain('"sealed"');
    expect(await nameOf(anne)).toBe('Anne Quatermain');
  });

  it('is shown to operators as numbers only, and to nobody else', async () => {
    const { data } = await service.as(operator)<{ keyStatus: KeyStoreStatus }>(STATUS);
    expect(data.keyStatus).toEqual({
      subjectKeys: 2,
      destroyedKeys: 0,
      fences: 0,
      wrappingKeys: [{ version: 1, state: 'ACTIVE' }],
    });
    const input = { idempotencyKey: randomUUID() };
    for (const denied of [await service.as(registrar)(STATUS), await service.as(registrar)(ROTATE, { input })]) {
      expect(denied.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('stays readable when the keys are rotated, and after a restart', async () => {
    const input = { idempotencyKey: randomUUID() };
    const { data } = await service.as(operator)(ROTATE, { input });
    expect(data).toEqual({ keysRotate: { rotation: { version: 2, rewrapped: 2, continued: false } } });
    await service.restart();
    await service.engine.projections.rebuild('officer-register');
    expect(await nameOf(anne)).toBe('Anne Quatermain');
  });

  it('is not recorded any more for somebody who is fenced, and forgotten once the keys are gone', async () => {
    await service.engine.subjectKeys.fence([anne], 'erasure-1');
    expect(await refusals(registrar, 'officerAmend', amend(anne, 'Anne Curtis'))).toEqual([
      'SUBJECT_ERASED input.name',
    ]);
    expect(await refusals(registrar, 'officerAmend', amend(ben, 'Ben Goodall'))).toEqual([]);
    await service.engine.subjectKeys.destroy([anne]);
    await service.restart();
    await service.engine.projections.rebuild('officer-register');
    expect(await nameOf(anne)).toBe('[forgotten]');
    expect(await nameOf(ben)).toBe('Ben Goodall');
  });

  it('is not said to be forgotten by anybody who types so', async () => {
    expect(await refusals(registrar, 'officerAmend', amend(ben, '[forgotten]'))).toEqual(['INVALID_INPUT input.name']);
  });
});

interface Console {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function concordat(args: readonly string[], environment: Record<string, string>): Promise<Console> {
  let stdout = '';
  let stderr = '';
  const exitCode = await run(['node', 'concordat', ...args], environment, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { exitCode, stdout, stderr };
}

describe('The key store of a service as a process', () => {
  let folder: TemporaryFolder;
  let issuer: Issuer;
  beforeAll(async () => {
    folder = temporaryFolder();
    const claims = { concordat_party: operator.party, concordat_roles: [...operator.roles] };
    issuer = await startIssuer({ clients: [{ clientId: 'operator', clientSecret: 'secret', claims }] });
  });
  afterAll(async () => {
    await issuer.close();
    folder.remove();
  });

  const evidence = { CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519)) };
  const keyFile = (name: string, byte: number) => {
    const path = join(folder.path, name);
    writeFileSync(path, `${Buffer.alloc(32, byte).toString('base64')}\n`);
    return path;
  };
  const environment = (changes: Record<string, string> = {}) => ({
    CONCORDAT_DATA_FOLDER: join(folder.path, 'data'),
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: '0',
    ...changes,
  });

  it('is locked with a key from outside, rotated while serving and when stopped, and needs its key', async () => {
    const first = {
      CONCORDAT_KEY_ENCRYPTION_KEY_FILE: keyFile('first', 1),
      ...evidence,
      NODE_ENV: 'production',
    };
    const service = startServiceProcess(environment(first));
    const url = await service.ready();
    const token = { CONCORDAT_TOKEN: await issuer.token('operator') };
    const rotated = await concordat(['keys', 'rotate', '--url', url], token);
    expect(rotated).toMatchObject({
      exitCode: 0,
      stdout: '0 keys are wrapped with wrapping key 2 now; older ones are gone.\n',
    });
    const shown = await concordat(['keys', 'status', '--url', url], token);
    expect(shown.stdout).toMatch(/^key store +[0-9a-f-]{36}\nkey-encryption key +local-[\w-]{32}\nkeys of persons +0/);
    expect(shown.stdout).toMatch(/ +1 {2}retired .*\n +2 {2}active /);
    expect(await service.stop()).toMatchObject({ exitCode: 0 });
    // Nothing that opens the keys is in the folder.
    expect(readdirSync(join(folder.path, 'data'))).not.toContain('key-encryption.key');

    const data = ['--data', join(folder.path, 'data')];
    const second = { ...evidence, CONCORDAT_KEY_ENCRYPTION_KEY_FILE: keyFile('second', 2) };
    const wrong = await concordat(['keys', 'status', ...data], second);
    expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
    expect(wrong.stderr).toMatch(/^The key store is locked with the key-encryption key local-.*, and the one that is/);
    const previous = { CONCORDAT_PREVIOUS_KEY_ENCRYPTION_KEY_FILE: first.CONCORDAT_KEY_ENCRYPTION_KEY_FILE };
    expect(await concordat(['keys', 'rotate', ...data], { ...second, ...previous })).toMatchObject({ exitCode: 0 });
    const status = await concordat(['keys', 'status', ...data, '--json'], second);
    expect(JSON.parse(status.stdout)).toMatchObject({ subjectKeys: 0, rotationUnderWay: false });
    expect(await refusedStart(environment(first))).toMatch(/^The key store is locked with/);
  }, 60_000);

  it('must be locked with a key from outside in production', async () => {
    expect(await refusedStart(environment({ NODE_ENV: 'production' }))).toMatch(
      /CONCORDAT_KEY_ENCRYPTION_KEY_FILE is required where NODE_ENV is production/,
    );
  }, 30_000);

  it('is missed when its file is gone', async () => {
    const path = join(folder.path, 'data', 'keys.db');
    expect(readFileSync(path).length).toBeGreaterThan(0);
    const elsewhere = { CONCORDAT_KEYS_FILE: join(folder.path, 'none.db') };
    const second = { ...evidence, CONCORDAT_KEY_ENCRYPTION_KEY_FILE: keyFile('second', 2) };
    const refused = await refusedStart(environment({ ...second, ...elsewhere }));
    expect(refused).toMatch(/^There is no key store .*none\.db\./);
  }, 30_000);
});
