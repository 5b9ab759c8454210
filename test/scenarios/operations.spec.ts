import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { SqliteEventStore, type EventId, type StreamName } from '#platform/event-store';
import { run } from '../../apps/cli/program.js';
import { startIssuer, type Issuer } from '../support/issuer/index.js';
import { refusedStart } from '../support/refused-start.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const HSE = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' } as const;
const operator: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };
const registrar: TestCaller = { name: 'registrar', party: HSE, roles: ['REGISTRAR', 'LEAD', 'OFFICER'] };

interface Status {
  serviceStatus: {
    engine: string;
    head: string;
    position: string;
    deadLetterCount: number;
    projections: { name: string; generation: number; state: string; deadLetterCount: number }[];
  };
}

const STATUS =
  '{ serviceStatus { engine head position deadLetterCount projections { name generation state deadLetterCount } } }';
const REBUILD = /* GraphQL */ `
  mutation ($input: ProjectionRebuildInput!) {
    projectionRebuild(input: $input) {
      projection {
        name
        generation
        state
      }
      userErrors {
        code
      }
    }
  }
`;
const RETRY = 'mutation ($input: DeadLettersRetryInput!) { deadLettersRetry(input: $input) { taken left } }';
const LETTERS =
  'query ($after: String) { deadLetters(first: 1, after: $after) { nodes { projection position streamId type fault attempts } pageInfo { hasNextPage endCursor } } }';

interface Letters {
  deadLetters: {
    nodes: { projection: string; position: string; streamId: string; type: string; attempts: number }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

describe('What operators ask and do over the API', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  const input = (projection: string) => ({ input: { idempotencyKey: randomUUID(), projection } });

  /** An event that the register cannot take: the organisation is in it already. */
  async function appendPoison(stream: string): Promise<void> {
    const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));
    const actor = { party: HSE, subject: 'x', roles: [], client: 'x' };
    const event = () => ({
      id: randomUUID() as EventId,
      type: 'organisations.OrganisationRegistered.v1',
      data: bytes({ name: 'Poison', structure: 'MIXED' }),
      metadata: bytes({ actor, commandId: randomUUID(), commandType: 'x', fingerprint: '', correlationId: 'x' }),
    });
    await service.engine.store.append(stream as StreamName, 'any', [event(), event()]);
    await service.engine.projections.caughtUp();
  }

  it('shows the state of the log and of the projections', async () => {
    const { data } = await service.as(operator)<Status>(STATUS);
    expect(data.serviceStatus).toMatchObject({ engine: service.engine.store.capabilities.engine, deadLetterCount: 0 });
    expect(data.serviceStatus.projections).toContainEqual({
      name: 'organisation-register',
      generation: 1,
      state: 'ACTIVE',
      deadLetterCount: 0,
    });
  });

