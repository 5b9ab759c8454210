import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import { authorityCommands } from './authority.commands.js';
import { officerCommands } from './officer.commands.js';

const OFFICER_COMMANDS = Object.keys(officerCommands);

/**
 * Authorities are public facts: everybody but the operator reads them, and the registrars of HSE and of the
 * coordinating body keep them. Officers are for regulators and the auditor; an organisation learns of the officers it
 * has to do with through its partnership, by their roles there. A registrar keeps the officers of the own authority
 * and of those it succeeded; the registrar of HSE keeps all.
 */
export const regulatorsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  if (isRegulator || kind === 'ORGANISATION' || kind === 'AUDITOR' || caller.system) allow('read', 'Authority');
  if (isRegulator || kind === 'AUDITOR' || caller.system) allow('read', 'Officer');

  const isRegistrar = caller.roles.has('REGISTRAR');
  if ((isRegistrar && (kind === 'HSE' || kind === 'COORDINATING_BODY')) || caller.system) {
    allow(Object.keys(authorityCommands), 'Authority');
  }
  if ((isRegistrar && kind === 'HSE') || caller.system) {
    allow(OFFICER_COMMANDS, 'Officer');
  } else if (isRegistrar) {
    allow(OFFICER_COMMANDS, 'Officer', { authorityId: { $in: [...standing.ids('ownAuthorities')] } });
  }
};
