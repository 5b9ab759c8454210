import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import type { ServiceStatus } from '#platform/operations';
import { run } from '../../apps/cli/program.js';
import { startIssuer, type Issuer, type IssuerClient } from '../support/issuer/index.js';
import { HSE } from '../support/partnership-world.js';
import { startServiceProcess, startWorkerProcess, type ServiceProcess } from '../support/service-process.js';
import { describeWithPostgresql } from '../support/with-postgresql.js';

const client = (
  clientId: string,
  party: { readonly kind: string; readonly id: string },
  roles: readonly string[],
): IssuerClient => ({
  clientId,
  clientSecret: 'secret',
  claims: { concordat_party: party, concordat_roles: [...roles] },
});
const CLIENTS = [
  client('operator', { kind: 'OPERATOR', id: 'operator' }, ['OPERATOR']),
  client('registrar', { kind: 'HSE', id: HSE }, ['REGISTRAR', 'LEAD']),
];
const REGISTER = `mutation ($input: AuthorityRegisterInput!) {
  authorityRegister(input: $input) { authority { id } position userErrors { message } }
}`;

interface Console {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

describeWithPostgresql('The programs on PostgreSQL', (cluster) => {
  let issuer: Issuer;
  let environment: Readonly<Record<string, string>>;
  const running: ServiceProcess[] = [];

  beforeAll(async () => {
    issuer = await startIssuer({ clients: CLIENTS });
  });
  afterAll(() => issuer.close());
  beforeEach(async () => {
    environment = {
      CONCORDAT_ENGINE: 'postgresql',
      CONCORDAT_POSTGRES_URL: await cluster().createDatabase(),
      CONCORDAT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      CONCORDAT_EVIDENCE_KEY: signerKeyText(generateSignerKey('log.example', NOTE_ALGORITHM.ed25519)),
      CONCORDAT_PORT: '0',
    };
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  });

  const worker = () => kept(startWorkerProcess(environment));
  const service = (changes: Readonly<Record<string, string>> = {}) =>
    kept(
      startServiceProcess({
        ...environment,
        CONCORDAT_OIDC_ISSUER: issuer.url,
        CONCORDAT_OIDC_AUDIENCE: issuer.audience,
        ...changes,
      }),
    );

  function kept(started: ServiceProcess): ServiceProcess {
    running.push(started);
    return started;
  }

  async function concordat(...args: readonly string[]): Promise<Console> {
    let [stdout, stderr] = ['', ''];
    const exitCode = await run(['node', 'concordat', ...args], environment, {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { exitCode, stdout, stderr };
  }

  async function ask(url: string, clientId: string, query: string, variables: object = {}) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await issuer.token(clientId)}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, text: await response.text() };
  }

  const register = (url: string, localCode: string) => {
    const input = { idempotencyKey: randomUUID(), kind: 'HSE', localCode, officialName: `The body ${localCode}` };
    return ask(url, 'registrar', REGISTER, { input });
  };

  it('start on tables that were made before, by the console or by themselves', async () => {
    const refused = await startWorkerProcess(environment).ended;
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Run "concordat migrate"') });
    expect(await concordat('migrate')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^concordat_log was brought up to date: 001-events\.\nconcordat_keys was brought/),
    });
    expect((await concordat('migrate')).stdout).toMatch(/^concordat_log is up to date\./);
    await worker().ready();
  }, 60_000);

  it('stop in order while they wait for a worker, and do not say that they were ready', async () => {
    await concordat('migrate');
    const waiting = service();
    await waiting.listening();
    const { exitCode, stdout } = await waiting.stop();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"msg":"Stopped"');
    expect(stdout).not.toContain('is ready');
  }, 60_000);

  it('serve once a worker keeps the read models, go on when it is killed, and say who does what', async () => {
    await concordat('migrate');
    const first = service();
    const url = await first.listening();
    const early = await fetch(`${url}/health/ready`);
    expect(early.status).toBe(503);
    expect(await early.text()).toContain('No worker keeps the read models.');
    expect((await register(url, 'HSE')).status).toBe(503);
    expect((await concordat('rebuild', 'authority-register', '--direct')).stderr).toMatch(/^No worker keeps the read/);

    const [one, another] = [worker(), worker()];
    await Promise.all([first.ready(), one.ready(), another.ready()]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const second = await service().ready();
    const registered = await register(url, 'HSE');
    const { position } = (JSON.parse(registered.text) as { data: { authorityRegister: { position: string } } }).data
      .authorityRegister;
    const read = await ask(second, 'operator', '{ serviceStatus { position leases { name holder } } }');
    const { serviceStatus } = (JSON.parse(read.text) as { data: { serviceStatus: ServiceStatus } }).data;
    expect(Number(serviceStatus.position)).toBeGreaterThanOrEqual(Number(position));

    const status = JSON.parse((await concordat('status', '--direct', '--json')).stdout) as ServiceStatus;
    expect(status).toMatchObject({ engine: 'postgresql', deadLetterCount: 0 });
    const keeper = status.leases.find(({ name }) => name === 'read-models')?.holder ?? '';
    const killed = [one, another].find(({ pid }) => keeper.endsWith(`:${pid}`));
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    await killed?.ended;
    // The command is answered when the read models show it: by then the other worker has taken over.
    for (let attempt = 0; ; attempt += 1) {
      const answered = await register(url, `B${attempt}`);
      if (answered.status === 200 && !answered.text.includes('READ_BEHIND')) break;
      await pause(100);
    }
    const after = await concordat('status', '--direct');
    expect(after.stdout).toMatch(/\nread-models +\d+ {2}[^:\n]+:\d+, since 2/);
    expect(after.stdout).not.toContain(`${keeper},`);
    expect((await concordat('rebuild', 'authority-register', '--direct')).exitCode).toBe(0);
  }, 120_000);

  it('are one program for a small site', async () => {
    const alone = service({ CONCORDAT_WORKER: 'yes', CONCORDAT_MIGRATE: 'yes' });
    const url = await alone.ready();
    expect((await register(url, 'HSE')).text).toContain('"position":"');
    expect(await alone.stop()).toMatchObject({ exitCode: 0 });
  }, 60_000);

  it('leave the files of the embedded engine alone, and its commands say what to use', async () => {
    const backup = await concordat('backup', '--data', '/nowhere', '--to', '/nowhere/else');
    expect(backup).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('pg_dump') });
    const integrity = await concordat('integrity', '--data', '/nowhere');
    expect(integrity).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('concordat verify') });
    expect((await concordat('status', '--direct', '--data', '/nowhere')).exitCode).toBe(2);
  });
});
