import { PARTIES_WITH_OFFICERS, type PolicyContribution } from '#platform/access';
import { organisationCommands } from './organisation.commands.js';
import { siteCommands } from './site.commands.js';

const LEAD_COMMANDS = ['OverrideEligibility', 'WithdrawEligibilityOverride'];
const REGISTER_COMMANDS = Object.keys(organisationCommands).filter((name) => !LEAD_COMMANDS.includes(name));
const SITE_COMMANDS = Object.keys(siteCommands);

/**
 * Every regulator and the auditor reads the register; an organisation reads its own entry. The registrars of HSE and of
 * the coordinating body keep all of it. A council's registrar enters organisations and sites, and keeps the
 * organisations whose partnership the council leads, the sites at which it enforces, and those at which nobody does
 * yet, for which it can only take on enforcement itself: no council can take over what another enforces, or give one
 * what it did not have. Only leads of HSE and of the coordinating body set eligibility aside.
 */
export const organisationsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind, id } = caller.party;
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  const isCentral = kind === 'HSE' || kind === 'COORDINATING_BODY';
  if (isRegulator || kind === 'AUDITOR' || caller.system) {
    allow('read', 'Organisation');
    allow('read', 'Site');
    allow('read', 'Allocation');
  }
  if (kind === 'ORGANISATION') {
    allow('read', 'Organisation', { id });
    allow('read', 'Site', { organisationId: id });
    allow('read', 'Allocation', { organisationId: id });
  }
  if (caller.system || (isCentral && caller.roles.has('REGISTRAR'))) {
    allow(REGISTER_COMMANDS, 'Organisation');
    allow(SITE_COMMANDS, 'Site');
  } else if (caller.roles.has('REGISTRAR')) {
    allow('RegisterOrganisation', 'Organisation');
    allow(REGISTER_COMMANDS, 'Organisation', { id: { $in: [...standing.ids('ledOrganisations')] } });
    allow('OpenSite', 'Site');
    const own = { $in: [...standing.ids('ownAuthorities')] };
    allow(SITE_COMMANDS, 'Site', { enforcerId: own });
    allow('AmendSite', 'Site', { isAllocated: false });
    allow(['AllocateEnforcement', 'AssignEnforcement'], 'Site', { enforcerId: null, givenTo: own });
  }
  if (isCentral && caller.roles.has('LEAD')) allow(LEAD_COMMANDS, 'Organisation');
};
