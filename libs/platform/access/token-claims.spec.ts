import { describe, expect, it } from '@jest/globals';
import { TokenRefusedError } from './access.errors.js';
import { PARTY_KINDS, ROLES, type PartyKind, type Role } from './caller.js';
import { CONSTANT_PARTY_IDS, ROLES_OF_PARTIES } from './roles-of-parties.js';
import { systemCaller } from './system-caller.js';
import { callerFromClaims } from './token-claims.js';

function claims(kind: PartyKind, role: Role, changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    sub: 'somebody',
    client_id: 'a-system',
    concordat_party: { kind, id: CONSTANT_PARTY_IDS[kind] ?? 'authority-1' },
    concordat_roles: [role],
    ...changes,
  };
}

function refusedMessage(given: unknown): string {
  try {
    callerFromClaims(given);
  } catch (error) {
    if (error instanceof TokenRefusedError && error.reason === 'claims') return error.message;
    throw error;
  }
  throw new Error('The claims were not refused.');
}

describe('the claims of a token', () => {
  const pairs = PARTY_KINDS.flatMap((kind) => ROLES.map((role) => [kind, role] as const));

  it.each(pairs)('let a party of kind %s hold the role %s only when the table says so', (kind, role) => {
    if (ROLES_OF_PARTIES[kind].includes(role)) {
      expect(callerFromClaims(claims(kind, role))).toMatchObject({ party: { kind }, roles: new Set([role]) });
    } else {
      expect(refusedMessage(claims(kind, role))).toContain('concordat_roles[0] must be one of');
    }
  });

  it('keep the readers of everything and of nothing apart from the others', () => {
    const holders = (role: Role): PartyKind[] => PARTY_KINDS.filter((kind) => ROLES_OF_PARTIES[kind].includes(role));
    expect(holders('AUDITOR')).toEqual(['AUDITOR']);
    expect(holders('OPERATOR')).toEqual(['OPERATOR']);
    expect(holders('REPRESENTATIVE')).toEqual(['ORGANISATION']);
    expect(holders('WORKER_REPRESENTATIVE')).toEqual(['ORGANISATION']);
    expect(ROLES_OF_PARTIES.AUDITOR).toEqual(['AUDITOR']);
    expect(ROLES_OF_PARTIES.OPERATOR).toEqual(['OPERATOR']);
  });

  it('name the client system in client_id, else in azp', () => {
    expect(callerFromClaims(claims('HSE', 'LEAD', { azp: 'other' })).client).toBe('a-system');
    expect(callerFromClaims(claims('HSE', 'LEAD', { client_id: undefined, azp: 'other' })).client).toBe('other');
  });

  const officer = 'officer-0b6f1f0e-8f0a-4d57-9d5e-0d6f5f1f2a3b';
  it('may name an officer of a regulator', () => {
    expect(callerFromClaims(claims('HSE', 'OFFICER', { concordat_officer: officer })).officerId).toBe(officer);
    expect(callerFromClaims(claims('HSE', 'OFFICER'))).not.toHaveProperty('officerId');
  });

  it.each<[string, object]>([
    ['sub must be', claims('HSE', 'LEAD', { sub: undefined })],
    ['sub must be', claims('HSE', 'LEAD', { sub: '' })],
    ['sub must be', claims('HSE', 'LEAD', { sub: 'two\nlines' })],
    ['sub must be', claims('HSE', 'LEAD', { sub: 'x'.repeat(256) })],
    ['sub must not begin with system:', claims('HSE', 'LEAD', { sub: 'system:import' })],
    ['client_id must name', claims('HSE', 'LEAD', { client_id: undefined })],
    ['concordat_party must be an object', claims('HSE', 'LEAD', { concordat_party: undefined })],
    ['concordat_party must be an object', claims('HSE', 'LEAD', { concordat_party: 'HSE' })],
    [
      'concordat_party.kind must be one of HSE',
      claims('HSE', 'LEAD', { concordat_party: { kind: 'POLICE', id: 'x' } }),
    ],
    ['concordat_party.id must be', claims('HSE', 'LEAD', { concordat_party: { kind: 'HSE' } })],
    ['concordat_party.id must be', claims('HSE', 'LEAD', { concordat_party: { kind: 'HSE', id: 'a b' } })],
    [
      'concordat_party.id must be auditor',
      claims('AUDITOR', 'AUDITOR', { concordat_party: { kind: 'AUDITOR', id: 'x' } }),
    ],
    ['concordat_roles must be a list', claims('HSE', 'LEAD', { concordat_roles: undefined })],
    ['concordat_roles must be a list', claims('HSE', 'LEAD', { concordat_roles: 'LEAD' })],
    ['concordat_roles must hold at least', claims('HSE', 'LEAD', { concordat_roles: [] })],
    ['concordat_roles[1] must be one of OFFICER', claims('HSE', 'LEAD', { concordat_roles: ['LEAD', 'KING'] })],
    ['concordat_roles must hold at most', claims('HSE', 'LEAD', { concordat_roles: Array(20).fill('LEAD') })],
    ['concordat_officer must be officer-', claims('HSE', 'LEAD', { concordat_officer: 'officer-7' })],
    ['concordat_officer must be left out', claims('ORGANISATION', 'REPRESENTATIVE', { concordat_officer: officer })],
  ])('are refused: %s', (message, given) => {
    expect(refusedMessage(given)).toContain(message);
  });

  it('are refused without repeating what they say', () => {
    const message = refusedMessage(
      claims('HSE', 'LEAD', {
        sub: 'secret value\n',
        concordat_roles: ['secret value'],
        concordat_officer: 'secret value',
      }),
    );
    expect(message).not.toContain('secret');
  });

  it('can never make a system caller', () => {
    expect(callerFromClaims(claims('OPERATOR', 'OPERATOR', { system: true }))).not.toHaveProperty('system');
  });
});

describe('a system caller', () => {
  it('is marked, and recorded under its name', () => {
    expect(systemCaller('contact-deadlines')).toEqual({
      party: { kind: 'OPERATOR', id: 'operator' },
      subject: 'system:contact-deadlines',
      roles: new Set(['OPERATOR']),
      client: 'concordat',
      system: true,
    });
  });

  it.each(['', 'Import', 'a b', '-a', 'a-', 'a--b', 'x'.repeat(65)])('is not made with the name %j', (name) => {
    expect(() => systemCaller(name)).toThrow('lower-case words');
  });
});
