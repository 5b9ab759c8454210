import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandOutcome, CommandRunner } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { digestOf } from '#platform/values';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { planAggregate } from '#domain/plans';
import { commandsOf } from '../support/commands.js';
import { ordersOf } from '../support/orders-of.js';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { priority } from '../support/plan-inputs.js';
import { anotherRunner, racingRunners } from '../support/racing-runners.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const NOW = new Date('2006-03-21T09:00:00Z');
const reason = 'For a reason.';

/**
 * As several processes on one log decide, each from its own memory: an edit that races with agreements must never end
 * with the edit carrying them.
 */
describe('Agreements on a plan and its edits, at the same moment', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let planId: string;
  /** Versions proposed so far: each has a number of its own. */
  let rounds = 0;
  const { accepted } = commandsOf(() => service, ['partnership', 'plan']);
  const of = (fields: Record<string, unknown>) => ({ planId, ...fields });

  beforeAll(async () => {
    service = await startService(() => NOW);
    world = await makePartnershipWorld(() => service);
    const { hseLead, hseOfficer, representative, organisationId } = world;
    const partnershipId = await accepted(hseLead, 'partnershipPropose', {
      organisationId,
      leadSide: 'HSE',
      leadAuthorityId: HSE,
      sector: 'Retail',
      bothEnforce: false,
    });
    for (const side of [hseLead, representative]) await accepted(side, 'partnershipAgree', { partnershipId });
    const manager = { role: 'ACCOUNT_MANAGER', officerId: world.officers.hse, from: '2005-10-01' };
    await accepted(hseLead, 'partnershipAppointOfficer', { partnershipId, ...manager });
    planId = await accepted(hseOfficer, 'planBegin', { partnershipId, kind: 'ENGAGEMENT', title: 'Plan' });
    for (const principle of PRINCIPLE_KEYS) await accepted(hseOfficer, 'planAddressPrinciple', of({ principle }));
    await accepted(hseOfficer, 'planAddPriority', of(priority));
  });
  afterAll(() => service.close());

  function run(
    who: TestCaller,
    type: string,
    input: object,
    runner = anotherRunner(service.engine),
  ): Promise<CommandOutcome> {
    const { party, roles, officerId } = who;
    const caller = {
      party,
      subject: who.name,
      roles: new Set(roles),
      client: 'spec',
      ...(officerId ? { officerId } : {}),
    };
    const commandId = randomUUID();
    const stream = planId as StreamName;
    return runner.run(planAggregate, { stream, type, input, commandId, correlationId: commandId, caller });
  }

  async function done(who: TestCaller, type: string, input: object): Promise<void> {
    const answer = await run(who, type, input);
    expect({ type, answer }).toMatchObject({ type, answer: { outcome: 'accepted' } });
  }

  interface Version {
    readonly status: string;
    readonly digest: string;
    readonly canonicalContent: string;
    readonly content: { readonly title: string };
  }

  async function versionOf(number: number): Promise<Version> {
    await service.engine.projections.waitFor(await service.engine.store.head(), 10_000);
    const query = `query ($id: ID!, $number: Int!) {
      plan(id: $id) { version(number: $number) { status digest canonicalContent content { title } } }
    }`;
    const { data } = await service.as(world.hseLead)<{ plan: { version: Version } }>(query, { id: planId, number });
    return data.plan.version;
  }

  async function propose(version: number): Promise<{ version: number; digest: string }> {
    await done(world.hseOfficer, 'ProposeVersion', { reason, workingDays: 10 });
    const { digest, status } = await versionOf(version);
    expect(status).toBe('PROPOSED');
    return { version, digest };
  }

  type Step = (runner: CommandRunner<Session>) => Promise<CommandOutcome>;

  /** Each step by a process of its own, all decided on the same state, and appended in the order given. */
  function race(steps: readonly Step[]): Promise<readonly (CommandOutcome | undefined)[]> {
    const runners = racingRunners(service.engine, steps.length);
    return Promise.all(runners.map((runner, place) => steps[place]?.(runner)));
  }

  it('end with all agreed on what they read, or with nothing agreed, in whatever order they come', async () => {
    const outcomes = new Set<string>();
    for (const order of ordersOf(['the organisation agrees', 'HSE agrees', 'an edit'] as const)) {
      rounds += 1;
      const version = await propose(rounds);
      const title = `Plan after round ${rounds}`;
      const steps: Record<(typeof order)[number], Step> = {
        'the organisation agrees': (runner) => run(world.representative, 'GiveAgreement', version, runner),
        'HSE agrees': (runner) => run(world.hseOfficer, 'GiveAgreement', version, runner),
        'an edit': (runner) => run(world.hseOfficer, 'DescribePlan', { title, reason }, runner),
      };
      const answers = await race(order.map((name) => steps[name]));
      const acceptedCount = answers.filter((answer) => answer?.outcome === 'accepted').length;
      const after = await versionOf(rounds);
      expect(digestOf(JSON.parse(after.canonicalContent))).toBe(version.digest);
      expect(after.content.title).not.toBe(title);
      expect(['AGREED', 'VOIDED']).toContain(after.status);
      if (after.status === 'AGREED') {
        expect(acceptedCount).toBe(3);
        await done(world.hseLead, 'DiscardVersion', { version: rounds, reason });
      }
      outcomes.add(after.status);
    }
    expect([...outcomes].toSorted()).toEqual(['AGREED', 'VOIDED']);
    await expectNothingGivenAfterTheEnd();
  });

  it('both count when two agree at once', async () => {
    for (const parties of ordersOf([world.representative, world.hseOfficer])) {
      rounds += 1;
      const version = await propose(rounds);
      const answers = await race(
        parties.map(
          (who): Step =>
            (runner) =>
              run(who, 'GiveAgreement', version, runner),
        ),
      );
      expect(answers.map((answer) => answer?.outcome)).toEqual(['accepted', 'accepted']);
      expect((await versionOf(rounds)).status).toBe('AGREED');
      await done(world.hseLead, 'DiscardVersion', { version: rounds, reason });
    }
  });

  /** Read from the log itself, without the fold that is tested. */
  async function expectNothingGivenAfterTheEnd(): Promise<void> {
    const ended = new Set<number>();
    for await (const recorded of service.engine.store.readStream(planId as StreamName)) {
      const { type, data } = service.engine.codec.decode(recorded);
      const { version = 0 } = data as { readonly version?: number };
      if (type === 'AgreementGiven') expect(ended.has(version)).toBe(false);
      if (type === 'AgreementVoided') ended.add(version);
    }
    expect(ended.size).toBe(rounds);
  }
});
