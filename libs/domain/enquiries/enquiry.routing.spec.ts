import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { sortEnquiry, type RoutingPartnership } from './enquiry.routing.js';

const dundee = deriveId('authority', 'S12000042');
const accountManager = { officerId: deriveId('officer', 'a'), authorityId: dundee };
const shadow = { officerId: deriveId('officer', 's'), authorityId: deriveId('authority', 'HSE') };
const partnership: RoutingPartnership = {
  active: true,
  leadAuthorityId: dundee,
  accountManager,
  shadow,
  accountManagerAbsent: false,
};
const about = (changes: Partial<RoutingPartnership> = {}) => ({
  organisation: true,
  partnership: { ...partnership, ...changes },
});

describe('Sorting an enquiry', () => {
  it('finds a general topic general even when an organisation is named', () => {
    const sorted = sortEnquiry(' Core Principles ', about());
    expect(sorted).toMatchObject({ kind: 'GENERAL', route: { kind: 'CENTRAL' }, topicsVersion: 1 });
  });

  it.each([
    ['no organisation', { organisation: false, partnership: undefined }],
    ['an organisation without a partnership', { organisation: true, partnership: undefined }],
  ])('finds any topic general with %s', (_, facts) => {
    expect(sortEnquiry('workplace transport', facts)).toMatchObject({ kind: 'GENERAL', route: { kind: 'CENTRAL' } });
  });

  it('routes what concerns an organisation to its account manager', () => {
    expect(sortEnquiry('workplace transport', about())).toMatchObject({
      kind: 'ORGANISATION_SPECIFIC',
      route: { kind: 'OFFICER', officerId: accountManager.officerId, capacity: 'ACCOUNT_MANAGER' },
    });
  });

  it.each([
    ['the shadow while the account manager is absent', { accountManagerAbsent: true }, shadow.officerId],
    ['the shadow when there is no account manager', { accountManager: null }, shadow.officerId],
  ])('routes it to %s', (_, changes, officerId) => {
    expect(sortEnquiry('workplace transport', about(changes)).route).toMatchObject({ officerId, capacity: 'SHADOW' });
  });

  it.each([
    ['there is neither', { accountManager: null, shadow: null }],
    ['the account manager is absent without a shadow', { accountManagerAbsent: true, shadow: null }],
    ['the partnership is not active', { active: false }],
  ])('routes it to the lead authority when %s', (_, changes) => {
    expect(sortEnquiry('workplace transport', about(changes)).route).toEqual({
      kind: 'AUTHORITY',
      authorityId: dundee,
    });
  });
});
