import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/commands.js';
import { DUNDEE, HSE, makePartnershipWorld, type PartnershipWorld } from '../support/partnership-world.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const dundeeRegistrar: TestCaller = {
  name: 'registrar of Dundee',
  party: { kind: 'LOCAL_AUTHORITY', id: DUNDEE },
  roles: ['REGISTRAR'],
};

const TRANSFER = /* GraphQL */ `
  mutation ($input: SiteTransferEnforcementInput!) {
    siteTransferEnforcement(input: $input) {
      site {
        id
      }
      revision
      position
      repeated
      userErrors {
        code
      }
    }
  }
`;

interface Transferred {
  readonly siteTransferEnforcement: object;
}

describe('A command whose answer was lost', () => {
  let service: TestService;
  let world: PartnershipWorld;
  const { accepted, refusals } = commandsOf(() => service, ['site']);
  beforeAll(async () => {
    service = await startService();
    world = await makePartnershipWorld(() => service);
  });
  afterAll(() => service.close());

  it('is answered again although it gave away the right to send it', async () => {
    const { siteId } = world;
    const scope = { kind: 'WHOLE' };
    const allocation = { siteId, authorityId: DUNDEE, scope, from: '2005-10-01', mainActivity: 'Retail' };
    await accepted(dundeeRegistrar, 'siteAllocateEnforcement', allocation);
    const transfer = { siteId, authorityId: HSE, scope, from: '2006-02-01', reason: 'The activity has changed.' };
    const input = { idempotencyKey: randomUUID(), ...transfer };
    const ask = service.as(dundeeRegistrar);
    const first = (await ask<Transferred>(TRANSFER, { input })).data.siteTransferEnforcement;
    expect(first).toMatchObject({ site: { id: siteId }, repeated: false, userErrors: [] });
    await service.restart();
    const again = await ask<Transferred>(TRANSFER, { input });
    expect(again.errors).toBeUndefined();
    expect(again.data.siteTransferEnforcement).toEqual({ ...first, repeated: true });
    expect(await refusals(dundeeRegistrar, 'siteTransferEnforcement', transfer)).toEqual(['FORBIDDEN']);
  });
});
