import { describe, expect, it } from '@jest/globals';
import type { Caller } from './caller.js';
import { renderPolicyMatrix } from './policy-matrix.js';
import type { PolicyContribution } from './policy.js';

const officer: Caller = {
  party: { kind: 'LOCAL_AUTHORITY', id: 'authority-1' },
  subject: 'somebody',
  roles: new Set(['OFFICER']),
  client: 'a-system',
};
const auditor: Caller = {
  party: { kind: 'AUDITOR', id: 'auditor' },
  subject: 'another',
  roles: new Set(['AUDITOR']),
  client: 'a-system',
};

const contribution: PolicyContribution = (caller, standing, allow) => {
  if (caller.roles.has('AUDITOR')) allow('read', 'Contact');
  allow('read', 'Authority');
  if (caller.roles.has('OFFICER')) {
    allow(['recordContact', 'read'], 'Contact', { authorityId: caller.party.id, closed: { $ne: true } });
    allow('read', 'Contact', { organisationId: { $in: [...standing.ids('managed|organisations')] } });
    allow('read', 'Contact', { organisationId: { $in: [...standing.ids('managed|organisations')] } });
  }
};

describe('the policy matrix', () => {
  it('says in words who may do what, subject by subject', () => {
    const samples = [
      { name: 'LA officer', caller: officer },
      { name: 'Auditor', caller: auditor },
    ];
    expect(renderPolicyMatrix([contribution], samples)).toBe(
      [
        '### Authority',
        '',
        '|  | LA officer | Auditor |',
        '| --- | --- | --- |',
        '| read | yes | yes |',
        '',
        '### Contact',
        '',
        '|  | LA officer | Auditor |',
        '| --- | --- | --- |',
        '| read | if authorityId is the own party and closed is not true; or organisationId is among managed\\|organisations | yes |',
        '| recordContact | if authorityId is the own party and closed is not true | no |',
        '',
      ].join('\n'),
    );
  });
});
