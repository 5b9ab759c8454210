import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { makeBackup } from '#platform/backup';
import { SubjectKeyStore } from '#platform/privacy';
import { run } from '../../apps/cli/program.js';
import { commandsOf } from '../support/commands.js';
import { makePartnershipWorld, WAKEFIELD, type PartnershipWorld } from '../support/partnership-world.js';
import { describeEmbedded } from '../support/engines/embedded-only.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const SUMMARY = 'Spoke with Bartholomew Zwickendorf of the night shift, who has a bad back.';
const OUTCOME = 'Mr Zwickendorf sees his doctor.';
const explanation = 'As decided.';

interface Said {
  readonly exitCode: number;
  readonly text: string;
}

interface HistoryShown {
  readonly title: string;
  readonly content: string;
  readonly differences: readonly { readonly label: string; readonly after: string | null }[];
}

/** What is left after an erasure for those who must still prove what happened, and for those who look for what is gone. */
describeEmbedded('The record after an erasure', 'it looks into the files of its data folder', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let folder: TemporaryFolder;
  let contactId: string;
  let keyBytes: readonly Buffer[];
  let foundBefore: readonly string[];
  const { accepted } = commandsOf(() => service, ['erasure', 'contact']);
  const path = (name: string) => join(folder.path, name);
  const lead = (name: string): TestCaller => ({
    name,
    party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
    roles: ['DATA_PROTECTION_LEAD'],
  });
  const inspector = (): TestCaller => ({
    name: 'inspector',
    party: { kind: 'LOCAL_AUTHORITY', id: WAKEFIELD },
    roles: ['OFFICER'],
    officerId: world.officers.wakefield,
  });

  beforeAll(async () => {
    folder = temporaryFolder();
    service = await startService(() => new Date('2006-03-21T09:00:00.000Z'));
    world = await makePartnershipWorld(() => service);
    for (const caller of [world.auditor, world.wakefieldLead, lead('asking'), lead('deciding'), inspector()]) {
      service.as(caller);
    }
    contactId = await accepted(inspector(), 'contactRecord', {
      organisationId: world.organisationId,
      topic: 'manual handling',
      purpose: 'VISIT',
      madeOn: '2006-03-20',
      channel: 'VISIT',
      withWhom: 'Shift worker',
      summary: SUMMARY,
    });
    await accepted(inspector(), 'contactRecordOutcome', { contactId, results: ['VERBAL_ADVICE'], text: OUTCOME });
    keyBytes = keysOf(contactId);
    foundBefore = filesWith(service.dataFolder, keyBytes);
    writeFileSync(path('keys'), await served('keys'));
    expect(await concordat('auditor', 'export', '--all', '--out', path('before'))).toMatchObject({ exitCode: 0 });
    writeFileSync(path('known'), await served('checkpoint'));
    const erasureId = await accepted(lead('asking'), 'erasureRequest', {
      subjectIds: [contactId],
      wantedBy: 'PERSON_CONCERNED',
      ground: 'OBJECTION_UPHELD',
      explanation,
    });
    await accepted(lead('deciding'), 'erasureGrant', { erasureId, ground: 'OBJECTION_UPHELD', explanation });
    await service.engine.processes.runDue();
    await service.engine.effects.runDue();
    await service.engine.projections.caughtUp();
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
  }, 120_000);
  afterAll(async () => {
    await service.close();
    folder.remove();
  });

  /** The key itself, in the forms in which a file could hold it, and the wrapped one. */
  function keysOf(subject: string): readonly Buffer[] {
    const { subjectKeys } = service.engine;
    if (!(subjectKeys instanceof SubjectKeyStore)) throw new Error('Not the key store of the service.');
    const plain = subjectKeys.keyFor(subject).key.export();
    const database = new Database(join(service.dataFolder, 'keys.db'), { readonly: true });
    const wrapped = database
      .prepare<[string], Buffer>('SELECT material FROM key_material JOIN subject_key USING (number) WHERE subject = ?')
      .pluck()
      .all(subject)
      // Without the version of the wrapping key.
      .map((material) => material.subarray(4));
    database.close();
    return [plain, Buffer.from(plain.toString('base64url')), Buffer.from(plain.toString('hex')), ...wrapped];
  }

  function filesWith(top: string, texts: readonly (Buffer | string)[]): readonly string[] {
    return readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name));
        return texts.some((text) => bytes.includes(text));
      })
      .map(({ name }) => name);
  }

  async function served(name: string): Promise<string> {
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    return (await fetch(`${service.url}/evidence/${name}`)).text();
  }

  async function concordat(token: string, command: string, ...args: readonly string[]): Promise<Said> {
    let text = '';
    const stream = { write: (written: string) => void (text += written) };
    const where = command === 'verify' ? [] : ['--url', service.url];
    const exitCode = await run(
      ['node', 'concordat', command, ...where, ...args],
      { CONCORDAT_TOKEN: token },
      { stdout: stream, stderr: stream },
    );
    return { exitCode, text };
  }

  it('has no byte of the key in any file, plain or wrapped, nor in a fresh backup of record and keys', () => {
    expect(foundBefore.some((name) => name.startsWith('keys.db'))).toBe(true);
    const { dataFolder } = service;
    makeBackup({ dataFolder, to: path('backup'), keysTo: path('backup-keys'), now: new Date() });
    for (const top of [dataFolder, path('backup'), path('backup-keys')]) {
      expect(readdirSync(top).length).toBeGreaterThan(1);
      expect(filesWith(top, [...keyBytes, SUMMARY, OUTCOME, 'Zwickendorf'])).toEqual([]);
    }
  });

  it('proves what happened as before, and goes on from what was exported before', async () => {
    expect(
      await concordat('auditor', 'export', '--all', '--known', path('known'), '--out', path('after')),
    ).toMatchObject({ exitCode: 0 });
    for (const name of ['before', 'after']) {
      const said = await concordat('', 'verify', path(name), '--keys', path('keys'));
      expect(said).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^VERIFIED\n/) });
    }
    const against = await concordat('', 'verify', path('after'), '--keys', path('keys'), '--known', path('known'));
    expect(against).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^VERIFIED\n/) });
    expect(filesWith(path('before'), [SUMMARY, OUTCOME, ...keyBytes])).toEqual([]);
    expect(filesWith(path('after'), [SUMMARY, OUTCOME, ...keyBytes])).toEqual([]);
  }, 60_000);

  it('shows in its history that something was said, and not what', async () => {
    const { data, errors } = await service.as(world.auditor)<{ history: { nodes: readonly HistoryShown[] } }>(
      `query ($id: ID!) { history(objectId: $id, first: 20, order: OLDEST_FIRST) { nodes { title content differences { label after } } } }`,
      { id: contactId },
    );
    expect(errors).toBeUndefined();
    const [recorded] = data.history.nodes;
    expect(recorded).toMatchObject({ title: 'Contact recorded', content: 'SHOWN' });
    expect(JSON.stringify(data)).toContain('[forgotten]');
    expect(JSON.stringify(data)).not.toContain('Zwickendorf');
    for (const format of ['jsonl', 'csv']) {
      const { exitCode, text } = await concordat('auditor', 'history', '--object', contactId, '--format', format);
      expect(exitCode).toBe(0);
      expect(text).toContain('[forgotten]');
      expect(text).not.toContain('Zwickendorf');
    }
  });

  it('is told to a data protection lead by the console, and to nobody else', async () => {
    const { exitCode, text } = await concordat('deciding', 'subject-report', contactId);
    expect({ exitCode, text: exitCode === 0 ? '' : text }).toEqual({ exitCode: 0, text: '' });
    expect(text).toMatch(new RegExp(`^subject     ${contactId}\nkind        contact\nkept as     free text\n`));
    expect(text).toContain('events      2\n');
    expect(text.match(/summary: \[forgotten\]/g)).toHaveLength(1);
    const { text: json } = await concordat('deciding', 'subject-report', contactId, '--json');
    expect(JSON.parse(json)).toMatchObject({ id: contactId, records: [{ type: 'contacts.ContactRecorded' }, {}] });
    for (const name of ['auditor', world.wakefieldLead.name, 'inspector']) {
      const said = await concordat(name, 'subject-report', contactId);
      expect({ name, ...said }).toMatchObject({ exitCode: 1 });
      expect(said.text).not.toContain('summary');
    }
  });
});
