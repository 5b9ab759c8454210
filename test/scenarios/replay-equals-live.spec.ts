import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts } from '#domain';
import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestService } from '../support/service.js';

const projections = contexts.flatMap((context) => context.projections);

/** A digest of all rows of each projection's tables, whatever order they were written in. */
async function digests(engine: Engine): Promise<Record<string, string>> {
  using session = await engine.sessions.open(systemCaller('spec'));
  const found: Record<string, string> = {};
  for (const { name, tables } of projections) {
    const hash = createHash('sha256');
    for (const table of tables) {
      const rows = await session.tables<Record<string, object>>().selectFrom(table.name).selectAll().execute();
      for (const row of rows.map((each) => JSON.stringify(each)).toSorted()) hash.update(`${table.name} ${row}\n`);
    }
    found[name] = hash.digest('hex');
  }
  return found;
}

describe('Read models', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
  }, 60_000);
  afterAll(() => service.close());

  it('are the same when they are rebuilt from the log, in every context', async () => {
    const live = await digests(service.engine);
    for (const { name } of projections) await service.engine.projections.rebuild(name);
    expect(await digests(service.engine)).toEqual(live);
    expect((await service.engine.projections.status()).deadLetters).toEqual([]);
  });

  it('hold something for every context that has tables', async () => {
    const nothing = createHash('sha256').digest('hex');
    const empty = Object.entries(await digests(service.engine)).filter(([, digest]) => digest === nothing);
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});
