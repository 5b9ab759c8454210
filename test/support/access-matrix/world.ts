import { randomUUID } from 'node:crypto';
import { deriveId } from '#platform/values';
import type { TestCaller, TestService } from '../service.js';
import { ACCOUNT_MANAGER_KEY, callerNamed, DUNDEE, HSE, MAKER, SHADOW_KEY } from './callers.js';
import { carryOut, make } from './make.js';
import { PartnershipMaking } from './partnership-making.js';

export { make } from './make.js';

/** Objects that stay, and makers of fresh ones, all through the API. */
export class MatrixWorld {
  /** For which the caller "organisation" acts, unless a case has an organisation of its own. */
  organisationId = '';
  otherOrganisationId = '';
  /** A registry number of the organisation that stays. */
  readonly organisationNumber = 'MATRIX1';
  /** An officer who held a post in the partnership with the organisation that stays. */
  formerOfficerId = '';
  #made = 0;

  constructor(private readonly service: TestService) {}

  /** Carries out a mutation. @throws Error when it is refused */
  async carryOut(mutation: string, input: Readonly<Record<string, unknown>>, caller = MAKER): Promise<void> {
    await carryOut(this.service, caller, mutation, input);
  }

  /** What a query answers to somebody who may ask it. @throws Error when it answers with errors */
  async read<Data>(query: string, variables: Readonly<Record<string, unknown>>, caller = MAKER): Promise<Data> {
    const { data, errors } = await this.service.as(caller)<Data>(query, variables);
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Carries out a mutation that begins an object, and returns the object's id. */
  async begin(
    kind: string,
    mutation: string,
    input: Readonly<Record<string, unknown>>,
    { caller = MAKER, key = randomUUID() }: { readonly caller?: TestCaller; readonly key?: string } = {},
  ): Promise<string> {
    await this.carryOut(mutation, { ...input, idempotencyKey: key }, caller);
    return deriveId(kind, key);
  }

  /** A partnership's id follows from its organisation and what came before it, not from the key. */
  beginPartnership(input: Record<string, unknown>): Promise<string> {
    return make(this.service, MAKER, 'partnershipPropose', 'partnership', input);
  }

  /** A plan's id follows from its partnership, not from the key; its account manager begins it. */
  beginPlan(input: Record<string, unknown>, organisationId: string): Promise<string> {
    const manager = callerNamed('account manager OFFICER', organisationId, this.otherOrganisationId);
    return make(this.service, manager, 'planBegin', 'plan', input);
  }

  /** A caller of the matrix by name, acting for the organisation that stays. */
  caller(name: string): TestCaller {
    return callerNamed(name, this.organisationId, this.otherOrganisationId);
  }

  /** Text that no other object has. */
  distinct(text: string): string {
    this.#made += 1;
    return `${text} ${this.#made}`;
  }

  /** @param registryNumber the number of a legal entity of it */
  organisation(registryNumber?: string): Promise<string> {
    const legalEntities =
      registryNumber === undefined ? [] : [{ name: 'Entity', registry: 'INTERNAL', number: registryNumber }];
    const name = this.distinct('Organisation');
    const input = { name, structure: 'CENTRALLY_CONTROLLED_MULTI_SITE', legalEntities };
    return this.begin('organisation', 'organisationRegister', input);
  }

  site(organisationId = this.organisationId, details: { readonly uprn?: string } = {}): Promise<string> {
    return this.begin('site', 'siteOpen', { organisationId, name: 'Store', nation: 'SCOTLAND', ...details });
  }

  async authority(body: Readonly<Record<string, unknown>> & { readonly localCode: string }): Promise<string> {
    await this.carryOut('authorityRegister', body);
    return deriveId('authority', body.localCode);
  }

  officer(authorityId: string, key: string = randomUUID()): Promise<string> {
    const input = { authorityId, name: 'Officer', email: 'officer@regulator.example', from: '2005-01-01' };
    return this.begin('officer', 'officerRegister', input, { key });
  }
}

export async function makeWorld(service: TestService): Promise<MatrixWorld> {
  const world = new MatrixWorld(service);
  for (const body of BODIES) await world.carryOut('authorityRegister', body);
  await world.officer(DUNDEE, ACCOUNT_MANAGER_KEY);
  await world.officer(HSE, SHADOW_KEY);
  world.organisationId = await world.organisation(world.organisationNumber);
  world.otherOrganisationId = await world.organisation();
  const partnership = await (await PartnershipMaking.propose(world, {}, world.organisationId)).active();
  world.formerOfficerId = await partnership.formerOfficer();
  await partnership.withCriteria({ advice: 'ACCOUNT_MANAGER_FIRST', purpose: 'VISIT', reason: 'Plan it with me.' });
  return world;
}

const BODIES = [
  { kind: 'HSE', localCode: 'HSE', officialName: 'Health and Safety Executive' },
  { kind: 'COORDINATING_BODY', localCode: 'LACORS', officialName: 'LACORS' },
  { kind: 'ADVISORY_BODY', localCode: 'HELA', officialName: 'HELA' },
  {
    kind: 'LOCAL_AUTHORITY',
    gssCode: 'S12000042',
    officialName: 'Dundee City Council',
    nation: 'SCOTLAND',
    region: 'Scotland',
  },
  { kind: 'LOCAL_AUTHORITY', gssCode: 'E08000036', officialName: 'Wakefield Council', nation: 'ENGLAND' },
  { kind: 'LOCAL_AUTHORITY', gssCode: 'S12000047', officialName: 'Fife Council', nation: 'SCOTLAND' },
];
