import { createSecretKey, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AggregateRepository, CommandRunner, type CommandOutcome } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { digestOf } from '#platform/values';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { planAggregate } from '#domain/plans';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { priority } from '../support/plan-inputs.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const ROUNDS = 60;
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

  /** Without the queue and the memory of the service's own runner, so that appends really collide. */
  function anotherProcess(): CommandRunner<Session> {
    const { engine } = service;
    return new CommandRunner<Session>({
      store: engine.store,
      codec: engine.codec,
      repository: new AggregateRepository(engine.store, engine.codec),
      openSession: (caller) => engine.sessions.open(caller),
      clock: () => NOW,
      fingerprintKey: createSecretKey(Buffer.alloc(32, 7)),
      attempts: 50,
    });
  }

  function run(who: TestCaller, type: string, input: object): Promise<CommandOutcome> {
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
    return anotherProcess().run(planAggregate, { stream, type, input, commandId, correlationId: commandId, caller });
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

  it('end with all agreed on what they read, or with nothing agreed', async () => {
    const outcomes = new Set<string>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const version = await propose(round);
      const title = `Plan after round ${round}`;
      const attempts = [
        () => run(world.representative, 'GiveAgreement', version),
        () => run(world.hseOfficer, 'GiveAgreement', version),
        () => run(world.hseOfficer, 'DescribePlan', { title, reason }),
      ];
      // Who comes first differs from round to round.
      const turned = [...attempts.slice(round % 3), ...attempts.slice(0, round % 3)];
      const answers = await Promise.all(turned.map((attempt) => attempt()));
      const acceptedCount = answers.filter(({ outcome }) => outcome === 'accepted').length;
      const after = await versionOf(round);
      expect(digestOf(JSON.parse(after.canonicalContent))).toBe(version.digest);
      expect(after.content.title).not.toBe(title);
      expect(['AGREED', 'VOIDED']).toContain(after.status);
      if (after.status === 'AGREED') {
        expect(acceptedCount).toBe(3);
        await done(world.hseLead, 'DiscardVersion', { version: round, reason });
      }
      outcomes.add(after.status);
    }
    expect([...outcomes].toSorted()).toEqual(['AGREED', 'VOIDED']);
    await expectNothingGivenAfterTheEnd();
  }, 120_000);

  it('both count when two agree at once', async () => {
    for (let round = ROUNDS + 1; round <= ROUNDS + 30; round += 1) {
      const version = await propose(round);
      const both = [world.representative, world.hseOfficer];
      const answers = await Promise.all(both.map((who) => run(who, 'GiveAgreement', version)));
      expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
      expect((await versionOf(round)).status).toBe('AGREED');
      await done(world.hseLead, 'DiscardVersion', { version: round, reason });
    }
  }, 120_000);

  /** Read from the log itself, without the fold that is tested. */
  async function expectNothingGivenAfterTheEnd(): Promise<void> {
    const ended = new Set<number>();
    for await (const recorded of service.engine.store.readStream(planId as StreamName)) {
      const { type, data } = service.engine.codec.decode(recorded);
      const { version = 0 } = data as { readonly version?: number };
      if (type === 'AgreementGiven') expect(ended.has(version)).toBe(false);
      if (type === 'AgreementVoided') ended.add(version);
    }
    expect(ended.size).toBe(ROUNDS);
  }
});
