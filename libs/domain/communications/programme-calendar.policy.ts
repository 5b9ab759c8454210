import { PARTIES_WITH_OFFICERS, type PolicyContribution, type Role } from '#platform/access';
import { programmeCalendarCommands } from './programme-calendar.commands.js';

const COMMANDS = Object.keys(programmeCalendarCommands);
const KEEPERS: readonly Role[] = ['LEAD', 'REGISTRAR', 'COMMUNICATIONS_LEAD'];

/**
 * Programme dates are for every regulator to fit in with: all of them and the auditor read them. An authority's lead,
 * registrar and communications lead keep its own; those of the coordinating body keep the councils' too, and the decider
 * refuses them any other authority's.
 */
export const programmeCalendarPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  const isRegulator = PARTIES_WITH_OFFICERS.includes(kind);
  if (isRegulator || kind === 'AUDITOR') allow('read', 'ProgrammeCalendar');
  if (!isRegulator || !KEEPERS.some((role) => caller.roles.has(role))) return;
  allow(COMMANDS, 'ProgrammeCalendar', { authorityId: { $in: [...standing.ids('ownAuthorities')] } });
  if (kind === 'COORDINATING_BODY') allow(COMMANDS, 'ProgrammeCalendar');
};
