import { PARTIES_WITH_OFFICERS, type PartyKind, type PolicyContribution } from '#platform/access';
import { assistanceEntryCommands } from './assistance-entry.commands.js';
import { authorityCommands } from './authority.commands.js';
import { officerCommands } from './officer.commands.js';

const OFFICER_COMMANDS = Object.keys(officerCommands);
const DIRECTORY_COMMANDS = Object.keys(assistanceEntryCommands);

/** Their people act together with the officers of other authorities, and have to reach them. */
const REACHING_OFFICERS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

/**
 * Authorities are public facts: everybody but the operator reads them, and the registrars of HSE and of the
 * coordinating body keep them. Officers, what they did and do, and the directory of assistance are for regulators and
 * the auditor; an organisation learns of the officers it has to do with through its partnership, by their roles there.
 * How an officer is reached is for those who work with officers: an advisory body needs it of its own, the auditor of
 * nobody. A registrar keeps the officers and the entries of the own authority and of those it succeeded; the registrar
 * of HSE keeps all, and the registrar of the coordinating body every entry, as the directory is kept centrally.
 */
export const regulatorsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  const own = { authorityId: { $in: [...standing.ids('ownAuthorities')] } };
  const readsOfficers = PARTIES_WITH_OFFICERS.includes(kind) || kind === 'AUDITOR' || caller.system === true;
  if (readsOfficers) for (const subject of ['Officer', 'OfficerCareer', 'AssistanceEntry']) allow('read', subject);
  if (readsOfficers || kind === 'ORGANISATION') allow('read', 'Authority');
  if (REACHING_OFFICERS.includes(kind)) allow('read', 'OfficerContactDetails');
  if (kind === 'ADVISORY_BODY') allow('read', 'OfficerContactDetails', own);

  const keepsAll = caller.system === true || (caller.roles.has('REGISTRAR') && kind === 'HSE');
  const keepsCentrally = keepsAll || (caller.roles.has('REGISTRAR') && kind === 'COORDINATING_BODY');
  if (keepsCentrally) allow(Object.keys(authorityCommands), 'Authority');
  if (keepsAll) allow(OFFICER_COMMANDS, 'Officer');
  if (keepsCentrally) allow(DIRECTORY_COMMANDS, 'AssistanceEntry');
  if (caller.roles.has('REGISTRAR')) {
    allow(OFFICER_COMMANDS, 'Officer', own);
    allow(DIRECTORY_COMMANDS, 'AssistanceEntry', own);
  }
};
