import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventId, StreamName } from '#platform/event-store';
import { eventKeyOf } from '#platform/history';
import { commandsOf } from '../support/commands.js';
import { HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestService } from '../support/service.js';

/**
 * Two idempotency keys whose organisations' ids end alike, so that the index of events has one key for both. Found by
 * trying: anybody can find such in a minute.
 */
const KEYS = ['00000000-0000-4000-8000-03073f63fd0d', '00000000-0000-4000-8000-e15fe6461ad6'] as const;

const HISTORY = `query ($organisationId: ID) { history(organisationId: $organisationId, first: 100) {
  nodes { organisationId objectId title } } }`;

interface Shown {
  readonly history: { readonly nodes: readonly { readonly organisationId: string; readonly title: string }[] };
}

describe('Two organisations of one key', () => {
  let service: TestService;
  let world: PartnershipWorld;
  let ids: readonly [one: string, other: string];
  const { accepted } = commandsOf(() => service, ['organisation', 'site']);
  beforeAll(async () => {
    service = await startService(() => new Date('2006-03-21T09:00:00Z'));
    world = await makePartnershipWorld(() => service);
    const registrar = { ...world.hseLead, name: 'registrar', roles: ['REGISTRAR'] as const };
    const register = (idempotencyKey: string, name: string) =>
      accepted(registrar, 'organisationRegister', {
        idempotencyKey,
        name,
        structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
      });
    ids = [await register(KEYS[0], 'One'), await register(KEYS[1], 'Other')];
    for (const [number, organisationId] of ids.entries()) {
      for (let site = 0; site <= number; site++) {
        await accepted(registrar, 'siteOpen', { organisationId, name: `Site ${site}`, nation: 'SCOTLAND' });
      }
    }
    await service.engine.projections.caughtUp();
  });
  afterAll(() => service.close());

  it('have one key, and are two', () => {
    expect(ids[0]).not.toBe(ids[1]);
    expect(eventKeyOf(ids[0])).toBe(eventKeyOf(ids[1]));
  });

  it('have histories of their own', async () => {
    for (const [number, organisationId] of ids.entries()) {
      const { data } = await service.as(world.auditor)<Shown>(HISTORY, { organisationId });
      expect(data.history.nodes).toHaveLength(number + 2);
      expect(new Set(data.history.nodes.map((event) => event.organisationId))).toEqual(new Set([organisationId]));
    }
  });

  it('have causes of their own, however many events of another cause share the key', async () => {
    const [own = '', shared = ''] = ids.map((id) => id.slice('organisation-'.length));
    const event = (id: string, causationId?: string) => ({
      id: id as EventId,
      type: 'organisations.TradingNamesSet.v1',
      data: new TextEncoder().encode(JSON.stringify({ names: [id] })),
      metadata: new TextEncoder().encode(
        JSON.stringify({
          actor: { party: { kind: 'HSE', id: HSE }, subject: 'import', client: 'spec', roles: [] },
          commandId: randomUUID(),
          commandType: 'SetTradingNames',
          fingerprint: '',
          correlationId: 'spec',
          causationId,
        }),
      ),
    });
    const others = Array.from({ length: 60 }, () => event(randomUUID(), shared));
    const effect = event(randomUUID(), own);
    await service.engine.store.append(ids[0] as StreamName, 'any', [event(own), ...others, effect]);
    await service.engine.projections.caughtUp();
    const { data } = await service.as(world.auditor)<{
      history: { nodes: readonly { id: string; caused: unknown }[] };
    }>('{ history(filter: { correlationId: "spec" }, order: OLDEST_FIRST, first: 1) { nodes { id caused { id } } } }');
    expect(data.history.nodes).toEqual([{ id: own, caused: [{ id: effect.id }] }]);
  });

  it('are told apart as at an earlier moment, as they are now', async () => {
    const fields = '{ organisation(id: $id) { name sites(first: 10) { nodes { name } } } }';
    const position = String(await service.engine.store.head());
    for (const id of ids) {
      const now = await service.as(world.hseLead)(`query ($id: ID!) ${fields}`, { id });
      const then = await service.as(world.hseLead)(`query ($id: ID!, $at: Position) @asAt(position: $at) ${fields}`, {
        id,
        at: position,
      });
      expect(then.errors).toBeUndefined();
      expect(then.data).toEqual(now.data);
      expect(then.extensions?.concordat).toMatchObject({ asAt: { organisations: [id] } });
    }
  });
});
