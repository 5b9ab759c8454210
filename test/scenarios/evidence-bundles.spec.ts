import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleSourceOf, exportBundle, publishedEventSchema, writeBundle } from '#platform/evidence-bundle';
import { verifierKeyText } from '#platform/ledger';
import { run } from '../../apps/cli/program.js';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestService } from '../support/service.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

/** What the console does. */
interface Said {
  readonly exitCode: number;
  readonly text: string;
}

describe('Evidence of the demonstration', () => {
  let service: TestService;
  let folder: TemporaryFolder;
  let keys: string;
  const path = (name: string) => join(folder.path, name);

  beforeAll(async () => {
    folder = temporaryFolder();
    service = await startService();
    await seed(service.engine);
    keys = path('keys.txt');
    await service.engine.ledger.requireUpTo(await service.engine.store.head());
    writeFileSync(keys, service.engine.ledger.keys.verifiers.map((key) => `${verifierKeyText(key)}\n`).join(''));
  });
  afterAll(async () => {
    await service.close();
    folder.remove();
  });

  async function concordat(...args: readonly string[]): Promise<Said> {
    let text = '';
    const stream = { write: (written: string) => void (text += written) };
    const exitCode = await run(['node', 'concordat', ...args], {}, { stdout: stream, stderr: stream });
    return { exitCode, text };
  }

  async function exported(name: string, partnershipId?: string, known: readonly string[] = []): Promise<string> {
    const source = bundleSourceOf(service.engine, publishedEventSchema);
    const scope =
      partnershipId === undefined ? ({ kind: 'all' } as const) : ({ kind: 'partnership', partnershipId } as const);
    await writeBundle(path(name), exportBundle(source, { scope, known }));
    return path(name);
  }

  it('verifies as a whole, with every partnership complete and every agreement on recorded content', async () => {
    if (process.env['CLOSE'])
      for (const id of service.engine.ledger.partnerships(100)) await service.engine.ledger.closePartnership(id);
    const { exitCode, text } = await concordat('verify', await exported('all'), '--keys', keys);
    expect({ exitCode, text }).toMatchObject({ exitCode: 0, text: expect.stringMatching(/^VERIFIED\n/) });
    console.error(text);
  });
});
