import { defineMutations } from '#platform/graphql';
import { partnershipAggregate } from './partnership.aggregate.js';
import { nextPartnershipId } from './partnership-succession.queries.js';
import { partnershipById } from './partnership.queries.js';

export const partnershipMutations = defineMutations(partnershipAggregate, {
  idField: 'partnershipId',
  idOf: async ({ organisationId }, _caller, session) =>
    typeof organisationId === 'string' ? nextPartnershipId(await session(), organisationId) : undefined,
  payload: 'PartnershipPayload',
  objectField: 'partnership',
  batch: partnershipById,
  internal: ['RecordPartnership'],
  mutations: {
    partnershipPropose: 'ProposePartnership',
    partnershipBeginConsideration: 'BeginConsideration',
    partnershipAgree: 'AgreePartnership',
    partnershipDecline: 'DeclinePartnership',
    partnershipWithdraw: 'WithdrawProposal',
    partnershipActivate: 'ActivatePartnership',
    partnershipSuspend: 'SuspendPartnership',
    partnershipResume: 'ResumePartnership',
    partnershipConclude: 'ConcludePartnership',
    partnershipAmend: 'AmendPartnership',
    partnershipTransferLead: 'TransferLead',
    partnershipAppointOfficer: 'AppointOfficer',
    partnershipHandOver: 'HandOverAppointment',
    partnershipEndAppointment: 'EndAppointment',
    partnershipRecordAbsence: 'RecordAbsence',
    partnershipMoveAbsenceEnd: 'MoveAbsenceEnd',
    partnershipProposeObjective: 'ProposeObjective',
    partnershipAmendObjective: 'AmendObjective',
    partnershipAgreeObjective: 'AgreeObjective',
    partnershipWithdrawObjective: 'WithdrawObjective',
    partnershipAchieveObjective: 'AchieveObjective',
    partnershipRecordReading: 'RecordReading',
    partnershipRestateReading: 'RestateReading',
    partnershipAcknowledgeReading: 'AcknowledgeReading',
    partnershipAffirmPrinciples: 'AffirmPrinciples',
    partnershipDraftCriteria: 'DraftCriteria',
    partnershipPublishCriteria: 'PublishCriteria',
    partnershipAssessMaturity: 'AssessMaturity',
    partnershipRecordLesson: 'RecordLesson',
  },
});
