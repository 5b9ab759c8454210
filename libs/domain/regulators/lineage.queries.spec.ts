import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemCaller, type Caller } from '#platform/access';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { authorityAggregate, authorityIdOf, regulators } from './index.js';
import { predecessionOf, successionOf, type SuccessionRow } from './lineage.queries.js';

/** Who takes over from whom, and when: A and B make C; C and E make D; E also passes to F, and G to C. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  A: ['C'],
  B: ['C'],
  C: ['D'],
  D: [],
  E: ['D', 'F'],
  F: [],
  G: ['C'],
};
const ENDED: Readonly<Record<string, string>> = {
  A: '2009-04-01',
  B: '2009-04-01',
  C: '2019-04-01',
  E: '2023-04-01',
  G: '2023-04-01',
};
const NOW = '2020-01-01T12:00:00.000Z';

describe('Lines of succession', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-test-'));
  let engine: Engine;
  beforeAll(async () => {
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const onFault = (error: unknown): never => {
      throw error;
    };
    const clock = () => new Date(NOW);
    engine = await openEmbeddedEngine({ dataFolder: folder, contexts: [regulators], clock, log: silent, onFault });
    await engine.start();
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  async function record(id: string, endedOn: string | undefined, successors: readonly string[]): Promise<void> {
    const outcome = await engine.commands.run(authorityAggregate, {
      stream: id as StreamName,
      type: 'RecordAuthority',
      input: {
        kind: 'OTHER_BODY',
        localCode: 'BODY',
        officialName: 'Authority',
        source: 'Spec',
        ...(endedOn === undefined ? {} : { endedOn }),
        successors: successors.map((authorityId) => ({ authorityId })),
      },
      commandId: randomUUID(),
      caller: systemCaller('spec'),
      correlationId: 'spec',
    });
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
    if (outcome.position !== undefined) await engine.projections.waitFor(outcome.position, 5_000);
  }

  async function read<Result>(work: (session: Session) => Promise<Result>, as?: Caller): Promise<Result> {
    using session = await engine.sessions.open(as ?? systemCaller('spec'));
    return await work(session);
  }

  const regulator = (id: string, kind: Caller['party']['kind'] = 'LOCAL_AUTHORITY'): Caller => ({
    party: { kind, id },
    subject: 'spec',
    roles: new Set(['OFFICER']),
    client: 'spec',
  });

  it('are the same in whatever order the authorities are recorded', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(Object.keys(STEPS), { minLength: 7 }), async (order) => {
        round += 1;
        const id = (letter: string) => authorityIdOf(`${letter}-${round}`);
        const letters = new Map(Object.keys(STEPS).map((letter) => [id(letter) as string, letter]));
        const named = (rows: readonly SuccessionRow[] = []) =>
          rows.map((row) => `${letters.get(row.predecessorId)}${letters.get(row.successorId)}`).sort();
        for (const letter of order) await record(id(letter), ENDED[letter], (STEPS[letter] ?? []).map(id));

        const [back, on] = await read(async (session) => [
          await predecessionOf.load(session, [id('D'), id('C'), id('A')]),
          await successionOf.load(session, [id('A'), id('E')]),
        ]);
        expect(named(back.get(id('D')))).toEqual(['AC', 'BC', 'CD', 'ED', 'GC']);
        expect(named(back.get(id('C')))).toEqual(['AC', 'BC', 'GC']);
        expect(back.has(id('A'))).toBe(false);
        expect(named(on.get(id('A')))).toEqual(['AC', 'CD']);
        expect(named(on.get(id('E')))).toEqual(['ED', 'EF']);

        const own = await read(async (session) => session.standing.ids('ownAuthorities'), regulator(id('D')));
        // On 1 January 2020, D has not taken over from E yet, nor C from G.
        expect([...own].map((each) => letters.get(each)).sort()).toEqual(['A', 'B', 'C', 'D']);
      }),
      { numRuns: 10 },
    );
  });

  it('end where an import closed them to a circle', async () => {
    const [x, y] = [authorityIdOf('X'), authorityIdOf('Y')];
    await record(x, '2009-04-01', [y]);
    await record(y, '2010-04-01', [x]);
    const back = await read((session) => predecessionOf.load(session, [x]));
    expect(back.get(x)?.map(({ predecessorId }) => predecessorId)).toEqual([x, y]);
    const own = await read(async (session) => session.standing.ids('ownAuthorities'), regulator(x));
    expect([...own].sort()).toEqual([x, y].sort());
  });

  it('give nothing to a party that is no regulator', async () => {
    const own = await read(
      async (session) => session.standing.ids('ownAuthorities'),
      regulator(authorityIdOf('X'), 'ORGANISATION'),
    );
    expect(own).toEqual([]);
  });
});
