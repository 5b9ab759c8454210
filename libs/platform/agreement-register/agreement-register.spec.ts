import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandOutcome } from '#platform/event-sourcing';
import { AggregateRepository, CommandRunner, type Actor } from '#platform/event-sourcing';
import { openEmbeddedEngine, type Engine } from '#platform/engine';
import type { StreamName } from '#platform/event-store';
import { deriveId, deriveUuid, digestOf } from '#platform/values';
import type { Session } from '#platform/sessions';
import { ann, ben, cat, eve } from '../agreements/charter.fixture.js';
import { callerOf, charterAggregate, charters, participationOf } from './charter-context.fixture.js';
import { agreementRegister } from './agreement-register.context.js';
import { agreementByVersion, givenAgreementsOf, listAwaited, objectionsOf, seatsOf } from './agreement.queries.js';
import { versionIdOf } from './version-id.js';

const charter = deriveId('charter', 'one') as string as StreamName;
const text = 'We act as one.';
const digest = digestOf({ text });

describe('The register of agreements', () => {
  let folder: string;
  let engine: Engine;
  let now: Date;
  let commands: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-agreements-'));
    now = new Date('2006-03-21T09:00:00.000Z');
    commands = 0;
    const contexts = [charters, agreementRegister({ aggregates: [charterAggregate], participationOf })];
    const log = { info: () => undefined, error: () => undefined };
    engine = await openEmbeddedEngine({
      dataFolder: folder,
      contexts,
      clock: () => now,
      log,
      onFault: (error) => {
        throw error;
      },
    });
    await engine.start();
  });
  afterEach(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  function run(runner: CommandRunner<Session>, actor: Actor, type: string, input: object, stream = charter) {
    const commandId = deriveUuid('spec', String(++commands));
    return runner.run(charterAggregate, {
      stream,
      type,
      input,
      commandId,
      caller: callerOf(actor),
      correlationId: commandId,
    });
  }

  async function accepted(actor: Actor, type: string, input: object, stream = charter): Promise<void> {
    const outcome = await run(engine.commands, actor, type, input, stream);
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    if (outcome.outcome === 'accepted') await engine.projections.waitFor(outcome.position, 5_000);
  }

  const draft = (actor: Actor, wording = text) => accepted(actor, 'DraftCharter', { text: wording });
  const agree = (actor: Actor, seat?: string) =>
    accepted(actor, 'GiveAgreement', { version: 1, digest, ...(seat === undefined ? {} : { seat }) });

  /** The seats in which something waits for the person. */
  async function awaited(actor: Actor): Promise<readonly string[]> {
    using session = await engine.sessions.open(callerOf(actor));
    const participant = { ...participationOf(session), partyKind: actor.party.kind, roles: actor.roles };
    const { nodes } = await listAwaited(session, participant, {});
    return nodes.map(({ versionId, seat }) => `${versionId.slice(-2)} ${seat}`);
  }

  async function shown(version = 1) {
    using session = await engine.sessions.open(callerOf(ann));
    const id = versionIdOf(charter, version);
    const one = async <Value>(batch: {
      load: (s: Session, keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
    }) => (await batch.load(session, [id])).get(id);
    return {
      agreement: await one(agreementByVersion),
      missing: (await one(seatsOf))?.map(({ key, missing }) => `${key} ${missing}`),
      given: (await one(givenAgreementsOf))?.map(({ subject, seat, counts }) => `${subject} ${seat} ${counts}`),
      objections: (await one(objectionsOf))?.map(({ seat, settlement }) => `${seat} ${settlement}`),
    };
  }

  it('shows what waits for a person until the person has agreed or nobody is missing', async () => {
    await draft(cat);
    expect(await awaited(ann)).toEqual(['@1 HSE']);
    expect(await awaited(eve)).toEqual(['@1 ACCOUNT_MANAGER']);
    // Cat wrote it, and authors may not agree for the council.
    expect(await awaited(cat)).toEqual([]);
    const colleague = { ...cat, subject: 'another lead of Dundee' };
    expect(await awaited(colleague)).toEqual(['@1 COUNCIL']);
    await agree(ann);
    expect(await awaited(ann)).toEqual([]);
    expect(await awaited(ben)).toEqual(['@1 HSE']);
    await agree(ben);
    expect(await awaited({ ...ben, subject: 'a third lead of HSE' })).toEqual([]);
    await agree(eve);
    await agree(colleague);
    expect(await awaited(colleague)).toEqual([]);
    expect(await shown()).toMatchObject({
      agreement: { status: 'REACHED', digest, endedAt: now.toISOString() },
      missing: ['HSE 0', 'COUNCIL 0', 'ACCOUNT_MANAGER 0'],
    });
  });

  it('goes on with the next page after what is due first', async () => {
    const streams = ['one', 'two', 'three'].map((name) => deriveId('charter', `page ${name}`) as string as StreamName);
    for (const stream of streams) {
      now = new Date(now.getTime() + 86_400_000);
      await accepted(cat, 'DraftCharter', { text }, stream);
    }
    using session = await engine.sessions.open(callerOf(ann));
    const participant = { ...participationOf(session), partyKind: ann.party.kind, roles: ann.roles };
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = await listAwaited(session, participant, { first: 1, after });
      pages.push(...nodes.map(({ versionId }) => versionId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(pages).toEqual(streams.map((stream) => versionIdOf(stream, 1)));
  });

  it('brings back what was taken back, and keeps that it was', async () => {
    await draft(cat);
    await agree(ann);
    await accepted(ann, 'TakeBackAgreement', { version: 1, reason: 'Too early.' });
    expect(await awaited(ann)).toEqual(['@1 HSE']);
    await agree(ann);
    expect(await shown()).toMatchObject({
      missing: ['HSE 1', 'COUNCIL 1', 'ACCOUNT_MANAGER 1'],
      given: ['ann HSE 0', 'ann HSE 1'],
    });
  });

  it('asks nobody who wrote it as the same officer under another subject', async () => {
    const officer = { ...cat, officerId: deriveId('officer', 'cat') };
    await draft(officer);
    expect(await awaited({ ...officer, subject: 'cat at another issuer' })).toEqual([]);
    expect(await awaited({ ...officer, subject: 'dot', officerId: deriveId('officer', 'dot') })).toEqual([
      '@1 COUNCIL',
    ]);
  });

  it('asks for an objection to be settled when nobody is missing any more', async () => {
    await draft(eve);
    const colleague = { ...cat, subject: 'another lead of Dundee' };
    await agree(colleague);
    expect(await awaited(cat)).toEqual([]);
    await accepted(cat, 'RaiseObjection', { version: 1, digest, reason: 'Too vague.' });
    for (const who of [cat, colleague]) expect(await awaited(who)).toEqual(['@1 COUNCIL']);
    await accepted(colleague, 'SettleObjection', { version: 1, objection: 1, settlement: 'A glossary was added.' });
    for (const who of [cat, colleague]) expect(await awaited(who)).toEqual([]);
  });

  it('shows objections, settled or open', async () => {
    await draft(ann);
    await accepted(cat, 'RaiseObjection', { version: 1, digest, reason: 'Too vague.' });
    expect((await shown()).objections).toEqual(['COUNCIL null']);
    await accepted(cat, 'SettleObjection', { version: 1, objection: 1, settlement: 'A glossary was added.' });
    expect((await shown()).objections).toEqual(['COUNCIL A glossary was added.']);
  });

  it('says of an old version that it is void, and asks for the new one', async () => {
    await draft(ann);
    await agree(ben);
    await draft(ann, 'We act together.');
    expect((await shown()).agreement).toMatchObject({ status: 'VOIDED', voidReason: 'The text changed.' });
    expect(await awaited(ben)).toEqual(['@2 HSE']);
  });

  it('records that the deadline passed, once', async () => {
    await draft(ann);
    now = new Date('2006-03-28T22:59:59.999Z');
    expect(await engine.processes.runDue()).toBe(0);
    expect(await awaited(ben)).toEqual(['@1 HSE']);
    now = new Date('2006-03-28T23:00:00.000Z');
    expect(await awaited(ben)).toEqual([]);
    expect(await engine.processes.runDue()).toBe(1);
    expect(await engine.processes.runDue()).toBe(0);
    expect((await shown()).agreement).toMatchObject({ status: 'LAPSED', lastDay: '2006-03-28' });
    expect(await awaited(ben)).toEqual([]);
  });

  /** As a second process on the same log would decide: from its own memory, without this one's queue. */
  function secondRunner(): CommandRunner<Session> {
    return new CommandRunner<Session>({
      store: engine.store,
      codec: engine.codec,
      repository: new AggregateRepository(engine.store, engine.codec),
      openSession: (caller) => engine.sessions.open(caller),
      clock: () => now,
      fingerprintKey: createSecretKey(Buffer.alloc(32, 7)),
    });
  }

  it('never sees an edit carry an agreement that it raced with', async () => {
    const other = secondRunner();
    const outcomes: string[] = [];
    for (let round = 0; round < 60; round++) {
      const stream = deriveId('charter', `race ${round}`) as string as StreamName;
      await run(engine.commands, ann, 'DraftCharter', { text }, stream);
      const give = { version: 1, digest };
      for (const actor of [ann, ben]) await run(engine.commands, actor, 'GiveAgreement', give, stream);
      // Both who are missing agree, and somebody edits, all at the same moment, in two processes.
      const race: readonly (() => Promise<CommandOutcome>)[] = [
        () => run(other, cat, 'GiveAgreement', give, stream),
        () => run(engine.commands, eve, 'GiveAgreement', give, stream),
        () => run(round % 2 === 0 ? other : engine.commands, ann, 'DraftCharter', { text: `Edited ${round}` }, stream),
      ];
      const rotated = [...race.slice(round % 3), ...race.slice(0, round % 3)];
      await Promise.all(rotated.map((each) => each()));
      outcomes.push(await checkedHistory(stream));
    }
    // Some edits came first, some last: otherwise nothing raced.
    expect(new Set(outcomes)).toEqual(new Set(['edited before all had agreed', 'edited after all had agreed']));
  });

  /** Judges a stream by its events alone, not by the fold: what agreements bind to, and what an edit leaves. */
  async function checkedHistory(stream: StreamName): Promise<string> {
    let current = '';
    let agreed = new Set<string>();
    let reached = false;
    for await (const recorded of engine.store.readStream(stream)) {
      const { type, data } = engine.codec.decode(recorded) as { type: string; data: Record<string, unknown> };
      if (type === 'CharterDrafted') {
        current = digestOf({ text: data['text'] });
        agreed = new Set();
      }
      if (type === 'AgreementGiven') {
        expect(data['digest']).toBe(current);
        agreed.add(JSON.stringify(data['by']));
      }
      if (type === 'AgreementReached') {
        expect(data['digest']).toBe(current);
        expect(agreed.size).toBe(4);
        reached = true;
      }
    }
    expect(current).not.toBe(digest);
    expect(agreed.size).toBe(0);
    return reached ? 'edited after all had agreed' : 'edited before all had agreed';
  }

  it('counts two who agree at the same moment, in two processes', async () => {
    const other = secondRunner();
    for (let round = 0; round < 30; round++) {
      const stream = deriveId('charter', `both ${round}`) as string as StreamName;
      await run(engine.commands, ann, 'DraftCharter', { text }, stream);
      const give = { version: 1, digest };
      const outcomes = await Promise.all([
        run(engine.commands, ann, 'GiveAgreement', give, stream),
        run(other, ben, 'GiveAgreement', give, stream),
        run(other, cat, 'GiveAgreement', give, stream),
        run(engine.commands, eve, 'GiveAgreement', give, stream),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('accepted'));
      const types: string[] = [];
      for await (const recorded of engine.store.readStream(stream)) types.push(engine.codec.decode(recorded).type);
      expect(types.filter((type) => type === 'AgreementReached')).toHaveLength(1);
      expect(types.at(-1)).toBe('AgreementReached');
    }
  });
});
