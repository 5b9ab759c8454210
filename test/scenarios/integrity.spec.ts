import { randomUUID } from 'node:crypto';
import { cpSync, openSync, closeSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { run } from '../../apps/cli/program.js';
import { startIssuer, type Issuer } from '../support/issuer/index.js';
import { refusedStart } from '../support/refused-start.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const HSE = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' } as const;
const ORGANISATIONS = 40;
const LOOK_EVERY_MS = 50;
const INTEGRITY = `{ serviceStatus { head integrity {
  faults { nature position text } notices { kind text } readOnly checkedPosition checks checkedAt } } }`;
const REGISTER = `mutation ($input: OrganisationRegisterInput!) {
  organisationRegister(input: $input) { organisation { id } userErrors { code message } } }`;

interface Integrity {
  readonly head: string;
  readonly integrity: {
    readonly faults: readonly { readonly nature: string; readonly position: string | null; readonly text: string }[];
    readonly notices: readonly { readonly kind: string; readonly text: string }[];
    readonly readOnly: boolean;
    readonly checks: number;
  };
}

describe('The integrity of the record in operation', () => {
  let folder: TemporaryFolder;
  let issuer: Issuer;
  let service: ServiceProcess | undefined;
  let url: string;
  const at = (name: string) => join(folder.path, name);
  const client = (clientId: string, party: { kind: string; id: string }, roles: string[]) => ({
    clientId,
    clientSecret: 'secret',
    claims: { concordat_party: party, concordat_roles: roles },
  });
  beforeAll(async () => {
    folder = temporaryFolder();
    issuer = await startIssuer({
      clients: [
        client('registrar', HSE, ['REGISTRAR']),
        client('operator', { kind: 'OPERATOR', id: 'operator' }, ['OPERATOR']),
      ],
    });
    const rows = Array.from({ length: ORGANISATIONS }, (_, n) => `ORGANISATION,INTERNAL,C-${n},Body ${n},MIXED`);
    const header = 'record,organisation-registry,organisation-number,name,structure';
    writeFileSync(at('organisations.csv'), [header, ...rows].join('\n'));
    await start('pristine');
    const imported = await concordat(['import', 'organisations', at('organisations.csv'), '--url', url], 'registrar');
    expect(imported.exitCode).toBe(0);
    await service?.stop();
  }, 120_000);
  afterAll(async () => {
    await issuer.close();
    folder.remove();
  });
  beforeEach(() => cpSync(at('pristine'), at('data'), { recursive: true }));
  afterEach(async () => {
    await service?.stop();
    for (const name of ['data', 'backup', 'keys']) rmSync(at(name), { recursive: true, force: true });
  });

  const environment = (dataFolder: string, changes: Record<string, string>) => ({
    CONCORDAT_DATA_FOLDER: at(dataFolder),
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: '0',
    ...changes,
  });
  const start = async (dataFolder = 'data', changes: Record<string, string> = {}) => {
    service = startServiceProcess(environment(dataFolder, changes));
    url = await service.ready();
  };
  const concordat = async (args: readonly string[], as?: string) => {
    let stdout = '';
    let stderr = '';
    const token: Record<string, string> = as === undefined ? {} : { CONCORDAT_TOKEN: await issuer.token(as) };
    const exitCode = await run(['node', 'concordat', ...args], token, {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { exitCode, stdout, stderr };
  };
  const ask = async (as: string, query: string, variables: object = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await issuer.token(as)}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
  };
  const integrity = async () => {
    const { data, errors } = await ask('operator', INTEGRITY);
    expect(errors).toBeUndefined();
    return (data as { serviceStatus: Integrity }).serviceStatus;
  };
  const register = (number: string) =>
    ask('registrar', REGISTER, {
      input: {
        idempotencyKey: randomUUID(),
        name: `Body ${number}`,
        structure: 'MIXED',
      },
    });
  /** Changes one letter in the bytes of the log's file, in two events. @returns the position of the first */
  const alter = (name: string): number => {
    const file = at('data/log.db');
    const bytes = readFileSync(file);
    const descriptor = openSync(file, 'r+');
    for (let place = bytes.indexOf(`"${name}"`); place !== -1; place = bytes.indexOf(`"${name}"`, place + 1)) {
      writeSync(descriptor, 'b', place + 1);
    }
    closeSync(descriptor);
    const log = new Database(file, { readonly: true });
    const query = `SELECT min(position) FROM events WHERE instr(CAST(data AS TEXT), '"b${name.slice(1)}"') > 0`;
    const position = log.prepare<[], number>(query).pluck().get();
    log.close();
    if (position === undefined) throw new Error(`No event holds ${name}.`);
    return position;
  };

  it('refuses to start on a log that was altered, and says what, where and what to do', async () => {
    const position = alter('Body 17');
    const refused = startServiceProcess(environment('data', {}));
    const { exitCode, stderr } = await refused.ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('does not hold what was recorded:');
    expect(stderr).toContain(`The record at position ${position} is not the one that the ledger holds: it was altered`);
    expect(stderr).toContain('concordat restore');
    const checked = await concordat(['integrity', '--data', at('data'), '--json']);
    expect(checked.exitCode).toBe(1);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      faults: [{ nature: 'altered', position }, { nature: 'altered' }],
    });
    const copied = await concordat(['backup', '--data', at('data'), '--to', at('backup')]);
    expect(copied).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`position ${position}`) });
  }, 60_000);

  it('serves reads and records nothing when it is told to, and shows why', async () => {
    const position = alter('Body 17');
    await start('data', { CONCORDAT_ON_DAMAGE: 'read-only' });
    const { integrity: status, head } = await integrity();
    expect(status).toMatchObject({ readOnly: true, faults: [{ nature: 'ALTERED', position: String(position) }, {}] });
    const found = await ask('registrar', '{ organisations(first: 5) { nodes { name } } }');
    expect(found.errors).toBeUndefined();
    const refused = await register('N-1');
    expect(refused.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect((await integrity()).head).toBe(head);
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.text()).toContain(`The record at position ${position}`);
    const shown = await concordat(['status', '--url', url], 'operator');
    expect(shown.stdout).toMatch(/integrity +The record at position .* altered[^]*Nothing is recorded\./);
  }, 60_000);

  it('finds while it runs what is altered in the file', async () => {
    await start('data', { CONCORDAT_SCRUB_PAUSE_HOURS: '0', CONCORDAT_SCRUB_RECORDS_PER_SECOND: '100000' });
    const position = alter('Body 23');
    let status = (await integrity()).integrity;
    while (status.faults.length === 0) {
      await setTimeout(LOOK_EVERY_MS);
      status = (await integrity()).integrity;
    }
    expect(status.faults).toMatchObject([{ nature: 'ALTERED', position: String(position) }, {}]);
    expect(status.readOnly).toBe(false);
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toMatch(/^concordat_log_faults 2$/m);
    expect(figures).toMatch(/^concordat_scrub_passes [1-9]/m);
  }, 60_000);

  it('is backed up while it serves, restored, and says for ever after that events are missing', async () => {
    await start();
    const args = ['backup', '--data', at('data'), '--to', at('backup'), '--keys-to', at('keys')];
    expect(await concordat(args)).toMatchObject({ exitCode: 0, stderr: '' });
    const { head } = await integrity();
    await register('N-1');
    await register('N-2');
    const later = Number((await integrity()).head);
    expect(later).toBeGreaterThan(Number(head));
    const inUse = await concordat(['restore', '--from', at('backup'), '--data', at('data')]);
    expect(inUse).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/in use by another process/) });
    await service?.stop();
    const restored = await concordat(['restore', '--from', at('backup'), '--data', at('data')]);
    expect(restored.stdout).toContain(`The record was restored up to position ${head}.`);
    expect(restored.stdout).toContain(`It went up to position ${later} before`);
    await start();
    const older = (await integrity()).integrity;
    expect(older.faults).toEqual([]);
    expect(older.notices.map(({ kind }) => kind)).toContain('OLDER_THAN_KNOWN');
    for (const number of ['M-1', 'M-2', 'M-3']) await register(number);
    let { notices } = (await integrity()).integrity;
    while (!notices.some(({ kind }) => kind === 'DIFFERS_FROM_KNOWN')) {
      await setTimeout(LOOK_EVERY_MS);
      notices = (await integrity()).integrity.notices;
    }
    const end = await service?.stop();
    expect(end?.stdout).toMatch(/It had gone up to position \d+ at least/);
  }, 120_000);

  it('recognises an older state by a checkpoint that was kept apart', async () => {
    await start();
    await register('N-1');
    await service?.stop();
    const ledger = new Database(at('data/ledger.db'), { readonly: true });
    const newest = ledger.prepare<[], { text: string; signature: string }>(
      'SELECT text, signature FROM checkpoints ORDER BY size DESC',
    );
    const kept = newest.get();
    ledger.close();
    writeFileSync(at('checkpoint'), `${kept?.text}\n${kept?.signature}`);
    rmSync(at('data'), { recursive: true });
    cpSync(at('pristine'), at('data'), { recursive: true });
    await start('data', { CONCORDAT_KNOWN_CHECKPOINT_FILE: at('checkpoint') });
    expect((await integrity()).integrity.notices).toMatchObject([
      { kind: 'OLDER_THAN_KNOWN', text: expect.stringContaining('the checkpoint kept apart knew of') },
    ]);
    writeFileSync(at('checkpoint'), 'no checkpoint');
    const unreadable = environment('pristine', { CONCORDAT_KNOWN_CHECKPOINT_FILE: at('checkpoint') });
    expect(await refusedStart(unreadable)).toMatch(/known checkpoint cannot be read/);
  }, 120_000);
});
