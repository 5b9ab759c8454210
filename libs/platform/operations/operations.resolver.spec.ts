import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestContext } from '#platform/graphql';
import { board, boardsIn, type Board } from '../projections/board.fixture.js';
import { inSqlite } from '../projections/read-model-storages.fixture.js';
import { OperationsResolver } from './operations.resolver.js';

/** Only what the resolver asks of a request. */
const operator = {
  reads: { session: async () => ({ may: () => true }), giveBack: async () => undefined },
} as object as RequestContext;

describe('A rebuild that takes longer than a client waits', () => {
  let bench: Board;
  let broken = false;
  let release: () => void = () => undefined;
  const scrub = { position: 0, passes: 0, lastFinishedAt: undefined, faults: [], stopped: undefined };
  const sound = { faults: [], notices: [], readOnly: false, scrub };
  let resolver: OperationsResolver;
  beforeEach(async () => {
    broken = false;
    const before = () => {
      if (broken) throw new Error('poison');
    };
    bench = await boardsIn(inSqlite)([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.runner.caughtUp();
    resolver = new OperationsResolver(
      { store: bench.store, projections: bench.runner, integrityStatus: () => sound, leases: async () => [] },
      1,
    );
  });
  afterEach(() => bench.close());

  /** The second write of a build, after its tables were made, waits until it is released. */
  async function lateRebuild() {
    const { database } = bench;
    const write = database.write.bind(database);
    const gate = new Promise<void>((resolve) => (release = resolve));
    let writes = 0;
    database.write = async (work, onCommitted) => {
      writes += 1;
      if (writes > 1) await gate;
      return write(work, onCommitted);
    };
    return resolver.projectionRebuild({ input: { projection: 'board' } }, operator);
  }
  async function built(): Promise<void> {
    while ((await states()).includes('BUILDING')) await new Promise((resolve) => setImmediate(resolve));
  }
  const states = async () => (await resolver.serviceStatus(operator)).projections.map(({ state }) => state);

  it('is answered as being built, and shows as the live one when it is done', async () => {
    expect(await lateRebuild()).toMatchObject({ projection: { generation: 2, state: 'BUILDING' }, userErrors: [] });
    release();
    await built();
    expect(await states()).toEqual(['ACTIVE']);
  });

  it('and fails then shows as failed, with its fault, and is logged', async () => {
    broken = true;
    expect(await lateRebuild()).toMatchObject({ projection: { state: 'BUILDING' } });
    release();
    await built();
    const { projections } = await resolver.serviceStatus(operator);
    expect(projections).toMatchObject([
      { generation: 1, state: 'ACTIVE' },
      { generation: 2, state: 'FAILED', fault: expect.stringContaining('stopped at position 1: Error: poison') },
    ]);
    expect(bench.logged).toContain('A projection could not be built');
  });
});
