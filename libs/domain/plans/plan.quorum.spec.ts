import { describe, expect, it } from '@jest/globals';
import { dualCase } from './plan-history.fixture.js';
import { planQuorum } from './plan.quorum.js';

describe('The quorum of a plan', () => {
  const holdersOf = (given: Parameters<typeof planQuorum>[0]) =>
    planQuorum(given).seats.map(({ key, holders, authorMayAgree }) => [key, holders, authorMayAgree]);
  const { organisationId } = dualCase;
  const both = [
    ['ACCOUNT_MANAGER', [{ kind: 'POST', post: 'ACCOUNT_MANAGER', organisationId }], true],
    [
      'ORGANISATION',
      [{ kind: 'ROLE', partyKind: 'ORGANISATION', partyId: organisationId, role: 'REPRESENTATIVE' }],
      true,
    ],
  ];
  const shadowPost = { kind: 'POST', post: 'SHADOW_ACCOUNT_MANAGER', organisationId };

  it('is the account manager and the organisation', () => {
    expect(holdersOf({ ...dualCase, bothEnforce: false })).toEqual(both);
  });

  it('is also the other regulator where both enforce: its shadow, or a lead of it', () => {
    const other = (given: Partial<typeof dualCase>) => holdersOf({ ...dualCase, ...given }).at(-1);
    const seat = (lead: object) => ['OTHER_REGULATOR', [shadowPost, lead], false];
    expect(other({})).toEqual(seat({ kind: 'ROLE', partyKind: 'HSE', role: 'LEAD' }));
    expect(other({ leadSide: 'HSE', shadowAuthorityId: 'authority-dundee' })).toEqual(
      seat({ kind: 'ROLE', partyKind: 'LOCAL_AUTHORITY', partyId: 'authority-dundee', role: 'LEAD' }),
    );
    expect(other({ leadSide: 'HSE', shadowAuthorityId: undefined })).toEqual(
      seat({ kind: 'ROLE', partyKind: 'COORDINATING_BODY', role: 'LEAD' }),
    );
  });
});
