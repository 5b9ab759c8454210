import { randomUUID } from 'node:crypto';
import type { TestCaller, TestService } from '../service.js';
import { DUNDEE, HSE } from './callers.js';

/** Objects for the cases: some that stay, and makers of fresh ones in a given state. */
export interface MatrixWorld {
  readonly organisationId: string;
  readonly otherOrganisationId: string;
  readonly siteId: string;
  /** A fresh organisation. */
  organisation(): Promise<string>;
  /** A fresh site of the organisation that stays. */
  site(): Promise<string>;
  /** A fresh site at which the lead authority enforces. */
  allocatedSite(): Promise<string>;
}

const registrar: TestCaller = { name: 'maker', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR', 'LEAD'] };

interface Made {
  readonly payload: { readonly object: { readonly id: string } | null; readonly userErrors: readonly object[] };
}

/**
 * Carries out a mutation as somebody who may, and returns the object's id.
 * @throws Error when the mutation is refused
 */
export async function make(
  service: TestService,
  caller: TestCaller,
  mutation: string,
  objectField: string,
  input: Record<string, unknown>,
): Promise<string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) {
    payload: ${mutation}(input: $input) { object: ${objectField} { id } userErrors { code message } }
  }`;
  const { data, errors } = await service.as(caller)<Made>(document, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  if (errors || !data.payload.object) throw new Error(`${mutation}: ${JSON.stringify(errors ?? data)}`);
  return data.payload.object.id;
}

export async function makeWorld(service: TestService): Promise<MatrixWorld> {
  const organisation = () =>
    make(service, registrar, 'organisationRegister', 'organisation', {
      name: `Organisation ${randomUUID().slice(0, 8)}`,
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
    });
  const organisationId = await organisation();
  const site = () =>
    make(service, registrar, 'siteOpen', 'site', { organisationId, name: 'Store', nation: 'SCOTLAND' });
  const allocatedSite = async () => {
    const siteId = await site();
    const allocation = { authorityId: DUNDEE, scope: { kind: 'WHOLE' }, from: '2005-10-01', mainActivity: 'Retail' };
    return make(service, registrar, 'siteAllocateEnforcement', 'site', { siteId, ...allocation });
  };
  return {
    organisationId,
    otherOrganisationId: await organisation(),
    siteId: await site(),
    organisation,
    site,
    allocatedSite,
  };
}
