import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Caller } from '#platform/access';
import { recordReading } from '#platform/audit';
import { deriveId } from '#platform/values';
import { run } from '../../apps/cli/program.js';
import { commandsOf } from '../support/commands.js';
import { makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

interface Line {
  readonly position: number;
  readonly type: string;
  readonly content: string;
}

describe('Exports of histories over HTTP', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted } = commandsOf(() => service, ['contact']);
  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
    await accepted(world.dundeeOfficer, 'contactRecord', {
      organisationId: world.organisationId,
      topic: '=HYPERLINK("https://example.org")',
      purpose: 'VISIT',
      madeOn: '2006-03-21',
      channel: 'VISIT',
      withWhom: 'Store manager',
    });
  });
  afterAll(() => service.close());

  const get = async (caller: TestCaller, path: string) => {
    service.as(caller);
    const response = await fetch(`${service.url}/exports/${path}`, {
      headers: { authorization: `Test ${caller.name}` },
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const ofOrganisation = () => `organisationId=${world.organisationId}`;
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  it('hold what the API shows, one event to a line, oldest first', async () => {
    const { status, type, text } = await get(world.auditor, `history.jsonl?${ofOrganisation()}`);
    expect({ status, type }).toEqual({ status: 200, type: 'application/jsonl; charset=utf-8' });
    expect(linesOf(text).map((line) => line.type)).toEqual([
      'organisations.OrganisationRegistered.v1',
      'organisations.HeadcountReported.v1',
      'organisations.SiteOpened.v1',
      'organisations.SiteOpened.v1',
      'contacts.ContactRecorded.v1',
    ]);
  });

  it('end where the log was at their beginning, also over many pages', async () => {
    const before = await service.engine.store.head();
    const { text } = await get(world.auditor, 'history.jsonl');
    const positions = linesOf(text).map(({ position }) => position);
    // The reading itself is on record by then.
    expect(positions.at(-1)).toBeGreaterThanOrEqual(before);
    expect(positions.at(-1)).toBeLessThanOrEqual(before + 1);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(positions.at(-1));
  });

  it('come as CSV, of which nothing is taken for a formula', async () => {
    const { type, text } = await get(world.auditor, `history.csv?${ofOrganisation()}&types=contacts.ContactRecorded`);
    expect(type).toBe('text/csv; charset=utf-8');
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(row?.['Title']).toBe('Contact recorded');
    expect(row?.['Differences']).toContain('Topic: =HYPERLINK');
    for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  it('show a caller no more than the API does', async () => {
    const { text } = await get(world.wakefieldLead, `history.jsonl?${ofOrganisation()}&types=contacts.ContactRecorded`);
    expect(linesOf(text)).toMatchObject([{ content: 'WITHHELD', subject: null, differences: [] }]);
    expect((await get(world.representative, `history.jsonl?${ofOrganisation()}`)).text).toBe('');
  });

  it('are on record when an auditor takes one, before it leaves', async () => {
    const before = await service.engine.store.head();
    await get(world.auditor, `history.csv?${ofOrganisation()}`);
    await get(world.hseLead, `history.csv?${ofOrganisation()}`);
    expect(await service.engine.store.head()).toBe(before + 1);
    await service.engine.projections.caughtUp();
    const { data } = await service.as(world.hseLead)<{ auditReadings: { nodes: readonly unknown[] } }>(
      '{ auditReadings(first: 1) { nodes { kind name ids } } }',
    );
    expect(data.auditReadings.nodes).toEqual([
      { kind: 'EXPORT', name: `history of ${world.organisationId}`, ids: [world.organisationId] },
    ]);
  });

  it('are taken by so many at once, and given up by those who go', async () => {
    const reader = (subject: string): Caller => ({
      party: { kind: 'AUDITOR', id: 'auditor' },
      subject,
      client: 'spec',
      roles: new Set(['AUDITOR']),
    });
    // So much that those who do not take it keep the service waiting: the buffers between the two hold some megabytes.
    const ids = Array.from({ length: 200 }, (_, n) => deriveId('plan', String(n)).padEnd(200, '.'));
    const reading = { kind: 'EXPORT', name: 'long', ids, question: 'spec' } as const;
    const readers = Array.from({ length: 300 }, (_, n) => reader(`reader ${n}`));
    await Promise.all(readers.map((each) => recordReading(service.engine, each, 'spec', reading)));
    await service.engine.projections.caughtUp();
    service.as(world.auditor);
    const begin = (signal: AbortSignal) =>
      fetch(`${service.url}/exports/history.jsonl`, {
        headers: { authorization: `Test ${world.auditor.name}` },
        signal,
      });
    const leaving = new AbortController();
    // Held on to: when an answer that nobody takes is collected as garbage, its connection is closed.
    const taking: Response[] = [];
    while (taking.length < 4) taking.push(await begin(leaving.signal));
    const oneMore = await begin(AbortSignal.timeout(10_000));
    expect(oneMore.status).toBe(503);
    expect(await oneMore.text()).toContain('Other exports are under way');
    expect(taking.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    leaving.abort();
    let status = 503;
    // The service sees a client go when its connection closes.
    while (status === 503) {
      const next = new AbortController();
      status = (await begin(next.signal)).status;
      next.abort();
    }
    expect(status).toBe(200);
  }, 60_000);

  it('are refused with a reason', async () => {
    const refusal = async (caller: TestCaller, path: string) => {
      const { status, text } = await get(caller, path);
      return `${status} ${(JSON.parse(text) as { message: string }).message}`;
    };
    expect(await refusal(world.hseLead, 'history.jsonl')).toContain('403 Only the auditor may export');
    expect(await refusal(world.auditor, 'history.xml')).toContain('404 Ask for history.jsonl or history.csv');
    expect(await refusal(world.auditor, 'history.csv?party=x')).toContain('400 An export of a history knows no party');
    expect(await refusal(world.auditor, 'history.csv?recordedFrom=never')).toContain('400 recordedFrom must be');
    const twice = `history.csv?${ofOrganisation()}&${ofOrganisation()}`;
    expect(await refusal(world.auditor, twice)).toContain('400 organisationId is given more than once');
    const nobody = await fetch(`${service.url}/exports/history.csv`);
    expect(nobody.status).toBe(401);
  });

  it('are written by the console to a file that is not there yet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-history-'));
    try {
      const file = join(folder, 'history.jsonl');
      let token = 'x';
      const inProcess = async (...args: string[]) => {
        let stderr = '';
        const output = { stdout: { write: () => true }, stderr: { write: (text: string) => (stderr += text) } };
        const code = await run(['node', 'concordat', 'history', ...args], { CONCORDAT_TOKEN: token }, output);
        return { code, stderr };
      };
      const asProgram = (...args: string[]) =>
        new Promise<{ code: number | string | null | undefined; stderr: string }>((resolve) => {
          const main = new URL('../../apps/cli/main.js', import.meta.url).pathname;
          const env = { ...process.env, CONCORDAT_TOKEN: token };
          execFile(process.execPath, [main, 'history', ...args], { env }, (error, _stdout, stderr) =>
            resolve({ code: error?.code ?? 0, stderr }),
          );
        });
      const refused = await inProcess('--url', service.url, '--object', 'plan-1', '--out', file);
      expect(refused).toEqual({ code: 1, stderr: 'The service answered 401: Unknown test caller.\n' });
      expect(await inProcess('--url', service.url, '--format', 'xml')).toMatchObject({ code: 2 });
      expect(() => readFileSync(file)).toThrow('ENOENT');
      token = world.hseLead.name;
      service.as(world.hseLead);
      const taken = ['--url', service.url, '--organisation', world.organisationId, '--out', file];
      expect(await asProgram(...taken)).toEqual({ code: 0, stderr: '' });
      expect(readFileSync(file, 'utf8')).toBe((await get(world.hseLead, `history.jsonl?${ofOrganisation()}`)).text);
      const again = await inProcess(...taken);
      expect(again).toEqual({ code: 1, stderr: `The file ${file} is there already. Name another one.\n` });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
