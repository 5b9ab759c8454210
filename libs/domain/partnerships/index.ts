import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { partnershipAppointments } from './appointments.projection.js';
import { partnershipCriteria } from './contact-criteria.projection.js';
import { partnershipRegister } from './partnership-register.projection.js';
import { partnershipsPolicy } from './partnerships.policy.js';
import { partnershipStandings } from './partnerships.standings.js';

@Module({})
class PartnershipsModule {}

export const partnerships: DomainContext = {
  name: 'partnerships',
  aggregates: [],
  projections: [partnershipRegister, partnershipAppointments, partnershipCriteria],
  policy: partnershipsPolicy,
  standings: partnershipStandings,
  processes: [],
  mutations: [],
  nodes: [],
  module: PartnershipsModule,
};

export * from './contact-criteria.js';
export { CORE_PRINCIPLES, type CorePrinciples, type PrincipleKey } from './core-principles.js';
export { findGatewayPartnership, type GatewayPartnership, type OfficerInPost } from './gateway-partnership.js';
export { currentPartnershipOf, findPartnerships, partnershipById, type PartnershipRow } from './partnership.queries.js';
export type { RegisterTables as PartnershipTables } from './partnership-register.tables.js';
export { hasEnded, type LeadSide, type PartnershipStatus } from './partnership.vocabulary.js';
