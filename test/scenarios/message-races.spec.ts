import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '#platform/access';
import type { CommandRunner } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { messageAggregate } from '#domain/communications';
import { commandsOf } from '../support/commands.js';
import {
  latestVersion,
  makeMessageWorld,
  messageContent,
  type MessageWorld,
  type NamedVersion,
} from '../support/message-world.js';
import { ordersOf } from '../support/orders-of.js';
import { racingRunners } from '../support/racing-runners.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

/** Of commands that come as they come. */
const FREE_ROUNDS = 12;

/** What is on record of a message, read from the log itself. */
interface Recorded {
  readonly type: string;
  readonly data: { readonly version?: number; readonly digest?: string; readonly seat?: string };
}

describe('Commands on a message that race', () => {
  let service: TestService;
  let world: MessageWorld;
  const { accepted } = commandsOf(() => service, ['message']);

  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00.000Z'));
    world = await makeMessageWorld(() => service);
  }, 60_000);
  afterAll(() => service.close());

  async function proposed(): Promise<{ messageId: string; named: NamedVersion }> {
    const messageId = await accepted(world.hseLead, 'messageDraft', { content: messageContent });
    const named = await latestVersion(service, world.hseLead, messageId);
    await accepted(world.hseLead, 'messagePropose', { messageId, ...named, workingDays: 10 });
    return { messageId, named };
  }

  type Step = (runner: CommandRunner<Session>) => ReturnType<typeof give>;

  /** Each step by a process of its own, all decided on the same state, and appended in the order given. */
  function race(steps: readonly Step[]): Promise<readonly string[]> {
    const runners = racingRunners(service.engine, steps.length);
    return Promise.all(runners.map((runner, place) => steps[place]?.(runner) ?? 'no step'));
  }

  function callerOf({ name, party, roles }: TestCaller): Caller {
    return { party, subject: `subject-of-${name}`, roles: new Set(roles), client: 'race' };
  }

  async function give(runner: CommandRunner<Session>, as: TestCaller, messageId: string, type: string, input: object) {
    const outcome = await runner.run(messageAggregate, {
      stream: messageId as StreamName,
      type,
      input,
      commandId: randomUUID(),
      caller: callerOf(as),
      correlationId: randomUUID(),
    });
    return outcome.outcome;
  }

  async function recorded(messageId: string): Promise<readonly Recorded[]> {
    const { store, codec } = service.engine;
    const events: Recorded[] = [];
    for await (const event of store.readStream(messageId as StreamName)) events.push(codec.decode(event) as Recorded);
    return events;
  }

  it('never leave an edit that carries a confirmation, in whatever order they come', async () => {
    const histories = new Set<string>();
    for (const order of ordersOf(['HSE confirms', 'LACORS confirms', 'an edit'] as const)) {
      const { messageId, named } = await proposed();
      const content = { ...messageContent, title: order.join(', '), organisationIds: [], programmePeriods: [] };
      const steps: Record<(typeof order)[number], Step> = {
        'HSE confirms': (runner) => give(runner, world.hseCommunications, messageId, 'GiveAgreement', named),
        'LACORS confirms': (runner) => give(runner, world.lacorsCommunications, messageId, 'GiveAgreement', named),
        'an edit': (runner) => give(runner, world.hseLead, messageId, 'ReviseMessage', { content, reason: 'A race.' }),
      };
      expect(await race(order.map((name) => steps[name]))).toContain('accepted');
      const events = await recorded(messageId);
      histories.add(typesAfterProposal(events).join(' '));
      expectNothingCarried(events, named);
    }
    // Whoever was first is in the record: an edit before all, after one, and after both.
    expect(histories.size).toBeGreaterThanOrEqual(3);
  });

  /** What happened to it, without its drafting and its proposal. */
  function typesAfterProposal(events: readonly Recorded[]): readonly string[] {
    return events.slice(2).map(({ type }) => type);
  }

  /** After the edit nothing counts, and nobody confirmed what the edit replaced once it was there. */
  function expectNothingCarried(events: readonly Recorded[], { digest }: NamedVersion): void {
    const edit = events.findIndex(({ type }) => type === 'MessageRevised');
    expect(edit).toBeGreaterThan(0);
    expect(events[edit - 1]?.type).toBe('AgreementVoided');
    const after = events.slice(edit + 1);
    expect(after.filter(({ type }) => type.startsWith('Agreement'))).toEqual([]);
    for (const { type, data } of events) {
      if (type === 'AgreementGiven') expect(data).toMatchObject({ version: 1, digest });
    }
    expect(events.filter(({ type }) => type === 'AgreementReached').length).toBeLessThanOrEqual(1);
  }

  it('let two leads who confirm at the same moment both count', async () => {
    for (const leads of ordersOf([world.hseCommunications, world.lacorsCommunications])) {
      const { messageId, named } = await proposed();
      const outcomes = await race(
        leads.map(
          (lead): Step =>
            (runner) =>
              give(runner, lead, messageId, 'GiveAgreement', named),
        ),
      );
      expect(outcomes).toEqual(['accepted', 'accepted']);
      const types = typesAfterProposal(await recorded(messageId));
      expect(types).toEqual(['AgreementGiven', 'AgreementGiven', 'AgreementReached']);
    }
  });

  it('issue a message once, however often its source asks at the same moment', async () => {
    const { messageId, named } = await proposed();
    for (const as of [world.hseCommunications, world.lacorsCommunications]) {
      await accepted(as, 'messageConfirm', { messageId, ...named });
    }
    const issue: Step = (runner) => give(runner, world.lacorsCommunications, messageId, 'IssueMessage', named);
    const outcomes = await race(Array.from({ length: 5 }, () => issue));
    expect(outcomes).toEqual(['accepted', 'rejected', 'rejected', 'rejected', 'rejected']);
    expect((await recorded(messageId)).filter(({ type }) => type === 'MessageIssued')).toHaveLength(1);
  });

  it('over HTTP, too, leave no edit that carries a confirmation', async () => {
    for (let round = 0; round < FREE_ROUNDS; round++) {
      const { messageId, named } = await proposed();
      const content = { ...messageContent, title: `Edited in round ${round}` };
      const post = (as: TestCaller, mutation: string, input: object) => {
        const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
        return service.as(as)(`mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code } } }`, {
          input: { idempotencyKey: randomUUID(), messageId, ...input },
        });
      };
      await Promise.all([
        post(world.hseCommunications, 'messageConfirm', named),
        post(world.hseLead, 'messageRevise', { content, reason: 'A race.' }),
        post(world.lacorsCommunications, 'messageConfirm', named),
      ]);
      expectNothingCarried(await recorded(messageId), named);
    }
  }, 120_000);
});
