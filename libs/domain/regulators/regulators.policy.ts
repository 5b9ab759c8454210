import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import { assistanceEntryCommands } from './assistance-entry.commands.js';
import { authorityCommands } from './authority.commands.js';
import { officerCommands } from './officer.commands.js';

const OFFICER_COMMANDS = Object.keys(officerCommands);
const DIRECTORY_COMMANDS = Object.keys(assistanceEntryCommands);

/**
 * Authorities are public facts: everybody but the operator reads them, and the registrars of HSE and of the
 * coordinating body keep them. Officers and the directory of assistance are for regulators and the auditor; an
 * organisation learns of the officers it has to do with through its partnership, by their roles there. A registrar
 * keeps the officers and the entries of the own authority and of those it succeeded; the registrar of HSE keeps all,
 * and the registrar of the coordinating body every entry, as the directory is kept centrally.
 */
export const regulatorsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  const readsOfficers = PARTIES_WITH_OFFICERS.includes(kind) || kind === 'AUDITOR' || caller.system === true;
  if (readsOfficers) allow('read', 'Officer');
  if (readsOfficers) allow('read', 'AssistanceEntry');
  if (readsOfficers || kind === 'ORGANISATION') allow('read', 'Authority');

  const keepsAll = caller.system === true || (caller.roles.has('REGISTRAR') && kind === 'HSE');
  const keepsCentrally = keepsAll || (caller.roles.has('REGISTRAR') && kind === 'COORDINATING_BODY');
  if (keepsCentrally) allow(Object.keys(authorityCommands), 'Authority');
  if (keepsAll) allow(OFFICER_COMMANDS, 'Officer');
  if (keepsCentrally) allow(DIRECTORY_COMMANDS, 'AssistanceEntry');
  if (caller.roles.has('REGISTRAR')) {
    const own = { authorityId: { $in: [...standing.ids('ownAuthorities')] } };
    allow(OFFICER_COMMANDS, 'Officer', own);
    allow(DIRECTORY_COMMANDS, 'AssistanceEntry', own);
  }
};
