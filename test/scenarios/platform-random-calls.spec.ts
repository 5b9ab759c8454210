import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { seed } from '../../apps/demo/seed/seed.js';
import { KnownObjects, RandomCalls, type Call } from '../support/random-calls/index.js';
import { liveDigests, replayedDigests } from '../support/read-model-hash.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const reader: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };

const A_YEAR = 365 * 24 * 3_600_000;

interface Payload {
  readonly payload?: Readonly<Record<string, { readonly id?: string } | null>> & {
    readonly userErrors?: readonly { readonly code: string; readonly message: string; readonly field: string[] }[];
  };
}

describe('Any sequence of API calls', () => {
  let service: TestService;
  let calls: RandomCalls;
  let known: KnownObjects;
  /** How far the service's clock is ahead, in milliseconds. */
  let ahead = 0;
  const answers = new Map<string, number>();
  beforeAll(async () => {
    service = await startService(() => new Date(Date.now() + ahead));
    await seed(service.engine);
    const { data } = await service.as(reader)<IntrospectionQuery>(getIntrospectionQuery());
    // The deadline of one of them is to pass.
    known = await KnownObjects.of(service.engine, { except: await waitingIntentions() });
    calls = new RandomCalls(buildClientSchema(data), known, service.engine.clock, ['importRun', 'projectionRebuild']);
  }, 120_000);
  afterAll(() => service.close());

  async function waitingIntentions(): Promise<readonly string[]> {
    const { data } = await service.as(reader)<{ contacts: { nodes: { id: string }[] } }>(
      '{ contacts(first: 1, filter: { status: AWAITING_ANSWER }) { nodes { id } } }',
    );
    return data.contacts.nodes.map(({ id }) => id);
  }

  const note = (kind: string) => void answers.set(kind, (answers.get(kind) ?? 0) + 1);

  /** Sends a call, and checks that what is refused is explained and stores nothing. */
  async function send({ mutation, caller, query, variables }: Call): Promise<void> {
    const head = await service.engine.store.head();
    const { data, errors } = await service.as(caller)<Payload | null>(query, { ...variables });
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    expect({
      mutation,
      variables,
      errors: errors?.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR'),
    }).toEqual({
      mutation,
      variables,
      errors: errors ? [] : undefined,
    });
    const payload = data?.payload;
    const refusals = payload?.userErrors ?? [];
    for (const { message, field } of refusals) {
      expect(message).toMatch(/^.{10,}\.$/s);
      expect(field[0]).toBe('input');
    }
    note(codes.length > 0 ? (codes[0] ?? '') : refusals.length > 0 ? (refusals[0]?.code ?? '') : 'accepted');
    // That an auditor asks is on record, whatever comes of it.
    const asked = caller.party.kind === 'AUDITOR' ? 1 : 0;
    if (codes.length > 0 || refusals.length > 0) expect((await service.engine.store.head()) - head).toBe(asked);
    await known.readOn();
  }

  it('leaves read models that equal those of a replay from the start of the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.noBias(fc.nat()), { minLength: 150, maxLength: 150 }), async (seeds) => {
        for (const number of seeds) await send(calls.next(number));
        expect(await replayedDigests(service.engine)).toEqual(await liveDigests(service.engine));
      }),
      // One service for all runs: a smaller example would not begin where the larger one did.
      { numRuns: 5, endOnFailure: true },
    );
    // The deadlines that were set have passed: what the processes record is compared too.
    ahead = A_YEAR;
    expect(await service.engine.processes.runDue()).toBeGreaterThan(0);
    expect(await service.engine.store.eventTypes()).toContain('contacts.AnswerDeadlinePassed.v1');
    for (const { name } of service.engine.contexts.flatMap(({ projections }) => projections)) {
      await service.engine.projections.rebuild(name);
    }
    expect(await replayedDigests(service.engine)).toEqual(await liveDigests(service.engine));
    expect((await service.engine.projections.status()).deadLetterCounts).toEqual(new Map());
    process.stdout.write(`random calls: ${JSON.stringify(Object.fromEntries(answers))}\n`);
    // Below this, the calls no longer hold what their fields ask for: see `<context>.apt.ts`.
    expect(answers.get('accepted')).toBeGreaterThan(110);
  }, 120_000);
});
