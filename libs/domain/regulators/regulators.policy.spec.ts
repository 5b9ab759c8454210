import { describe, expect, it } from '@jest/globals';
import { buildAbility, permits, systemCaller, type Caller, type Party, type Role } from '#platform/access';
import { authorityIdOf } from './authority-code.js';
import { regulatorsPolicy } from './regulators.policy.js';

const DUNDEE = authorityIdOf('S12000042');
const FIFE = authorityIdOf('S12000047');
/** A council that Dundee succeeded. */
const FORMER = authorityIdOf('TAY');

const caller = (kind: Party['kind'], role: Role, id = `the ${kind}`): Caller => ({
  party: { kind, id },
  subject: 'somebody',
  roles: new Set([role]),
  client: 'a-system',
});
const may = (who: Caller, action: string, subject: string, attributes: Record<string, unknown> = {}) => {
  const standing = { ids: (name: string) => (name === 'ownAuthorities' ? [who.party.id, FORMER] : []) };
  return permits(buildAbility([regulatorsPolicy], who, standing), action, subject, attributes);
};

const hse = caller('HSE', 'REGISTRAR');
const lacors = caller('COORDINATING_BODY', 'REGISTRAR');
const dundee = caller('LOCAL_AUTHORITY', 'REGISTRAR', DUNDEE);
const hela = caller('ADVISORY_BODY', 'LEAD', 'hela');
const auditor = caller('AUDITOR', 'AUDITOR');
const organisation = caller('ORGANISATION', 'REPRESENTATIVE');
const operator = caller('OPERATOR', 'OPERATOR');
const system = systemCaller('spec');
const EVERYBODY = { hse, lacors, dundee, hela, auditor, organisation, operator, system };

/** The names of those among everybody who may do it. */
function whoMay(action: string, subject: string, attributes?: Record<string, unknown>): readonly string[] {
  return Object.entries(EVERYBODY)
    .filter(([, who]) => may(who, action, subject, attributes))
    .map(([name]) => name);
}

describe('The policy of the regulators', () => {
  it('lets the registrars of HSE and of the coordinating body keep authorities, by import and one by one', () => {
    for (const command of ['RecordAuthority', 'RegisterAuthority', 'DissolveAuthority']) {
      expect(whoMay(command, 'Authority')).toEqual(['hse', 'lacors', 'system']);
    }
    expect(may(caller('COORDINATING_BODY', 'LEAD'), 'RecordAuthority', 'Authority')).toBe(false);
    expect(may(caller('HSE', 'OFFICER'), 'RecordAuthority', 'Authority')).toBe(false);
  });

  it('lets registrars keep the officers of their own authority and of those it succeeded, and HSE those of all', () => {
    expect(whoMay('AmendOfficer', 'Officer', { authorityId: DUNDEE })).toEqual(['hse', 'dundee', 'system']);
    expect(may(dundee, 'AmendOfficer', 'Officer', { authorityId: FORMER })).toBe(true);
    expect(whoMay('AmendOfficer', 'Officer', { authorityId: FIFE })).toEqual(['hse', 'system']);
    expect(may(caller('LOCAL_AUTHORITY', 'LEAD', DUNDEE), 'AmendOfficer', 'Officer', { authorityId: DUNDEE })).toBe(
      false,
    );
  });

  it('lets the coordinating body keep the whole directory, and registrars their own entries', () => {
    expect(whoMay('ListAssistance', 'AssistanceEntry', { authorityId: DUNDEE })).toEqual([
      'hse',
      'lacors',
      'dundee',
      'system',
    ]);
    expect(whoMay('ListAssistance', 'AssistanceEntry', { authorityId: FIFE })).toEqual(['hse', 'lacors', 'system']);
  });

  it('shows authorities to everybody but the operator, and officers to regulators and the auditor', () => {
    expect(whoMay('read', 'Authority')).toEqual([
      'hse',
      'lacors',
      'dundee',
      'hela',
      'auditor',
      'organisation',
      'system',
    ]);
    for (const subject of ['Officer', 'OfficerCareer', 'AssistanceEntry']) {
      expect(whoMay('read', subject)).toEqual(['hse', 'lacors', 'dundee', 'hela', 'auditor', 'system']);
    }
  });

  it('shows how an officer is reached to those who act with other officers, and to an advisory body for its own', () => {
    expect(whoMay('read', 'OfficerContactDetails', { authorityId: FIFE })).toEqual(['hse', 'lacors', 'dundee']);
    expect(may(hela, 'read', 'OfficerContactDetails', { authorityId: 'hela' })).toBe(true);
  });
});
