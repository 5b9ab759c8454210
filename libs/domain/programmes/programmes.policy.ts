import type { PartyKind, PolicyContribution } from '#platform/access';
import { programmeRiskCommands } from './programme-risk.commands.js';

/** They act; a body that advises learns of risks from them. */
const REGULATORS: readonly PartyKind[] = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'];

/**
 * The risk register is the regulators' own: leads of HSE and of the coordinating body keep it, leads and communications
 * leads of every regulator read it, and so do the auditor and the officer who owns a risk that one. Organisations never
 * see it: it says what regulators fear for them.
 */
export const programmesPolicy: PolicyContribution = (caller, _standing, allow) => {
  const { kind } = caller.party;
  if (kind === 'AUDITOR') allow('read', 'ProgrammeRisk');
  if (!REGULATORS.includes(kind)) return;
  const isLead = caller.roles.has('LEAD');
  if (isLead || caller.roles.has('COMMUNICATIONS_LEAD')) allow('read', 'ProgrammeRisk');
  if (caller.officerId !== undefined) allow('read', 'ProgrammeRisk', { ownerOfficerId: caller.officerId });
  if (isLead && kind !== 'LOCAL_AUTHORITY') allow(Object.keys(programmeRiskCommands), 'ProgrammeRisk');
};
