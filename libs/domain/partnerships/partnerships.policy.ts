import type { Allow, Caller, PolicyContribution, Standing } from '#platform/access';
import { partnershipCommands } from './partnership.commands.js';

type CommandName = keyof typeof partnershipCommands;

/** Subjects that hold what regulators keep to those among them who are concerned. */
const REGULATORS_OWN = ['PartnershipNote', 'PartnershipHandover', 'MaturityAssessment'] as const;

/** What a lead of the lead authority alone decides: it speaks for the regulators' side. */
const SPEAKING_FOR_REGULATORS: readonly CommandName[] = [
  'AgreePartnership',
  'DeclinePartnership',
  'AgreeObjective',
  'AffirmPrinciples',
  'DraftCriteria',
  'PublishCriteria',
];

/** For leads of HSE, of the coordinating body and of the lead authority. */
const STEERING: readonly CommandName[] = [
  'ProposePartnership',
  'BeginConsideration',
  'WithdrawProposal',
  'ActivatePartnership',
  'SuspendPartnership',
  'ResumePartnership',
  'ConcludePartnership',
  'AmendPartnership',
  'TransferLead',
  'AppointOfficer',
  'HandOverAppointment',
  'EndAppointment',
  'RecordAbsence',
  'MoveAbsenceEnd',
  'ProposeObjective',
  'AmendObjective',
  'WithdrawObjective',
  'AchieveObjective',
  'RecordReading',
  'RestateReading',
  'AssessMaturity',
  'RecordLesson',
];

/** The daily work of the account manager and of the shadow, who acts during absences. */
const MANAGING: readonly CommandName[] = [
  'RecordAbsence',
  'MoveAbsenceEnd',
  'ProposeObjective',
  'AmendObjective',
  'RecordReading',
  'RestateReading',
  'DraftCriteria',
  'AssessMaturity',
  'RecordLesson',
];

const REPRESENTING: readonly CommandName[] = [
  'BeginConsideration',
  'AgreePartnership',
  'DeclinePartnership',
  'ProposeObjective',
  'AmendObjective',
  'AgreeObjective',
  'WithdrawObjective',
  'AffirmPrinciples',
];

/**
 * Registrars of HSE and of the coordinating body take over partnerships from other records; leads decide on them.
 * HSE, local authorities, the coordinating and the advisory bodies and the auditor read the register, who is appointed,
 * the published criteria and the agreed objectives. An organisation reads its own partnership without what regulators
 * note for themselves; of other partnerships it does not even learn that they exist.
 */
export const partnershipsPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  if (kind === 'HSE' || kind === 'COORDINATING_BODY' || kind === 'AUDITOR' || caller.system) readEverything(allow);
  if (kind === 'LOCAL_AUTHORITY' || kind === 'ADVISORY_BODY') readAsBystander(allow);
  if (kind === 'LOCAL_AUTHORITY') readAsPartner(standing, allow);
  if (kind === 'ORGANISATION') actAsOrganisation(caller, standing, allow);
  if (caller.system || (caller.roles.has('REGISTRAR') && (kind === 'HSE' || kind === 'COORDINATING_BODY'))) {
    allow('RecordPartnership', 'Partnership');
  }
  // An officer's departure ends the officer's appointments by itself.
  if (caller.system) allow('EndAppointment', 'Partnership');
  if (caller.roles.has('LEAD')) leadPartnerships(caller, standing, allow);
  if (caller.officerId !== undefined) {
    allow([...MANAGING, 'PublishCriteria'], 'Partnership', { accountManagerId: caller.officerId });
    allow(MANAGING, 'Partnership', { shadowId: caller.officerId });
  }
};

function readEverything(allow: Allow): void {
  for (const subject of ['Partnership', 'Objective', 'ContactCriteria', 'Lesson', ...REGULATORS_OWN]) {
    allow('read', subject);
  }
}

/** Whoever has no part in a partnership sees what is needed to act, or to advise, in line with it. */
function readAsBystander(allow: Allow): void {
  allow('read', 'Partnership');
  allow('read', 'Objective', { status: { $in: ['AGREED', 'ACHIEVED'] } });
  allow('read', 'ContactCriteria', { published: 1 });
  allow('read', 'Lesson', { audience: 'BOTH_SIDES' });
}

/** A local authority that leads this very partnership, or has an officer appointed to it. */
function readAsPartner(standing: Standing, allow: Allow): void {
  const partnered = { partnershipId: { $in: [...standing.ids('partneredPartnerships')] } };
  for (const subject of ['Objective', 'ContactCriteria', 'Lesson', ...REGULATORS_OWN]) {
    allow('read', subject, partnered);
  }
}

function actAsOrganisation({ party, roles }: Caller, standing: Standing, allow: Allow): void {
  const own = { organisationId: party.id };
  allow('read', 'Partnership', own);
  allow('read', 'Objective', own);
  allow('read', 'ContactCriteria', { ...own, published: 1 });
  allow('read', 'Lesson', { ...own, audience: 'BOTH_SIDES' });
  // It knows the people who act or acted in its own partnership by name, and reaches those who act there.
  allow('read', 'Officer', { id: { $in: [...standing.ids('appointedOfficers')] } });
  allow('read', 'OfficerContactDetails', { officerId: { $in: [...standing.ids('officersInPost')] } });
  if (roles.has('REPRESENTATIVE')) allow(REPRESENTING, 'Partnership', own);
  if (roles.has('WORKER_REPRESENTATIVE')) allow('AcknowledgeReading', 'Partnership', own);
}

function leadPartnerships({ party }: Caller, standing: Standing, allow: Allow): void {
  if (party.kind === 'HSE' || party.kind === 'COORDINATING_BODY') allow(STEERING, 'Partnership');
  if (party.kind === 'HSE' || party.kind === 'LOCAL_AUTHORITY') {
    const led = { leadAuthorityId: { $in: [...standing.ids('ownAuthorities')] } };
    allow([...STEERING, ...SPEAKING_FOR_REGULATORS], 'Partnership', led);
  }
}
