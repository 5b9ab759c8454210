import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { KeyStoreStatus } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { SharedPrograms, until } from '../support/shared-programs.js';
import type { TestCaller, TestService } from '../support/service.js';
import { describeWithPostgresql } from '../support/with-postgresql.js';

/** The texts of persons that nothing may hold after the erasure. */
const NAME = 'Ermintrude Quillfeather';
const SUMMARY = 'Spoke with Bartholomew Zwickendorf of the night shift, who has a bad back.';
/** Of a contact that stays. */
const KEPT = 'Pedestrians and lorries share the gate.';

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR', 'LEAD'] };
const operator: TestCaller = { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };
const protecting = (name: string): TestCaller => ({
  name,
  party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
  roles: ['DATA_PROTECTION_LEAD'],
});
const [asking, deciding] = [protecting('asking'), protecting('deciding')];

/** What may be answered while the server is away. */
const TRY_AGAIN = new Set(['UNAVAILABLE', 'READ_BEHIND']);

const ERASURE = 'query ($id: ID!) { erasure(id: $id) { status eventsConcerned valuesInClearText } }';
const CONTACT = 'contact(id: $contact) { detail { summary } }';
const REPORT = 'subjectReport(subjectId: $contact) { records(first: 10) { nodes { values { value } } } }';
const HISTORY = 'history(objectId: $contact) { nodes { content differences { label after } } }';
const KEYS = '{ keyStatus { subjectKeys destroyedKeys fences awaitingDestruction unknownKeys } }';

type Service = Pick<TestService, 'as'>;

