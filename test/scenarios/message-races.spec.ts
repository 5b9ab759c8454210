import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '#platform/access';
import { AggregateRepository, CommandRunner } from '#platform/event-sourcing';
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
import { startService, type TestCaller, type TestService } from '../support/service.js';

const ROUNDS = 40;

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

  /**
   * Runners as so many processes of the service would have: each with states of its own, so that nothing but the log's
   * expected revision stands between two commands.
   */
  function runners(count: number): readonly CommandRunner<Session>[] {
    const { engine } = service;
    return Array.from({ length: count }, () => {
      return new CommandRunner<Session>({
        store: engine.store,
        codec: engine.codec,
        repository: new AggregateRepository(engine.store, engine.codec),
        openSession: (caller) => engine.sessions.open(caller),
        clock: engine.clock,
        fingerprintKey: createSecretKey(randomBytes(32)),
      });
    });
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

  it('never leave an edit that carries a confirmation', async () => {
    const orders = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const { messageId, named } = await proposed();
      const [one, other, third] = runners(3);
      if (!one || !other || !third) throw new Error('There are three runners.');
      const title = `Edited in round ${round}`;
      const content = { ...messageContent, title, organisationIds: [], programmePeriods: [] };
      const confirm = (runner: typeof one, as: TestCaller) => give(runner, as, messageId, 'GiveAgreement', named);
      const edit = () => give(third, world.hseLead, messageId, 'ReviseMessage', { content, reason: 'A race.' });
      const steps = [
        () => confirm(one, world.hseCommunications),
        () => confirm(other, world.lacorsCommunications),
        edit,
      ];
      // Each begins first in a third of the rounds.
      const rotated = steps.map((_, index) => steps[(index + round) % steps.length] ?? edit);
      expect(await Promise.all(rotated.map((step) => step()))).toContain('accepted');
      const events = await recorded(messageId);
      orders.add(
        events
          .slice(2)
          .map(({ type }) => type)
          .join(' '),
      );
      expectNothingCarried(events, named);
    }
    // The race was one: it came out in more ways than one.
    expect(orders.size).toBeGreaterThan(1);
  }, 120_000);

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
    for (let round = 0; round < ROUNDS; round++) {
      const { messageId, named } = await proposed();
      const [one, other] = runners(2);
      if (!one || !other) throw new Error('There are two runners.');
      const outcomes = await Promise.all([
        give(one, world.hseCommunications, messageId, 'GiveAgreement', named),
        give(other, world.lacorsCommunications, messageId, 'GiveAgreement', named),
      ]);
      expect(outcomes).toEqual(['accepted', 'accepted']);
      const events = await recorded(messageId);
      expect(events.slice(2).map(({ type }) => type)).toEqual(['AgreementGiven', 'AgreementGiven', 'AgreementReached']);
    }
  }, 120_000);

  it('issue a message once, however often its source asks at the same moment', async () => {
    const { messageId, named } = await proposed();
    for (const as of [world.hseCommunications, world.lacorsCommunications]) {
      await accepted(as, 'messageConfirm', { messageId, ...named });
    }
    const outcomes = await Promise.all(
      runners(5).map((runner) => give(runner, world.lacorsCommunications, messageId, 'IssueMessage', named)),
    );
    expect(outcomes.toSorted()).toEqual(['accepted', 'rejected', 'rejected', 'rejected', 'rejected']);
    expect((await recorded(messageId)).filter(({ type }) => type === 'MessageIssued')).toHaveLength(1);
  });

  it('over HTTP, too, leave no edit that carries a confirmation', async () => {
    for (let round = 0; round < ROUNDS; round++) {
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
