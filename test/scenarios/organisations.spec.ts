import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const registrar: TestCaller = {
  name: 'hse-registrar',
  party: { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' },
  roles: ['REGISTRAR'],
};

const REGISTER = /* GraphQL */ `
  mutation ($input: OrganisationRegisterInput!) {
    organisationRegister(input: $input) {
      organisation {
        id
        name
        eligibility {
          eligible
          reasons
        }
        legalEntities {
          number
        }
      }
      revision
      position
      repeated
      userErrors {
        code
        message
        field
      }
    }
  }
`;

interface Registered {
  organisationRegister: {
    organisation: { id: string; name: string; eligibility: { eligible: boolean; reasons: string[] } } | null;
    revision: number | null;
    position: string | null;
    repeated: boolean;
    userErrors: { code: string; message: string; field: string[] }[];
  };
}

describe('The register of organisations over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('registers an organisation once, however often the command is sent, and shows it to the next read', async () => {
    const ask = service.as(registrar);
    const input = {
      idempotencyKey: randomUUID(),
      name: 'Tesco',
      structure: 'CENTRALLY_CONTROLLED_MULTI_SITE',
      legalEntities: [{ name: 'Tesco Stores Limited', registry: 'COMPANIES_HOUSE', number: '00519500' }],
      headcount: { ukEmployees: 250_000, asOf: '2006-03-01', source: 'Annual report' },
    };
    const { data, extensions } = await ask<Registered>(REGISTER, { input });
    const { organisation, userErrors, position, repeated } = data.organisationRegister;
    expect(userErrors).toEqual([]);
    expect(organisation?.name).toBe('Tesco');
    expect(organisation?.eligibility.eligible).toBe(false);
    expect(repeated).toBe(false);
    expect(extensions?.concordat?.position).toBe(position);

    const again = await ask<Registered>(REGISTER, { input });
    expect(again.data.organisationRegister.organisation?.id).toBe(organisation?.id);
    expect(again.data.organisationRegister.repeated).toBe(true);

    const reused = await ask<Registered>(REGISTER, { input: { ...input, name: 'Another' } });
    expect(reused.data.organisationRegister.userErrors).toEqual([
      expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }),
    ]);
  });

  it('names the field and the reason of bad input', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      name: 'Evil\u202Ename',
      structure: 'MIXED',
      legalEntities: [{ name: 'x', registry: 'COMPANIES_HOUSE', number: '12' }],
    };
    const { data } = await service.as(registrar)<Registered>(REGISTER, { input });
    expect(data.organisationRegister.userErrors).toEqual([
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['input', 'name'] }),
      expect.objectContaining({ code: 'INVALID_INPUT', field: ['input', 'legalEntities', '0', 'number'] }),
    ]);
  });
});