  it('is for operators only, and an operator sees nothing of the record', async () => {
    const asRegistrar = service.as(registrar);
    const answers = [
      await asRegistrar(STATUS),
      await asRegistrar(LETTERS),
      await asRegistrar(REBUILD, input('organisation-register')),
      await asRegistrar(RETRY, input('organisation-register')),
    ];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(4).fill('FORBIDDEN'));
    const { data } = await service.as(operator)<{ organisations: { nodes: object[] } }>(
      '{ organisations { nodes { id } } }',
    );
    expect(data.organisations.nodes).toEqual([]);
  });

  it('pages the dead letters, tells of their streams and not of their content, and tries them again', async () => {
    const streams = [`organisation-${randomUUID()}`, `organisation-${randomUUID()}`];
    for (const stream of streams) await appendPoison(stream);
    const ask = service.as(operator);
    const first = (await ask<Letters>(LETTERS)).data.deadLetters;
    expect(first.nodes).toHaveLength(1);
    expect(first.nodes[0]).toMatchObject({
      projection: 'organisation-register',
      streamId: streams[0],
      type: 'organisations.OrganisationRegistered.v1',
      attempts: 1,
    });
    expect(JSON.stringify(first)).not.toContain('Poison');
    const second = (await ask<Letters>(LETTERS, { after: first.pageInfo.endCursor })).data.deadLetters;
    expect(second.nodes[0]?.streamId).toBe(streams[1]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect((await ask<Status>(STATUS)).data.serviceStatus.deadLetterCount).toBe(2);
    const { data } = await ask<{ deadLettersRetry: object }>(RETRY, input('organisation-register'));
    expect(data.deadLettersRetry).toEqual({ taken: 0, left: 2 });
  });

  it('builds a projection anew, and says when it cannot', async () => {
    const ask = service.as(operator);
    const rebuilt = await ask<{ projectionRebuild: object }>(REBUILD, input('authority-register'));
    expect(rebuilt.data.projectionRebuild).toEqual({
      projection: { name: 'authority-register', generation: 2, state: 'ACTIVE' },
      userErrors: [],
    });
    const failed = await ask<{ projectionRebuild: object }>(REBUILD, input('organisation-register'));
    expect(failed.data.projectionRebuild).toEqual({ projection: null, userErrors: [{ code: 'REBUILD_FAILED' }] });
    const unknown = await ask(REBUILD, input('nothing'));
    expect(unknown.errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(unknown.errors?.[0]?.message).toMatch(/There is no projection nothing\. There are: .*authority-register/);
    for (const projection of ['nothing', '']) {
      const letters = await ask('query ($p: String) { deadLetters(projection: $p) { nodes { type } } }', {
        p: projection,
      });
      expect(letters.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});

interface Console {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function concordat(args: readonly string[], environment: Record<string, string> = {}): Promise<Console> {
  let stdout = '';
  let stderr = '';
  const exitCode = await run(['node', 'concordat', ...args], environment, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { exitCode, stdout, stderr };
}

/** As a later version would, whose files are no other. */
async function recordUnknownEvent(dataFolder: string): Promise<void> {
  mkdirSync(dataFolder);
  const store = await SqliteEventStore.open({ file: join(dataFolder, 'log.db') });
  const bytes = new TextEncoder().encode('{}');
  const event = { id: randomUUID() as EventId, type: 'organisations.Renamed.v9', data: bytes, metadata: bytes };
  await store.append(`organisation-${randomUUID()}` as StreamName, 'none', [event]);
  await store.close();
}

describe('The service as a process, and its console', () => {
  let folder: TemporaryFolder;
  let issuer: Issuer;
  let service: ServiceProcess;
  let url: string;
  const client = (clientId: string, party: object, roles: string[]) => ({
    clientId,
    clientSecret: 'secret',
    claims: { concordat_party: party as { kind: string; id: string }, concordat_roles: roles },
  });
  beforeAll(async () => {
    folder = temporaryFolder();
    issuer = await startIssuer({
      clients: [client('registrar', HSE, ['REGISTRAR']), client('operator', operator.party, ['OPERATOR'])],
    });
    service = startServiceProcess(environment());
    url = await service.ready();
  });
  afterAll(async () => {
    await service.stop();
    await issuer.close();
    folder.remove();
  });

  const environment = (changes: Record<string, string> = {}) => ({
    CONCORDAT_DATA_FOLDER: join(folder.path, 'data'),
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: '0',
    ...changes,
  });
  const as = async (clientId: string) => ({ CONCORDAT_TOKEN: await issuer.token(clientId) });
  const file = (name: string, text: string) => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };

  const HEADER = 'record,organisation-registry,organisation-number,name,structure';
  const organisations = (count: number) =>
    Array.from({ length: count }, (_, n) => `ORGANISATION,INTERNAL,C-${n},Body ${n},MIXED`);

  it('imports a file in pieces with --url, and names problems by their lines in the file', async () => {
    const rows = organisations(1_010);
    rows.splice(3, 0, 'ORGANISATION,INTERNAL,C-X,"Two\nlines",MIXED', 'ORGANISATION,"wrong" quotes');
    rows.push('ORGANISATION,INTERNAL,C-Y,Bad,UNHEARD');
    const path = file('organisations.csv', [HEADER, ...rows].join('\n'));
    const args = ['import', 'organisations', path, '--url', url];
    const first = await concordat(args, await as('registrar'));
    expect(first.stdout.split('\n')).toEqual([
      '1,013 rows: 1,010 taken, 0 unchanged, 3 refused.',
      'Line 5, column "name": must not contain the character U+000A (at place 4)',
      expect.stringMatching(/^Line 7: A quotation mark is in the wrong place/),
      expect.stringMatching(/^Line 1015, column "structure": /),
      '',
    ]);
    expect(first.exitCode).toBe(3);
    const again = await concordat([...args, '--json'], await as('registrar'));
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: 1_013, taken: 0, unchanged: 1_010, refused: 3 });
  });

  it('shows the status, rebuilds and lists dead letters with --url, and takes the token from a file', async () => {
    const token = file('token', `${await issuer.token('operator')}\n`);
    const status = await concordat(['status', '--url', url, '--token-file', token]);
    expect(status.exitCode).toBe(0);
    expect(status.stdout).toMatch(/organisation-register +\d+ +1 +active/);
    const rebuilt = await concordat(['rebuild', 'organisation-register', '--url', url], await as('operator'));
    expect(rebuilt).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/built anew up to position \d+/) });
    const letters = await concordat(['dead-letters', '--url', url], await as('operator'));
    expect(letters).toEqual({ exitCode: 0, stdout: 'There are no dead letters.\n', stderr: '' });
    const retried = await concordat(
      ['dead-letters', '--retry', 'organisation-register', '--url', url],
      await as('operator'),
    );
    expect(retried.stdout).toBe('0 taken, 0 left.\n');
    const ofOne = await concordat(['dead-letters', 'organisation-register', '--url', url], await as('operator'));
    expect(ofOne).toEqual({ exitCode: 0, stdout: 'There are no dead letters.\n', stderr: '' });
  });

  it('says what is wrong with the command line, the file, the rights or the address', async () => {
    const good = file('good.csv', `${HEADER}\n${organisations(1)[0]}`);
    const bad = file('bad.csv', 'a,b\n1,2');
    const folderPath = join(folder.path, 'data');
    const token = await as('operator');
    const cases: [string[], number, RegExp][] = [
      [['status'], 2, /either --url <address> of a running service, --data <folder>, or --direct on a shared engine/],
      [['status', '--url', url], 2, /A token is needed with --url/],
      [['status', '--url', 'http://example.org'], 2, /must begin with https:/],
      [['import', 'nothing', good, '--url', url], 2, /There are: .*authorities/],
      [['rebuild'], 2, /missing required argument 'projection'/],
      [['unheard'], 2, /unknown command/],
      [['import', 'organisations', join(folder.path, 'none'), '--url', url], 1, /cannot be read: .*ENOENT/],
      [['import', 'organisations', bad, '--url', url], 1, /Nothing was taken.*\n.*"a" is not a column/],
      [['import', 'organisations', good, '--url', url], 1, /FORBIDDEN: Only registrars/],
      [['rebuild', 'nothing', '--url', url], 1, /There is no projection nothing/],
      [['dead-letters', 'nothing', '--url', url], 1, /There is no projection nothing/],
      [['dead-letters', 'a', '--retry', 'b', '--url', url], 2, /Name one projection/],
      [['status', '--url', 'http://127.0.0.1:9'], 1, /did not answer: /],
      [['status', '--data', join(folder.path, 'no-data')], 1, /There is no event log in/],
      [['status', '--data', folderPath], 1, /is in use by another process/],
    ];
    for (const [args, exitCode, message] of cases) {
      const outcome = await concordat(args, args[2] === url && args.length === 3 ? {} : token);
      expect({ args, ...outcome }).toMatchObject({ exitCode, stderr: expect.stringMatching(message), stdout: '' });
    }
  });

  it('refuses to start on a port or a folder in use, and on a folder that a newer version wrote', async () => {
    const taken = await new Promise<Server>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
    });
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const newer = join(folder.path, 'newer');
    await recordUnknownEvent(newer);
    const log = new Database(join(newer, 'log.db'));
    log.exec('UPDATE log SET format_version = 99');
    log.close();
    const unknown = join(folder.path, 'unknown');
    await recordUnknownEvent(unknown);
    const ended = await startServiceProcess(
      environment({ CONCORDAT_DATA_FOLDER: join(folder.path, 'other'), CONCORDAT_PORT: port }),
    ).ended;
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/is in use by another process/) });
    const cases: [Record<string, string>, RegExp][] = [
      [
        { CONCORDAT_DATA_FOLDER: unknown },
        /^The event log holds events .* not know: organisations\.Renamed\.v9\. Start/,
      ],
      [{}, /data folder .* is in use by another process/],
      [{ CONCORDAT_DATA_FOLDER: newer }, /has format version 99, but this version of Concordat reads/],
      [
        { CONCORDAT_PORT: 'x', CONCORDAT_OIDC_ISSUER: 'nowhere', CONCORDAT_COLOUR: 'red' },
        /CONCORDAT_PORT must be[^]*CONCORDAT_OIDC_ISSUER must be[^]*CONCORDAT_COLOUR is not/,
      ],
    ];
    for (const [changes, message] of cases) expect(await refusedStart(environment(changes))).toMatch(message);
    taken.close();
  }, 120_000);

  it('works on the data folder once the service has stopped, and finds all that was acknowledged', async () => {
    expect(await service.stop()).toMatchObject({ exitCode: 0 });
    const data = ['--data', join(folder.path, 'data')];
    const path = file('more.csv', [HEADER, ...organisations(1_020)].join('\n'));
    const imported = await concordat(['import', 'organisations', path, ...data, '--json']);
    expect(imported.stderr).toBe('');
    // Another caller than the token's: decided anew, and nothing differs.
    expect(JSON.parse(imported.stdout)).toMatchObject({ rows: 1_020, taken: 10, unchanged: 1_010, refused: 0 });
    expect(imported.exitCode).toBe(0);
    const rebuilt = await concordat(['rebuild', 'organisation-register', ...data]);
    expect(rebuilt.exitCode).toBe(0);
    const letters = await concordat(['dead-letters', 'organisation-register', ...data]);
    expect(letters).toEqual({ exitCode: 0, stdout: 'There are no dead letters.\n', stderr: '' });
    const mistyped = await concordat(['dead-letters', 'organisation-regster', ...data]);
    expect(mistyped).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/There is no projection/),
    });
    service = startServiceProcess(environment());
    await service.ready();
  });
});
