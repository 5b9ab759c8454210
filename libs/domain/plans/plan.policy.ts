import type { Allow, Caller, PolicyContribution, Standing } from '#platform/access';
import { planCommands } from './plan.commands.js';

type CommandName = keyof typeof planCommands;

/** What both sides do with the draft, and with what is measured. */
const WORKING: readonly CommandName[] = [
  'BeginPlan',
  'DescribePlan',
  'AddressPrinciple',
  'ChooseIncidentCriteria',
  'AddVariation',
  'AmendVariation',
  'EndVariation',
  'RemoveVariation',
  'AddPriority',
  'AmendPriority',
  'RemovePriority',
  'ProposeVersion',
  'CallBackVersion',
  'RecordReading',
  'RestateReading',
  'ReachMilestone',
  'MissMilestone',
  'MoveMilestone',
];

/** For whoever acts as account manager, and leads of the lead authority. */
const PUBLISHING: readonly CommandName[] = ['PublishVersion', 'DiscardVersion', 'ClosePlan'];

const AGREEING: readonly CommandName[] = ['GiveAgreement', 'TakeBackAgreement', 'RaiseObjection', 'SettleObjection'];

/**
 * HSE, the coordinating body and the auditor read every plan; a local authority those of partnerships in which it is a
 * partner, the organisation its own. Which incidents are selected every regulator has to know. Whether somebody may
 * agree is for the quorum of the version to say; here those are let in who could hold a seat in one.
 */
export const planPolicy: PolicyContribution = (caller, standing, allow) => {
  const { kind } = caller.party;
  if (kind === 'HSE' || kind === 'COORDINATING_BODY' || kind === 'AUDITOR' || caller.system) allow('read', 'Plan');
  if (kind === 'LOCAL_AUTHORITY') allow('read', 'Plan', partnered(standing));
  if (['HSE', 'COORDINATING_BODY', 'LOCAL_AUTHORITY', 'ADVISORY_BODY', 'AUDITOR'].includes(kind)) {
    allow('read', 'PlanIncidentCriteria');
  }
  if (kind === 'ORGANISATION') actAsOrganisation(caller, allow);
  if (caller.system) allow(['PassAgreementDeadline', 'CallBackVersion'], 'Plan');
  allow(WORKING, 'Plan', { partnershipId: { $in: [...standing.ids('plannedPartnerships')] } });
  workAsRegulator(standing, allow);
  if (caller.roles.has('LEAD')) lead(caller, standing, allow);
};

function partnered(standing: Standing) {
  return { partnershipId: { $in: [...standing.ids('partneredPartnerships')] } };
}

function actAsOrganisation({ party, roles }: Caller, allow: Allow): void {
  const own = { organisationId: party.id };
  allow('read', 'Plan', own);
  allow('read', 'PlanIncidentCriteria', own);
  if (roles.has('REPRESENTATIVE')) allow(AGREEING, 'Plan', own);
  if (roles.has('WORKER_REPRESENTATIVE')) allow('AcknowledgeReading', 'Plan', own);
}

/** As far as posts in partnerships that have not ended go. */
function workAsRegulator(standing: Standing, allow: Allow): void {
  const partnershipId = { $in: [...standing.ids('plannedPartnerships')] };
  const actingFor = { $in: [...standing.ids('actingAccountManagerOf')] };
  allow(PUBLISHING, 'Plan', { partnershipId, organisationId: actingFor });
  allow(AGREEING, 'Plan', { organisationId: actingFor });
  allow(AGREEING, 'Plan', { organisationId: { $in: [...standing.ids('shadowOf')] } });
}

function lead({ party }: Caller, standing: Standing, allow: Allow): void {
  allow([...WORKING, ...PUBLISHING], 'Plan', { partnershipId: { $in: [...standing.ids('leadOfPartnerships')] } });
  if (party.kind === 'HSE' || party.kind === 'COORDINATING_BODY') allow(AGREEING, 'Plan');
  if (party.kind === 'LOCAL_AUTHORITY') allow(AGREEING, 'Plan', partnered(standing));
}
