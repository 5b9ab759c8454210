import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventHead } from '#platform/event-sourcing';
import { START } from '#platform/event-store';
import { seed } from '../../apps/demo/seed/seed.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };

const HISTORY = `query ($organisationId: ID, $partnershipId: ID, $objectId: ID, $officerId: ID, $after: String) {
  history(organisationId: $organisationId, partnershipId: $partnershipId, objectId: $objectId, officerId: $officerId,
      order: OLDEST_FIRST, first: 25, after: $after) {
    nodes { id causationId cause { id } caused { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Seen {
  readonly id: string;
  readonly causationId: string | null;
  readonly cause: { readonly id: string } | null;
  readonly caused: readonly { readonly id: string }[];
}
interface Page {
  readonly history: {
    readonly nodes: readonly Seen[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

describe('The histories of the demonstration', () => {
  let service: TestService;
  let log: readonly EventHead[];
  beforeAll(async () => {
    service = await startService();
    await seed(service.engine);
    await service.engine.projections.caughtUp();
    await service.engine.processes.runDue();
    await service.engine.projections.caughtUp();
    const heads = [];
    for await (const event of service.engine.store.readAll({ after: START })) {
      heads.push(service.engine.codec.headOf(event));
    }
    log = heads;
  }, 120_000);
  afterAll(() => service.close());

  async function historyOf(scope: Record<string, string>): Promise<readonly Seen[]> {
    const found: Seen[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: { data: Page; errors?: unknown } = await service.as(AUDITOR)<Page>(HISTORY, {
        ...scope,
        after,
      });
      expect(errors).toBeUndefined();
      found.push(...data.history.nodes);
      after = data.history.pageInfo.hasNextPage ? data.history.pageInfo.endCursor : null;
    } while (after !== null);
    return found;
  }
  const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
  /** The last of those that are told apart by something, so that each kind of history is read more than once. */
  const some = (values: readonly (string | undefined)[]) =>
    [...new Set(values.filter((each) => each !== undefined))].slice(-4);

  it('hold what the log holds of a partnership, an organisation, an officer and an object', async () => {
    const scopes = [
      ['partnershipId', (head: EventHead) => head.metadata.partnershipId],
      ['organisationId', (head: EventHead) => head.metadata.organisationId],
      ['officerId', (head: EventHead) => head.metadata.actor.officerId],
      ['objectId', (head: EventHead) => head.stream],
    ] as const;
    for (const [argument, of] of scopes) {
      const ids = some(log.map(of));
      expect(ids.length).toBeGreaterThan(1);
      for (const id of ids) {
        const expected = idsOf(log.filter((head) => of(head) === id));
        // What was read is on record by now, in streams of the day.
        expect(idsOf(await historyOf({ [argument]: id })).slice(0, expected.length)).toEqual(expected);
      }
    }
  }, 60_000);

  it('name the event that made another one happen, and what an event made happen', async () => {
    const byId = new Map<string, EventHead>(log.map((head) => [head.id, head]));
    const caused = log.filter(({ metadata: { causationId } }) => causationId !== undefined && byId.has(causationId));
    expect(caused.length).toBeGreaterThan(0);
    for (const head of caused.slice(0, 10)) {
      const causeId = head.metadata.causationId ?? '';
      const effect = (await historyOf({ objectId: head.stream })).find(({ id }) => id === head.id);
      expect(effect?.cause).toEqual({ id: causeId });
      const { stream = '', metadata } = byId.get(causeId) ?? {};
      const cause = (await historyOf({ objectId: stream })).find(({ id }) => id === causeId);
      const causes = [causeId, metadata?.commandId];
      expect(idsOf(cause?.caused ?? [])).toEqual(
        idsOf(log.filter((each) => causes.includes(each.metadata.causationId))).slice(0, 50),
      );
    }
  }, 60_000);
});
