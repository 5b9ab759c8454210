import { describe, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { organisationDecider } from './organisation.decider.js';
import type { OrganisationEvent } from './organisation.events.js';

const { given } = specificationOf(organisationDecider);
const entity = { name: 'Tesco Stores Limited', registry: 'COMPANIES_HOUSE', number: '00519500' } as const;
const registered: OrganisationEvent = { type: 'OrganisationRegistered', data: { name: 'Tesco', structure: 'MIXED' } };
const added: OrganisationEvent = { type: 'LegalEntityAdded', data: entity };
const headcount = { ukEmployees: 250_000, asOf: parsePlainDate('2005-12-31'), source: 'Annual report' };
const reported: OrganisationEvent = { type: 'HeadcountReported', data: headcount };
const overridden: OrganisationEvent = { type: 'EligibilityOverridden', data: { eligible: true, reason: 'Growing.' } };
const tomorrow = parsePlainDate('2006-03-22');
const registration = {
  name: 'Tesco',
  structure: 'MIXED',
  legalEntities: [entity],
  sicCodes: ['47110'],
  headcount,
} as const;

describe('An organisation', () => {
  it('is registered with what is known of it, once', () => {
    const data = { ...registration, legalEntities: [entity], sicCodes: ['47110', '47110'] };
    given()
      .when({ type: 'RegisterOrganisation', data })
      .then(registered, added, { type: 'SicCodesSet', data: { codes: ['47110'] } }, reported);
    given(registered).when({ type: 'RegisterOrganisation', data }).thenRejected('ALREADY_EXISTS');
  });

  it('is not registered with one legal entity twice, or a headcount of a day to come', () => {
    const twice = { ...registration, legalEntities: [entity, entity], sicCodes: [] };
    given().when({ type: 'RegisterOrganisation', data: twice }).thenRejected('DUPLICATE_IN_LIST');
    const early = { ...registration, legalEntities: [], sicCodes: [], headcount: { ...headcount, asOf: tomorrow } };
    given().when({ type: 'RegisterOrganisation', data: early }).thenRejected('DATE_IN_FUTURE');
  });

  it('must be there for anything else', () => {
    given()
      .when({ type: 'RenameOrganisation', data: { name: 'A', reason: 'B' } })
      .thenRejected('NOT_FOUND');
  });

  it('is renamed, and the former name is kept', () => {
    const data = { name: 'Tesco plc', reason: 'Its own wish.' };
    given(registered)
      .when({ type: 'RenameOrganisation', data })
      .then({ type: 'OrganisationRenamed', data: { ...data, formerName: 'Tesco' } });
    given(registered)
      .when({ type: 'RenameOrganisation', data: { name: 'Tesco', reason: 'None.' } })
      .then();
  });

  it('gains and loses legal entities; one number belongs to one entity', () => {
    given(registered)
      .when({ type: 'AddLegalEntity', data: { legalEntity: entity } })
      .then(added);
    given(registered, added)
      .when({ type: 'AddLegalEntity', data: { legalEntity: entity } })
      .then();
    const other = { ...entity, name: 'Another Limited' };
    given(registered, added)
      .when({ type: 'AddLegalEntity', data: { legalEntity: other } })
      .thenRejected('ALREADY_EXISTS');
    const removal = { registry: entity.registry, number: entity.number, reason: 'Sold.' };
    given(registered, added)
      .when({ type: 'RemoveLegalEntity', data: removal })
      .then({ type: 'LegalEntityRemoved', data: removal });
    given(registered).when({ type: 'RemoveLegalEntity', data: removal }).thenRejected('LEGAL_ENTITY_UNKNOWN');
  });

  it('has its newest headcount, of no day to come', () => {
    given(registered).when({ type: 'ReportHeadcount', data: headcount }).then(reported);
    given(registered, reported).when({ type: 'ReportHeadcount', data: headcount }).then();
    const older = { ...headcount, asOf: parsePlainDate('2004-12-31') };
    given(registered, reported).when({ type: 'ReportHeadcount', data: older }).thenRejected('HEADCOUNT_OUT_OF_DATE');
    const early = { ...headcount, asOf: tomorrow };
    given(registered).when({ type: 'ReportHeadcount', data: early }).thenRejected('DATE_IN_FUTURE');
    given(registered)
      .when({ type: 'ReportHeadcount', data: { ...headcount, asOf: specContext.today } })
      .then({ type: 'HeadcountReported', data: { ...headcount, asOf: specContext.today } });
  });

  it('is classified anew, and its activities are set, only when that changes something', () => {
    const data = { structure: 'FRANCHISED', reason: 'Stores were sold to franchisees.' } as const;
    given(registered).when({ type: 'ClassifyStructure', data }).then({ type: 'StructureClassified', data });
    given(registered)
      .when({ type: 'ClassifyStructure', data: { structure: 'MIXED', reason: 'As before.' } })
      .then();
    const codes: OrganisationEvent = { type: 'SicCodesSet', data: { codes: ['47110'] } };
    given(registered)
      .when({ type: 'SetSicCodes', data: { codes: ['47110', '47110'] } })
      .then(codes);
    given(registered, codes)
      .when({ type: 'SetSicCodes', data: { codes: ['47110'] } })
      .then();
  });

  it('has its eligibility overridden and the override withdrawn, if there is one', () => {
    const data = { eligible: true, reason: 'Growing.' };
    given(registered).when({ type: 'OverrideEligibility', data }).then(overridden);
    given(registered, overridden).when({ type: 'OverrideEligibility', data }).then();
    const withdrawal = { reason: 'Large enough by now.' };
    given(registered, overridden)
      .when({ type: 'WithdrawEligibilityOverride', data: withdrawal })
      .then({ type: 'EligibilityOverrideWithdrawn', data: withdrawal });
    given(registered).when({ type: 'WithdrawEligibilityOverride', data: withdrawal }).thenRejected('NO_OVERRIDE');
  });
});
