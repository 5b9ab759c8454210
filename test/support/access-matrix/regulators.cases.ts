import { randomUUID } from 'node:crypto';
import { authorityIdOf } from '#domain/regulators';
import type { TestCaller, TestService } from '../service.js';
import type { MatrixCase } from './cases.js';
import { DUNDEE, HSE } from './callers.js';
import { make } from './world.js';

const reason = 'For the matrix.';
const hse: TestCaller = { name: 'keeper of authorities', party: { kind: 'HSE', id: HSE }, roles: ['REGISTRAR'] };

/** A code that no other authority of the matrix has. */
const freshCode = () => `X${randomUUID().slice(0, 8).toUpperCase()}`;
const body = () => ({ kind: 'OTHER_BODY', localCode: freshCode(), officialName: 'A body' });
const help = { topics: ['Workplace transport'], description: 'Advice.', contactPoint: 'Desk', validFrom: '2006-01-01' };

/** Officers and entries of the lead LA, so that the table shows which registrars keep another authority's. */
export async function regulatorCases(service: TestService): Promise<readonly MatrixCase[]> {
  const dundee = { kind: 'LOCAL_AUTHORITY', gssCode: 'S12000042', nation: 'SCOTLAND', officialName: 'Dundee' };
  await make(service, hse, 'authorityRegister', 'authority', dundee);
  await make(service, hse, 'authorityRegister', 'authority', { kind: 'HSE', localCode: 'HSE', officialName: 'HSE' });

  const authority = async (fields: Record<string, unknown> = {}) => ({
    authorityId: await make(service, hse, 'authorityRegister', 'authority', body()),
    ...fields,
  });
  const ended = async (fields: Record<string, unknown>) => {
    const input = await authority({ endedOn: '2006-01-01', reason });
    return { authorityId: await make(service, hse, 'authorityDissolve', 'authority', input), ...fields };
  };
  const person = { authorityId: DUNDEE, name: 'Officer', from: '2005-10-01' };
  const officer = async (fields: Record<string, unknown> = {}) => ({
    officerId: await make(service, hse, 'officerRegister', 'officer', person),
    ...fields,
  });
  const inRole = async (fields: Record<string, unknown>) => {
    const input = await officer({ role: 'HEALTH_AND_SAFETY_LEAD', since: '2005-10-01' });
    return { officerId: await make(service, hse, 'officerAssignRole', 'officer', input), ...fields };
  };
  const list = { authorityId: DUNDEE, ...help };
  const entry = async (fields: Record<string, unknown> = {}) => ({
    assistanceEntryId: await make(service, hse, 'assistanceEntryList', 'assistanceEntry', list),
    ...fields,
  });
  const mutation = (name: string, input: () => Promise<Record<string, unknown>>): MatrixCase => ({
    kind: 'mutation',
    name,
    input,
  });
  const node = (state: string, id: string): MatrixCase => ({
    kind: 'query',
    name: 'node',
    state,
    query: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: { id },
    shows: ({ node: shown }: { node: object | null }) => shown !== null,
  });
  const role = { role: 'HEALTH_AND_SAFETY_LEAD' };
  return [
    node('an authority', DUNDEE),
    node('an officer of the lead LA', (await officer()).officerId),
    node('an entry of the directory', (await entry()).assistanceEntryId),
    mutation('authorityRegister', async () => body()),
    mutation('authorityRename', () => authority({ officialName: 'Another name', from: '2006-01-01', reason })),
    mutation('authorityAmend', () => authority({ localCode: freshCode(), reason })),
    mutation('authorityDissolve', () => authority({ endedOn: '2006-01-01', reason })),
    mutation('authorityCorrectDissolution', () => ended({ endedOn: '2006-02-01', reason })),
    mutation('authorityWithdrawDissolution', () => ended({ reason })),
    mutation('officerRegister', async () => person),
    mutation('officerAmend', () => officer({ name: 'Another name', reason })),
    mutation('officerAssignRole', () => officer({ ...role, since: '2005-10-01' })),
    mutation('officerEndRole', () => inRole({ ...role, until: '2006-01-01' })),
    mutation('officerTransfer', () => officer({ authorityId: authorityIdOf('HSE'), from: '2006-01-01', reason })),
    mutation('officerEndService', () => officer({ on: '2006-01-01', reason })),
    mutation('assistanceEntryList', async () => list),
    mutation('assistanceEntryAmend', () => entry({ ...help, description: 'Other advice.', reason })),
    mutation('assistanceEntryWithdraw', () => entry({ reason })),
  ];
}
