import { ACCOUNT_MANAGER, DUNDEE, HSE, WAKEFIELD } from './callers.js';
import { byId, byNode, creation, field, inList, mutation, reading, type MatrixCase } from './cases.js';
import type { MatrixWorld } from './world.js';

const reason = 'For the matrix.';

export async function regulatorCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  return [...authorityCases(world), ...officerReads(world), ...officerCases(world), ...(await directoryCases(world))];
}

function authorityCases(world: MatrixWorld): readonly MatrixCase[] {
  const body = () => ({
    kind: 'OTHER_BODY',
    localCode: world.distinct('BODY').replace(' ', '-'),
    officialName: 'Body',
  });
  const dissolution = { endedOn: '2006-04-01', successors: [{ authorityId: DUNDEE }], reason };
  const fresh = (name: string, fields: Record<string, unknown>, dissolved = false): MatrixCase =>
    mutation(name, async () => {
      const { localCode, ...rest } = body();
      const authorityId = await world.authority({ localCode, ...rest });
      if (dissolved) await world.carryOut('authorityDissolve', { authorityId, ...dissolution });
      return { input: { authorityId, ...(name === 'authorityAmend' ? { localCode } : {}), ...fields } };
    });
  const dundee = { id: DUNDEE, state: 'a council' };
  return [
    byId('authority', dundee),
    byNode(dundee),
    inList('authorities(first: 100)', dundee),
    reading('authorityByGssCode', '(gssCode: "S12000042") { id }'),
    creation('authorityRegister', body),
    fresh('authorityRename', { officialName: 'New name', from: '2006-01-01', reason }),
    fresh('authorityAmend', { startedOn: '1990-01-01', reason }),
    mutation('authorityAssignGssCode', async () => {
      const authorityId = await world.authority({ ...body(), kind: 'LOCAL_AUTHORITY', nation: 'ENGLAND' });
      const gssCode = `E07${world.distinct('').trim().padStart(6, '0')}`;
      return { input: { authorityId, gssCode, reason } };
    }),
    fresh('authorityDissolve', dissolution),
    fresh('authorityCorrectDissolution', { ...dissolution, endedOn: '2006-05-01' }, true),
    fresh('authorityWithdrawDissolution', { reason }, true),
  ];
}

function officerReads(world: MatrixWorld): readonly MatrixCase[] {
  const officer = { id: ACCOUNT_MANAGER, state: 'the account manager' };
  const former = { id: world.formerOfficerId, state: 'formerly in post' };
  return [
    byId('officer', officer),
    byNode(officer),
    inList(`officers(authorityId: "${DUNDEE}", first: 100)`, officer),
    field('Officer', 'email', officer),
    field('Officer', 'services since', officer),
    byId('officer', former),
    field('Officer', 'email', former),
  ];
}

function officerCases(world: MatrixWorld): readonly MatrixCase[] {
  const authorities = { 'of lead LA': DUNDEE, 'of other LA': WAKEFIELD, 'of HSE': HSE };
  const role = { role: 'INSPECTOR', since: '2006-01-01' };
  return Object.entries(authorities).flatMap(([state, authorityId]) => {
    const elsewhere = authorityId === DUNDEE ? WAKEFIELD : DUNDEE;
    const fresh = (name: string, fields: Record<string, unknown>, inRole = false): MatrixCase =>
      mutation(
        name,
        async () => {
          const officerId = await world.officer(authorityId);
          if (inRole) await world.carryOut('officerAssignRole', { officerId, ...role });
          return { input: { officerId, ...fields } };
        },
        state,
      );
    return [
      creation('officerRegister', () => ({ authorityId, name: 'Newcomer', from: '2006-01-01' }), state),
      fresh('officerAmend', { name: 'New name', reason }),
      fresh('officerAssignRole', role),
      fresh('officerEndRole', { role: 'INSPECTOR', until: '2006-02-01' }, true),
      fresh('officerTransfer', { authorityId: elsewhere, from: '2006-02-01', reason }),
      fresh('officerEndService', { on: '2006-02-01', reason }),
    ];
  });
}

async function directoryCases(world: MatrixWorld): Promise<readonly MatrixCase[]> {
  const help = { topics: ['Ladders'], description: 'Advice.', contactPoint: 'Desk', validFrom: '2006-01-01' };
  const list = (authorityId: string) =>
    world.begin('assistance-entry', 'assistanceEntryList', { authorityId, ...help });
  const entry = { id: await list(DUNDEE), state: 'of lead LA' };
  const authorities = { 'of lead LA': DUNDEE, 'of other LA': WAKEFIELD };
  return [
    byId('assistanceEntry', entry),
    byNode(entry),
    inList('assistance(first: 100)', entry),
    ...Object.entries(authorities).flatMap(([state, authorityId]) => {
      const fresh = (name: string, fields: Record<string, unknown>): MatrixCase =>
        mutation(name, async () => ({ input: { assistanceEntryId: await list(authorityId), ...fields } }), state);
      return [
        creation('assistanceEntryList', () => ({ authorityId, ...help }), state),
        fresh('assistanceEntryAmend', { ...help, description: 'Other advice.', reason }),
        fresh('assistanceEntryWithdraw', { reason }),
      ];
    }),
  ];
}