describeWithPostgresql('Personal data that several processes hold', (cluster) => {
  let programs: SharedPrograms;
  let connectionString: string;
  let world: PartnershipWorld;
  /** Answers that no process may give. */
  let unexpected: string[];
  beforeEach(async () => {
    connectionString = await cluster().createDatabase();
    programs = await SharedPrograms.on(connectionString);
    expect(await programs.concordat(['migrate'])).toMatchObject({ exitCode: 0 });
  });
  afterEach(() => programs.close());

  const inspector = (): TestCaller => ({
    name: 'officer of Wakefield',
    party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
    roles: ['OFFICER'],
    officerId: world.officers.wakefield,
  });
  const commandsAt = (service: Service) => commandsOf(() => service, ['erasure', 'contact', 'officer', 'authority']);
  const contact = (service: Service, summary: string) =>
    commandsAt(service).accepted(inspector(), 'contactRecord', {
      organisationId: world.organisationId,
      topic: 'manual handling',
      purpose: 'VISIT',
      madeOn: new Date().toISOString().slice(0, 10),
      channel: 'VISIT',
      withWhom: 'Shift worker',
      summary,
    });

  async function answered(service: Service, as: TestCaller, query: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await service.as(as)<unknown>(query, variables);
    expect({ query, errors }).toEqual({ query, errors: undefined });
    return JSON.stringify(data);
  }

  /** Everything that the service shows of a contact, now and at a position. */
  async function shown(service: Service, id: string, position: string): Promise<readonly string[]> {
    const variables = { contact: id };
    return [
      await answered(service, world.hseLead, `query ($contact: ID!) { ${CONTACT} }`, variables),
      await answered(
        service,
        world.hseLead,
        `query ($contact: ID!, $position: Position) @asAt(position: $position) { ${CONTACT} }`,
        {
          ...variables,
          position,
        },
      ),
      await answered(service, deciding, `query ($contact: ID!) { ${REPORT} }`, variables),
      await answered(service, world.auditor, `query ($contact: ID!) { ${HISTORY} }`, variables),
    ];
  }

  /** Which of the texts stand in the files of the database, its write-ahead log apart. */
  async function found(...texts: readonly string[]): Promise<readonly string[]> {
    await cluster().query('checkpoint');
    const [row] = await cluster().query(
      "select current_setting('data_directory') as data, oid from pg_database where datname = current_database()",
      connectionString,
    );
    const folder = join(String(row?.['data']), 'base', String(row?.['oid']));
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    return texts.filter((text) => files.some((bytes) => bytes.includes(text)));
  }

  it('is forgotten in all of them when its erasure is complete, and nothing else is', async () => {
    const [, oneUrl, otherUrl] = await Promise.all([
      programs.worker().ready(),
      programs.service().ready(),
      programs.service().ready(),
    ]);
    const [one, other] = [programs.at(oneUrl), programs.at(otherUrl)];
    world = await makePartnershipWorld(() => one);
    const [erased, kept] = [await contact(one, SUMMARY), await contact(other, KEPT)];
    const officer = { authorityId: WAKEFIELD, name: NAME, from: '2001-01-01' };
    const officerId = await commandsAt(other).accepted(registrar, 'officerRegister', officer);
    const ended = { officerId, on: '2006-03-01', reason: `${NAME} retires.` };
    await commandsAt(one).accepted(registrar, 'officerEndService', ended);
    const status = await programs.concordat(['status', '--direct', '--json']);
    const position = String((JSON.parse(status.stdout) as { position: number | string }).position);
    for (const service of [one, other]) {
      for (const text of await shown(service, erased, position)) expect(text).toContain(SUMMARY);
    }
    expect(await found(NAME, SUMMARY)).toEqual([NAME, SUMMARY]);

    const wanted = { wantedBy: 'PERSON_CONCERNED', ground: 'OBJECTION_UPHELD', explanation: 'As decided.' };
    const erasureId = await commandsAt(one).accepted(asking, 'erasureRequest', {
      subjectIds: [erased, officerId],
      ...wanted,
    });
    const decision = { erasureId, ground: 'LEGAL_DUTY_TO_ERASE', explanation: 'As decided.' };
    await commandsAt(other).accepted(deciding, 'erasureGrant', decision);
    await until(
      () => answered(one, deciding, ERASURE, { id: erasureId }),
      (text) => text.includes('COMPLETED'),
    );
    for (const service of [one, other]) {
      for (const text of await shown(service, erased, position)) {
        expect(text).toContain('[forgotten]');
        expect(text).not.toContain(SUMMARY);
      }
      for (const text of await shown(service, kept, position)) expect(text).toContain(KEPT);
      const again = { contactId: erased, results: ['VERBAL_ADVICE'], text: 'He is well again.' };
      const [refusal] = await commandsAt(service).refusals(inspector(), 'contactRecordOutcome', again);
      expect(refusal).toMatch(/^SUBJECT_ERASED/);
    }
    expect(await found(NAME, SUMMARY, 'Quillfeather', 'Zwickendorf')).toEqual([]);

    const before = JSON.parse(
      (await programs.concordat(['keys', 'status', '--direct', '--json'])).stdout,
    ) as KeyStoreStatus;
    expect(before).toMatchObject({ destroyedKeys: 2, fences: 2, awaitingDestruction: 0, unknownKeys: 0 });
    const token = { CONCORDAT_TOKEN: await programs.tokenOf(operator) };
    expect((await programs.concordat(['keys', 'rotate', '--url', otherUrl], token)).exitCode).toBe(0);
    expect((await programs.concordat(['keys', 'rotate', '--direct'])).exitCode).toBe(0);
    const after = await programs.concordat(['keys', 'status', '--url', oneUrl, '--json'], token);
    expect(JSON.parse(after.stdout)).toMatchObject({
      storeId: before.storeId,
      subjectKeys: before.subjectKeys,
      wrappingKeys: [{ state: 'RETIRED' }, { state: 'RETIRED' }, { version: 3, state: 'ACTIVE' }],
    });
    const third = programs.at(await programs.service().ready());
    for (const service of [one, other, third]) {
      expect((await shown(service, kept, position)).filter((text) => !text.includes(KEPT))).toEqual([]);
      expect((await shown(service, erased, position)).filter((text) => !text.includes('[forgotten]'))).toEqual([]);
    }
  }, 180_000);

  it('is neither lost nor forgotten while the server of the keys restarts, and read again without a restart of theirs', async () => {
    const processes = [programs.service(), programs.service()];
    const worker = programs.worker();
    const [oneUrl, otherUrl] = await Promise.all([
      processes[0]?.ready() ?? '',
      processes[1]?.ready() ?? '',
      worker.ready(),
    ]);
    const services = [programs.at(oneUrl), programs.at(otherUrl)];
    const hse = { kind: 'HSE', localCode: 'HSE', officialName: 'Health and Safety Executive' };
    const [one] = services;
    if (one === undefined) throw new Error('Two were started.');
    await commandsAt(one).accepted(registrar, 'authorityRegister', hse);
    const acknowledged = new Map<string, string>();
    unexpected = [];
    for (const each of [...processes, worker]) {
      void each.ended.then(({ exitCode, stdout, stderr }) => unexpected.push(`Ended: ${exitCode} ${stdout}${stderr}`));
    }
    let isOver = false;
    const client = async (service: Service, number: number) => {
      for (let each = 0; !isOver; each += 1) {
        const name = `Officer ${number} of turn ${each}`;
        const id = await registered(service, name, `${number}-${each}`);
        if (id === undefined) continue;
        acknowledged.set(id, name);
        const read = await service.as(registrar)<{ officer: { name: string } | null }>(
          'query ($id: ID!) { officer(id: $id) { name } }',
          { id },
        );
        if (read.errors === undefined && read.data.officer?.name !== name) unexpected.push(JSON.stringify(read));
      }
    };
    const clients = services
      .flatMap((service, at) => [client(service, at), client(service, at + 2)])
      .map((running) => running.catch((error: unknown) => void unexpected.push(inspect(error))));
    for (const mode of ['immediate', 'fast'] as const) {
      const reached = acknowledged.size + 20;
      await until(
        async () => acknowledged.size,
        (size) => size >= reached || unexpected.length > 0,
      );
      await cluster().stop(mode);
      await cluster().start();
    }
    const reached = acknowledged.size + 20;
    await until(
      async () => acknowledged.size,
      (size) => size >= reached || unexpected.length > 0,
    );
    isOver = true;
    await Promise.all(clients);
    expect(unexpected).toEqual([]);
    for (const service of services) {
      for (const [id, name] of acknowledged) {
        const text = await answered(service, registrar, 'query ($id: ID!) { officer(id: $id) { name } }', { id });
        expect(text).toContain(`"${name}"`);
      }
      expect(await answered(service, operator, KEYS)).toContain('"unknownKeys":0');
    }
    const status = await programs.concordat(['status', '--direct', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ deadLetterCount: 0 });
    for (const { pid } of [...processes, worker]) expect(() => process.kill(pid ?? 0, 0)).not.toThrow();
  }, 180_000);

  /** @returns undefined when it was not acknowledged: then it is known that, or why, it may be tried again */
  async function registered(service: Service, name: string, key: string): Promise<string | undefined> {
    const { data, errors, status } = await service.as(registrar)<{
      readonly officerRegister: { readonly officer: { readonly id: string } | null } | null;
    }>(
      'mutation ($input: OfficerRegisterInput!) { officerRegister(input: $input) { officer { id } userErrors { code } } }',
      {
        input: { idempotencyKey: deriveUuid('restart', key), authorityId: HSE, name, from: '2005-01-01' },
      },
    );
    const others = errors?.filter(({ extensions }) => !TRY_AGAIN.has(extensions.code)) ?? [];
    unexpected.push(...others.map((error) => JSON.stringify({ status, error })));
    return data?.officerRegister?.officer?.id;
  }

  it('cannot be read where its key was never in the store, until the operator says that the key is lost', async () => {
    const url = await programs.service({ CONCORDAT_WORKER: 'yes' }).ready();
    world = await makePartnershipWorld(() => programs.at(url));
    await programs.stop();
    await cluster().query(
      `delete from concordat_keys.key_material where number in (
         select number from concordat_keys.subject_key where subject = '${world.officers.hse}')`,
      connectionString,
    );
    await cluster().query(
      `delete from concordat_keys.subject_key where subject = '${world.officers.hse}'`,
      connectionString,
    );

    const worker = programs.worker();
    await worker.ready();
    const rebuild = ['rebuild', 'officer-register', '--direct'];
    const refused = await programs.concordat(rebuild);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('CONCORDAT_UNKNOWN_KEYS=forgotten');
    expect((await worker.stop()).stdout).toContain('What they seal cannot be read');

    const told = { CONCORDAT_UNKNOWN_KEYS: 'forgotten' };
    const again = programs.worker(told);
    const service = programs.at(await programs.service(told).ready());
    await again.ready();
    expect((await programs.concordat(rebuild, told)).exitCode).toBe(0);
    const query =
      'query ($hse: ID!, $dundee: ID!) { lost: officer(id: $hse) { name } kept: officer(id: $dundee) { name } }';
    const { hse, dundee } = world.officers;
    expect(await answered(service, registrar, query, { hse, dundee })).toBe(
      '{"lost":{"name":"[forgotten]"},"kept":{"name":"Officer of Dundee"}}',
    );
    expect((await again.stop()).stdout).toContain('reads as [forgotten]');
  }, 180_000);
});
