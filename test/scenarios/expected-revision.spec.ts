import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const REGISTRAR: TestCaller = {
  name: 'registrar',
  party: { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' },
  roles: ['REGISTRAR'],
};

const reason = 'A reason.';

describe('A command for a revision that is past', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  it('is refused, and one for the revision that is read is carried out', async () => {
    const ask = service.as(REGISTRAR);
    const input = { idempotencyKey: randomUUID(), name: 'Tesco', structure: 'MIXED' };
    const { data } = await ask<{ made: { organisation: { id: string; revision: number } } }>(
      'mutation ($input: OrganisationRegisterInput!) { made: organisationRegister(input: $input) { organisation { id revision } } }',
      { input },
    );
    const { id: organisationId, revision } = data.made.organisation;
    const rename = async (expectedRevision: number, name: string) =>
      (
        await ask<{ renamed: { revision: number | null; userErrors: object[] } }>(
          'mutation ($input: OrganisationRenameInput!) { renamed: organisationRename(input: $input) { revision userErrors { code field } } }',
          { input: { idempotencyKey: randomUUID(), organisationId, expectedRevision, name, reason } },
        )
      ).data.renamed;
    expect(await rename(revision, 'Tesco Stores')).toEqual({ revision: revision + 1, userErrors: [] });
    expect(await rename(revision, 'Tesco again')).toEqual({
      revision: null,
      userErrors: [{ code: 'STALE_REVISION', field: ['input', 'expectedRevision'] }],
    });
  });
});
