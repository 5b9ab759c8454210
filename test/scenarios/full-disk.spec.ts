import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { HSE } from '../support/partnership-world.js';
import { describeEmbedded } from '../support/engines/embedded-only.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';

const registrar: TestCaller = { name: 'registrar', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

interface Registered {
  readonly organisationRegister: { readonly repeated: boolean; readonly organisation: { readonly name: string } };
}

describeEmbedded('A service on a full disk', 'its disk is limited', () => {
  let service: TestService;
  afterEach(() => service.close());

  const input = (number: number) => ({
    idempotencyKey: randomUUID(),
    name: `Organisation ${number}`,
    structure: 'MIXED',
  });
  const register = (command: object) =>
    service.as(registrar)<Registered | null>(
      `mutation ($input: OrganisationRegisterInput!) {
        organisationRegister(input: $input) { repeated organisation { name } userErrors { code } }
      }`,
      { input: command },
    );
  const codesOf = ({ errors = [] }: GraphqlAnswer<unknown>) => errors.map(({ extensions }) => extensions.code);

  /** Registers organisations until one is answered with an error. */
  async function registerUntilError() {
    for (let number = 1; number < 2_000; number++) {
      const command = input(number);
      const answer = await register(command);
      if (answer.errors) return { taken: number - 1, command, codes: codesOf(answer) };
    }
    throw new Error('The disk did not become full.');
  }

  async function namesRead(): Promise<readonly string[]> {
    const { data, errors } = await service.as(registrar)<{ organisations: { nodes: { name: string }[] } }>(
      '{ organisations(first: 100) { nodes { name } } }',
    );
    expect(errors).toBeUndefined();
    return data.organisations.nodes.map(({ name }) => name);
  }

  it('of the log refuses commands, answers those it knows, serves reads, and goes on when there is space', async () => {
    service = await startService(undefined, { log: 40 });
    const first = input(0);
    await register(first);
    const { taken, command, codes } = await registerUntilError();
    expect(codes).toEqual(['STORAGE_FULL']);
    expect(await service.engine.store.head()).toBe(taken + 1);
    expect(await namesRead()).toHaveLength(Math.min(taken + 1, 100));
    await service.restart({ log: 1 });
    expect((await register(first)).data?.organisationRegister.repeated).toBe(true);
    expect(codesOf(await register({ ...command, name: 'x'.repeat(100) }))).toEqual(['STORAGE_FULL']);
    expect(await namesRead()).toHaveLength(Math.min(taken + 1, 100));
    await service.restart();
    expect((await register(command)).data?.organisationRegister.repeated).toBe(false);
  }, 120_000);

  it('of the read models records commands and says that reads are behind, also after a restart', async () => {
    service = await startService();
    await register(input(0));
    await service.restart({ readModels: 1 });
    const { command, codes } = await registerUntilError();
    expect(codes).toEqual(['READ_BEHIND']);
    const { position } = service.engine.projections;
    const recorded = await service.engine.store.head();
    expect(recorded).toBeGreaterThan(position);
    expect(await namesRead()).toContain('Organisation 0');
    await service.restart({ readModels: 1 });
    expect(service.engine.projections.position).toBe(position);
    expect(await namesRead()).toContain('Organisation 0');
    await service.restart();
    expect(await namesRead()).toContain('Organisation 0');
    expect((await register(command)).data?.organisationRegister).toMatchObject({ repeated: true, organisation: {} });
    expect(await service.engine.store.head()).toBe(recorded);
  }, 120_000);
});
