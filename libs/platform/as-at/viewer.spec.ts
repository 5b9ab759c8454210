import { describe, expect, it } from '@jest/globals';
import type { Caller, Party, Role } from '#platform/access';
import type { Session } from '#platform/sessions';
import { viewerOf, type LastActing, type ViewerSources } from './viewer.js';

const DUNDEE: Party = { kind: 'LOCAL_AUTHORITY', id: 'authority-dundee' };
const WAKEFIELD: Party = { kind: 'LOCAL_AUTHORITY', id: 'authority-wakefield' };
const AUDITOR: Party = { kind: 'AUDITOR', id: 'auditor' };
const OFFICER = 'officer-anne';

const asking = (party: Party, ...roles: Role[]): Caller => ({
  ...{ party, roles: new Set(roles), subject: 'asker', client: 'spec' },
});
const auditor = asking(AUDITOR, 'AUDITOR');

/** The officer serves Dundee, where the register has nothing but `OFFICER`. */
function sources(acted?: Pick<LastActing, 'party'> & { readonly roles: readonly Role[] }): ViewerSources {
  return {
    register: {
      officer: async (_session, id) => (id === OFFICER ? { party: DUNDEE, roles: ['OFFICER'] } : undefined),
      kindOfParty: async (_session, id) => (id === DUNDEE.id ? DUNDEE.kind : undefined),
    },
    openRegister: async () => ({ [Symbol.dispose]: () => undefined }) as Session,
    lastActing: async () => acted && { ...acted, roles: new Set(acted.roles), subject: 'anne', client: 'case system' },
  };
}

const rolesSeen = async (asker: Caller, acted?: Parameters<typeof sources>[0]) =>
  [...(await viewerOf({ officer: OFFICER }, asker, sources(acted))).roles].toSorted();

describe('Whose view is asked for', () => {
  it('is that of an officer with the roles in which the officer last acted', async () => {
    expect(await rolesSeen(auditor)).toEqual(['OFFICER']);
    expect(await rolesSeen(auditor, { party: DUNDEE, roles: ['LEAD'] })).toEqual(['LEAD']);
    expect((await viewerOf({ officer: OFFICER }, auditor, sources())).party).toEqual(DUNDEE);
  });

  it('is none with roles that another party gave, before a transfer', async () => {
    expect(await rolesSeen(auditor, { party: WAKEFIELD, roles: ['LEAD', 'OFFICER'] })).toEqual(['OFFICER']);
    expect(await rolesSeen(auditor, { party: { kind: 'HSE', id: DUNDEE.id }, roles: ['LEAD'] })).toEqual(['OFFICER']);
  });

  it('is none of a lead for data protection, except for one who asks', async () => {
    const acted = { party: DUNDEE, roles: ['OFFICER', 'DATA_PROTECTION_LEAD'] } as const;
    expect(await rolesSeen(auditor, acted)).toEqual(['OFFICER']);
    expect(await rolesSeen(asking(DUNDEE, 'LEAD'), acted)).toEqual(['OFFICER']);
    expect(await rolesSeen(asking(DUNDEE, 'LEAD', 'DATA_PROTECTION_LEAD'), acted)).toHaveLength(2);
    const { roles } = await viewerOf({ party: DUNDEE.id }, asking(DUNDEE, 'LEAD'), sources());
    expect([...roles].toSorted()).toEqual(['COMMUNICATIONS_LEAD', 'LEAD', 'OFFICER', 'REGISTRAR']);
  });

  it('is refused to all but auditors and leads of the party', async () => {
    for (const who of [asking(DUNDEE, 'OFFICER'), asking(WAKEFIELD, 'LEAD'), asking(DUNDEE, 'DATA_PROTECTION_LEAD')]) {
      await expect(viewerOf({ officer: OFFICER }, who, sources())).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    }
  });
});
