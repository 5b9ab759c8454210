import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { parseLedgerKeys, verifierKeyText } from '#platform/ledger';
import type { ServiceStatus } from '#platform/operations';
import type { KeyStoreStatus } from '#platform/privacy';
import { authorityIdOf } from '#domain/regulators';
import { commandsOf } from '../support/commands.js';
import { HSE } from '../support/partnership-world.js';
import { SharedPrograms, until, type ConsoleRun } from '../support/shared-programs.js';
import type { TestCaller } from '../support/service.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { describeWithPostgresql } from '../support/with-postgresql.js';

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR', 'LEAD'] };
const NAME = 'Ermintrude Quillfeather';
const EXAMPLES = 'docs/how-to/import-examples';

/** The schemas of Concordat that a database has. */
const SCHEMAS = `select string_agg(nspname::text, ' ' order by nspname) as names from pg_namespace where nspname like 'concordat%'`;

describeWithPostgresql('Log, read models and keys in databases of their own', (cluster) => {
  let folder: TemporaryFolder;
  let programs: SharedPrograms;
  let apart: { readonly CONCORDAT_READ_MODELS_URL: string; readonly CONCORDAT_KEYS_URL: string };
  beforeEach(async () => {
    folder = temporaryFolder();
    programs = await SharedPrograms.on(await cluster().createDatabase());
    apart = {
      CONCORDAT_READ_MODELS_URL: await cluster().createDatabase(),
      CONCORDAT_KEYS_URL: await cluster().createDatabase(),
    };
  });
  afterEach(async () => {
    await programs.close();
    folder.remove();
  });

  const schemasIn = async (url: string) => (await cluster().query(SCHEMAS, url))[0]?.['names'];
  async function concordat(...args: readonly string[]): Promise<ConsoleRun> {
    const ran = await programs.concordat(args, apart);
    expect(ran).toMatchObject({ exitCode: 0 });
    return ran;
  }
  const direct = async <Result>(...args: readonly string[]): Promise<Result> =>
    JSON.parse((await concordat(...args, '--direct', '--json')).stdout) as Result;

  it('are served, kept and worked on from the console, each where it is configured to be', async () => {
    await concordat('migrate');
    expect([
      await schemasIn(programs.environment['CONCORDAT_POSTGRES_URL'] ?? ''),
      await schemasIn(apart.CONCORDAT_READ_MODELS_URL),
      await schemasIn(apart.CONCORDAT_KEYS_URL),
    ]).toEqual(['concordat_log', 'concordat_coordination concordat_read_models', 'concordat_keys']);
    const [, url] = await Promise.all([programs.worker(apart).ready(), programs.service(apart).ready()]);

    const imported = await direct('import', 'authorities', join(EXAMPLES, 'authorities.csv'));
    expect(imported).toMatchObject({ complete: true, refused: 0, problems: [] });
    const authorityId = authorityIdOf('HSE');
    const commands = commandsOf(() => programs.at(url), ['authority', 'officer']);
    const authority = { kind: 'HSE', localCode: 'HSE', officialName: 'Health and Safety Executive' };
    expect(await commands.accepted(registrar, 'authorityRegister', authority)).toBe(authorityId);
    const officer = { authorityId, name: NAME, from: '2001-01-01' };
    const officerId = await commands.accepted(registrar, 'officerRegister', officer);

    const status = await direct<ServiceStatus>('status');
    expect(status).toMatchObject({ engine: 'postgresql', deadLetterCount: 0 });
    expect(status.leases.find(({ name }) => name === 'read-models')?.holder).not.toBeNull();

    const before = await direct<KeyStoreStatus>('keys', 'status');
    expect(before.subjectKeys).toBeGreaterThan(0);
    expect(await direct('keys', 'rotate')).toMatchObject({ rewrapped: before.subjectKeys });
    const after = await direct<KeyStoreStatus>('keys', 'status');
    expect(after).toMatchObject({ storeId: before.storeId, subjectKeys: before.subjectKeys, rotationUnderWay: false });
    expect(after.wrappingKeys).not.toEqual(before.wrappingKeys);

    // With keys that were wrapped anew behind the back of the processes.
    const history = await concordat('history', '--object', officerId, '--direct');
    expect(history.stdout).toContain(NAME);
    const { data } = await until(
      () =>
        programs.at(url).as(registrar)<{ officer: unknown }>('query ($id: ID!) { officer(id: $id) { name } }', {
          id: officerId,
        }),
      ({ errors }) => errors === undefined,
    );
    expect(data).toEqual({ officer: { name: NAME } });

    const bundle = join(folder.path, 'bundle');
    await concordat('export', '--all', '--direct', '--out', bundle);
    const keys = join(folder.path, 'keys');
    const { active } = parseLedgerKeys(programs.environment['CONCORDAT_EVIDENCE_KEY'] ?? '');
    writeFileSync(keys, `${verifierKeyText(active)}\n`);
    expect((await concordat('verify', bundle, '--keys', keys)).stdout).toMatch(/^VERIFIED/);
    expect(existsSync(join(bundle, 'checkpoint'))).toBe(true);
    expect(Number(readFileSync(join(bundle, 'checkpoint'), 'utf8').split('\n')[1])).toBeGreaterThanOrEqual(status.head);
  }, 240_000);
});
