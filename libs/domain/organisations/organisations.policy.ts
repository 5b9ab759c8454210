import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import { organisationCommands } from './organisation.commands.js';
import { siteCommands } from './site.commands.js';

const LEAD_COMMANDS = ['OverrideEligibility', 'WithdrawEligibilityOverride'];
const REGISTER_COMMANDS = Object.keys(organisationCommands).filter((name) => !LEAD_COMMANDS.includes(name));

/**
 * Every regulator and the auditor reads the register; an organisation reads its own entry. Registrars keep it; only
 * leads of HSE and of the coordinating body set eligibility aside.
 */
export const organisationsPolicy: PolicyContribution = (caller, _standing, allow) => {
  const { kind, id } = caller.party;
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  if (isRegulator || kind === 'AUDITOR' || caller.system) allow('read', 'Organisation');
  if (isRegulator || kind === 'AUDITOR' || caller.system) allow('read', 'Site');
  if (kind === 'ORGANISATION') {
    allow('read', 'Organisation', { id });
    allow('read', 'Site', { organisationId: id });
  }
  if (caller.roles.has('REGISTRAR') || caller.system) {
    allow(REGISTER_COMMANDS, 'Organisation');
    allow(Object.keys(siteCommands), 'Site');
  }
  if (caller.roles.has('LEAD') && (kind === 'HSE' || kind === 'COORDINATING_BODY')) {
    allow(LEAD_COMMANDS, 'Organisation');
  }
};
