import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts } from '#domain';
import { seed } from '../../apps/demo/seed/seed.js';
import { liveDigests, replayedDigests } from '../support/read-model-hash.js';
import { startService, type TestService } from '../support/service.js';

const projections = contexts.flatMap((context) => context.projections);

describe('Read models', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
  }, 60_000);
  afterAll(() => service.close());

  it('are the same when they are rebuilt from the log, in every context', async () => {
    const live = await liveDigests(service.engine);
    for (const { name } of projections) await service.engine.projections.rebuild(name);
    expect(await liveDigests(service.engine)).toEqual(live);
    expect(await replayedDigests(service.engine)).toEqual(live);
    expect((await service.engine.projections.status()).deadLetterCounts).toEqual(new Map());
  });

  it('hold something for every context that has tables', async () => {
    const nothing = createHash('sha256').digest('hex');
    const empty = Object.entries(await liveDigests(service.engine)).filter(([, digest]) => digest === nothing);
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});
