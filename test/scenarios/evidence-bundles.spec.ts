import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../apps/cli/program.js';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'audit-office' }, roles: ['AUDITOR'] };
const OTHERS: readonly TestCaller[] = [
  { name: 'lead', party: { kind: 'HSE', id: 'hse' }, roles: ['LEAD'] },
  { name: 'operator', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] },
];

interface Said {
  readonly exitCode: number;
  readonly text: string;
}

describe('Evidence of the demonstration, by the console of an auditor', () => {
  let service: TestService;
  let folder: TemporaryFolder;
  let partnerships: readonly string[];
  const path = (name: string) => join(folder.path, name);

  beforeAll(async () => {
    folder = temporaryFolder();
    service = await startService();
    await seed(service.engine);
    for (const caller of [AUDITOR, ...OTHERS]) service.as(caller);
    const { ledger, store } = service.engine;
    await ledger.requireUpTo(await store.head());
    partnerships = ledger.partnerships(100);
    writeFileSync(path('keys'), await served('keys'));
    writeFileSync(path('early'), await served('checkpoint'));
    for (const id of partnerships) await ledger.closePartnership(id);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    folder.remove();
  });

  async function served(name: string): Promise<string> {
    return (await fetch(`${service.url}/evidence/${name}`)).text();
  }

  async function concordat(args: readonly string[], token = 'auditor'): Promise<Said> {
    let text = '';
    const stream = { write: (written: string) => void (text += written) };
    const exitCode = await run(
      ['node', 'concordat', ...args],
      { CONCORDAT_TOKEN: token },
      { stdout: stream, stderr: stream },
    );
    return { exitCode, text };
  }

  function exportTo(name: string, ...args: readonly string[]): Promise<Said> {
    return concordat(['export', '--url', service.url, '--out', path(name), ...args]);
  }

  it('is exported as a whole and verifies: every partnership complete, every agreement on recorded content', async () => {
    expect(await exportTo('all', '--all', '--known', path('early'))).toMatchObject({ exitCode: 0 });
    const said = await concordat(['verify', path('all'), '--keys', path('keys'), '--known', path('early'), '--json']);
    const { outcome, report } = JSON.parse(said.text);
    expect({ outcome, ...report }).toMatchObject({ outcome: 'verified', ownKeys: false });
    expect(report.events).toBe(report.size);
    expect(report.partnerships.map((each: { partnershipId: string }) => each.partnershipId)).toEqual(partnerships);
    expect(report.partnerships.filter((each: { uncovered: number }) => each.uncovered > 0)).toEqual([]);
    expect(report.agreements.recomputed + report.agreements.sealed).toBeGreaterThan(5);
  });

  it('is exported for one partnership and verifies as complete', async () => {
    const [id = ''] = partnerships;
    expect(await exportTo('one', '--partnership', id, '--known', path('early'))).toMatchObject({ exitCode: 0 });
    const said = await concordat(['verify', path('one'), '--keys', path('keys'), '--known', path('early')]);
    expect(said).toMatchObject({ exitCode: 0, text: expect.stringContaining(`complete      ${id}: `) });
    expect(readFileSync(path('one/README.md'), 'utf8')).toContain(`events of ${id} in the log`);
  });

  it('is found not to hold when one event was altered, with its line', async () => {
    await exportTo('altered', '--all');
    const lines = readFileSync(path('altered/events.jsonl'), 'utf8').split('\n');
    writeFileSync(
      path('altered/events.jsonl'),
      lines.with(41, (lines[41] ?? '').replace('"data":{', '"data":{ ')).join('\n'),
    );
    const said = await concordat(['verify', path('altered'), '--keys', path('keys')]);
    expect(said.exitCode).toBe(4);
    expect(said.text).toMatch(/^NOT VERIFIED: an event is not what was recorded\.\nwhere {2}events\.jsonl, line 42/);
  });

  it('is checked where the service shows it, against a checkpoint that was kept', async () => {
    const args = ['verify', '--url', service.url, '--keys', path('keys'), '--known', path('early')];
    expect(await concordat(args)).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^VERIFIED\n/) });
    const forked = readFileSync(path('early'), 'utf8').replace(/\n[^\n]{44}\n\n/, `\n${'A'.repeat(43)}=\n\n`);
    writeFileSync(path('forged'), forked);
    expect(
      await concordat(['verify', '--url', service.url, '--keys', path('keys'), '--known', path('forged')]),
    ).toEqual({
      exitCode: 4,
      text: expect.stringContaining('a signature is not by the key that it names'),
    });
  });

  it('holds as before when the persons in it have been forgotten', async () => {
    await exportTo('remembered', '--all');
    const before = readFileSync(path('remembered/events.jsonl'), 'utf8').split('\n');
    const sealed = before.filter((line) => line.includes('"sealed":{'));
    const officers = sealed.flatMap((line) => /"stream":"(officer-[^"]+)"/.exec(line)?.[1] ?? []);
    expect(officers.length).toBeGreaterThan(5);
    const { subjectKeys } = service.engine;
    const subjects = [...new Set(officers)] as Parameters<typeof subjectKeys.destroy>[0];
    await subjectKeys.fence(subjects, 'erasure-of-the-spec');
    await subjectKeys.destroy(subjects);
    await exportTo('forgotten', '--all', '--known', path('remembered/checkpoint'));
    const after = readFileSync(path('forgotten/events.jsonl'), 'utf8').split('\n');
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    const args = ['verify', path('forgotten'), '--keys', path('keys'), '--known', path('remembered/checkpoint')];
    expect(await concordat(args)).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^VERIFIED\n/) });
  });

  it('is for auditors only', async () => {
    for (const { name } of OTHERS) {
      const said = await concordat(['export', '--url', service.url, '--out', path(name), '--all'], name);
      expect(said).toEqual({ exitCode: 1, text: expect.stringContaining('This is for auditors.') });
    }
    const unknown = await concordat(['export', '--url', service.url, '--out', path('nobody'), '--all'], 'nobody');
    expect(unknown).toMatchObject({ exitCode: 1, text: expect.stringContaining('401') });
    const entries = await concordat(['verify', '--url', service.url, '--keys', path('keys')], 'lead');
    expect(entries).toEqual({ exitCode: 1, text: expect.stringContaining('This is for auditors.') });
  });

  it('is refused with the reason when it cannot be exported', async () => {
    const none = 'partnership-00000000-0000-4000-8000-000000000000';
    writeFileSync(path('longer'), readFileSync(path('early'), 'utf8').replace(/\n\d+\n/, '\n99999999\n'));
    mkdirSync(path('there'));
    const cases = [
      [['--partnership', none, '--out', path('x')], 1, 'there is no such partnership'],
      [['--all', '--out', path('x'), '--known', path('longer')], 1, 'commits to 99999999 events'],
      [['--all', '--out', path('there')], 1, 'is there already'],
      [['--all', '--partnership', none, '--out', path('x')], 2, 'either --all or --partnership'],
      [['--out', path('x')], 2, 'either --all or --partnership'],
      [['--partnership', 'asda', '--out', path('x')], 2, 'is not the id of a partnership'],
      [['--all', '--out', path('x'), '--known', path('not-there')], 1, 'cannot be read'],
    ] as const;
    for (const [args, exitCode, text] of cases) {
      const said = await concordat(['export', '--url', service.url, ...args]);
      expect(said).toEqual({ exitCode, text: expect.stringContaining(text) });
    }
  });

  it('is refused to be checked with the reason when what is needed cannot be read', async () => {
    writeFileSync(path('no-keys'), '# none\n');
    writeFileSync(path('bad-keys'), 'not a key\n');
    writeFileSync(path('bad-policy'), 'witness\n');
    const cases = [
      [[], 2, 'either the folder of a bundle or --url'],
      [[path('one'), '--url', service.url], 2, 'either the folder of a bundle or --url'],
      [[path('nowhere')], 1, 'There is no bundle at'],
      [[path('one'), '--keys', path('no-keys')], 1, 'There is no verifier key in'],
      [[path('one'), '--keys', path('bad-keys')], 1, 'line 1: A verifier key is'],
      [[path('one'), '--policy', path('bad-policy')], 1, 'Line 1 of the policy'],
      [[path('one'), '--complete-up-to', 'all'], 2, 'takes a position of the log'],
      [[path('one'), '--complete-up-to', '99999999'], 4, 'may have been left out'],
      [[path('one'), '--known', path('no-keys')], 4, 'no-keys'],
    ] as const;
    for (const [args, exitCode, text] of cases) {
      const said = await concordat(['verify', ...args]);
      expect(said).toEqual({ exitCode, text: expect.stringContaining(text) });
    }
  });
});
