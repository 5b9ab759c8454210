import { describe, expect, it } from '@jest/globals';
import type { Caller, Role } from './caller.js';
import { buildAbility, NO_STANDING, permits, type PolicyContribution, type Standing } from './policy.js';
import { systemCaller } from './system-caller.js';

function authority(id: string, ...roles: Role[]): Caller {
  return { party: { kind: 'LOCAL_AUTHORITY', id }, subject: 'somebody', roles: new Set(roles), client: 'a-system' };
}

const contacts: PolicyContribution = (caller, standing, allow) => {
  if (caller.system) allow('passDeadline', 'Contact');
  if (caller.roles.has('OFFICER')) {
    allow(['read', 'recordContact'], 'Contact', { authorityId: caller.party.id });
    allow('read', 'Contact', { organisationId: { $in: [...standing.ids('managedOrganisations')] } });
  }
};

describe('the policy', () => {
  it('denies what nobody allows', () => {
    const ability = buildAbility([], authority('a', 'OFFICER', 'LEAD', 'REGISTRAR'));
    for (const action of ['read', 'recordContact', 'manage']) {
      expect(permits(ability, action, 'Contact', { authorityId: 'a' })).toBe(false);
      expect(permits(ability, action, 'all', {})).toBe(false);
    }
  });

  it('allows exactly what a contribution allows', () => {
    const ability = buildAbility([contacts], authority('a', 'OFFICER'));
    expect(permits(ability, 'read', 'Contact', { authorityId: 'a' })).toBe(true);
    expect(permits(ability, 'recordContact', 'Contact', { authorityId: 'a' })).toBe(true);
    expect(permits(ability, 'read', 'Contact', { authorityId: 'b' })).toBe(false);
    expect(permits(ability, 'read', 'Contact', {})).toBe(false);
    expect(permits(ability, 'withdrawContact', 'Contact', { authorityId: 'a' })).toBe(false);
    expect(permits(ability, 'read', 'Partnership', { authorityId: 'a' })).toBe(false);
  });

  it('takes what the caller stands in relation to from the request', () => {
    const standing: Standing = { ids: (name) => (name === 'managedOrganisations' ? ['o1'] : []) };
    const attributes = { authorityId: 'b', organisationId: 'o1' };
    const caller = authority('a', 'OFFICER');
    expect(permits(buildAbility([contacts], caller, standing), 'read', 'Contact', attributes)).toBe(true);
    expect(permits(buildAbility([contacts], caller, NO_STANDING), 'read', 'Contact', attributes)).toBe(false);
  });

  it('lets a durable process do what is granted to the system, and no operator with a token', () => {
    const operator: Caller = { ...systemCaller('deadlines'), subject: 'an-operator' };
    const { system: _system, ...withToken } = operator;
    expect(permits(buildAbility([contacts], systemCaller('deadlines')), 'passDeadline', 'Contact', {})).toBe(true);
    expect(permits(buildAbility([contacts], withToken), 'passDeadline', 'Contact', {})).toBe(false);
  });
});
