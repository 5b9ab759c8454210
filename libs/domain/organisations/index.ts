import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { organisationAggregate } from './organisation.aggregate.js';
import { organisationById, siteById } from './organisation.queries.js';
import { organisationRegister } from './organisation-register.projection.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { organisationsImport } from './organisations.import.js';
import { organisationMutations, siteMutations } from './organisations.mutations.js';
import { organisationsPolicy } from './organisations.policy.js';
import { siteAggregate } from './site.aggregate.js';
import { AllocationResolver, EnforcingAuthorityResolver, SiteResolver } from './site.resolver.js';

@Module({ providers: [OrganisationResolver, SiteResolver, AllocationResolver, EnforcingAuthorityResolver] })
class OrganisationsModule {}

export const organisations: DomainContext = {
  name: 'organisations',
  aggregates: [organisationAggregate, siteAggregate],
  projections: [organisationRegister],
  policy: organisationsPolicy,
  standings: [],
  processes: [],
  mutations: [organisationMutations, siteMutations],
  imports: [organisationsImport],
  nodes: [
    { kind: 'organisation', typename: 'Organisation', batch: organisationById },
    { kind: 'site', typename: 'Site', batch: siteById },
  ],
  module: OrganisationsModule,
};

export { eligibilityOf } from './eligibility.js';
export { organisationAggregate } from './organisation.aggregate.js';
export { siteAggregate } from './site.aggregate.js';
export { findOrganisations, findSites, organisationById, siteById } from './organisation.queries.js';
export type { OrganisationTables } from './organisation-register.projection.js';
export {
  organisationReference,
  referencedOrganisationId,
  referencedSiteId,
  type OrganisationReference,
} from './import-references.js';
