import { defineMutations } from '#platform/graphql';
import { organisationAggregate } from './organisation.aggregate.js';
import { organisationById, siteById } from './organisation.queries.js';
import { siteAggregate } from './site.aggregate.js';

export const organisationMutations = defineMutations(organisationAggregate, {
  idField: 'organisationId',
  payload: 'OrganisationPayload',
  objectField: 'organisation',
  batch: organisationById,
  internal: ['RecordOrganisation'],
  mutations: {
    organisationRegister: 'RegisterOrganisation',
    organisationRename: 'RenameOrganisation',
    organisationAddLegalEntity: 'AddLegalEntity',
    organisationRemoveLegalEntity: 'RemoveLegalEntity',
    organisationSetSicCodes: 'SetSicCodes',
    organisationSetTradingNames: 'SetTradingNames',
    organisationReportHeadcount: 'ReportHeadcount',
    organisationClassifyStructure: 'ClassifyStructure',
    organisationOverrideEligibility: 'OverrideEligibility',
    organisationWithdrawEligibilityOverride: 'WithdrawEligibilityOverride',
  },
});

export const siteMutations = defineMutations(siteAggregate, {
  idField: 'siteId',
  payload: 'SitePayload',
  objectField: 'site',
  batch: siteById,
  internal: ['RecordSite'],
  mutations: {
    siteOpen: 'OpenSite',
    siteAmend: 'AmendSite',
    siteClose: 'CloseSite',
    siteCorrectClosure: 'CorrectClosure',
    siteWithdrawClosure: 'WithdrawClosure',
    siteAllocateEnforcement: 'AllocateEnforcement',
    siteTransferEnforcement: 'TransferEnforcement',
    siteAssignEnforcement: 'AssignEnforcement',
    siteWithdrawAllocation: 'WithdrawAllocation',
  },
});
