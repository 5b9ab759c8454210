import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { partnershipSubjects } from './partnership.subjects.js';
import { partnershipAppointments } from './appointments.projection.js';
import { AppointmentResolver, AppointmentsOfPartnershipResolver, HandoverResolver } from './appointments.resolver.js';
import { partnershipCriteria } from './contact-criteria.projection.js';
import {
  ContactCriteriaResolver,
  ContactRuleResolver,
  ContactRuleWhoResolver,
  CriteriaOfPartnershipResolver,
} from './contact-criteria.resolver.js';
import { officersDepartures } from './departures.process.js';
import { partnershipObjectives } from './objectives.projection.js';
import {
  ObjectiveMeasureResolver,
  ObjectiveReadingResolver,
  ObjectiveResolver,
  ObjectivesOfPartnershipResolver,
} from './objectives.resolver.js';
import { partnershipAggregate } from './partnership.aggregate.js';
import { partnershipRegister } from './partnership-register.projection.js';
import { partnershipById } from './partnership.queries.js';
import { partnershipSteps } from './partnership-steps.projection.js';
import {
  OrganisationPartnershipResolver,
  PartnershipResolver,
  PartnershipStepResolver,
  RegulatorsNoteResolver,
} from './partnership.resolver.js';
import { partnershipsImport } from './partnerships.import.js';
import { partnershipMutations } from './partnerships.mutations.js';
import { partnershipsPolicy } from './partnerships.policy.js';
import { partnershipStandings } from './partnerships.standings.js';
import { partnershipReviews } from './reviews.projection.js';
import {
  MaturityAssessmentResolver,
  PartnershipLessonResolver,
  ReviewsOfPartnershipResolver,
} from './reviews.resolver.js';

@Module({
  providers: [
    PartnershipResolver,
    PartnershipStepResolver,
    RegulatorsNoteResolver,
    OrganisationPartnershipResolver,
    AppointmentsOfPartnershipResolver,
    AppointmentResolver,
    HandoverResolver,
    ObjectivesOfPartnershipResolver,
    ObjectiveResolver,
    ObjectiveMeasureResolver,
    ObjectiveReadingResolver,
    CriteriaOfPartnershipResolver,
    ContactCriteriaResolver,
    ContactRuleResolver,
    ContactRuleWhoResolver,
    ReviewsOfPartnershipResolver,
    PartnershipLessonResolver,
    MaturityAssessmentResolver,
  ],
})
class PartnershipsModule {}

export const partnerships: DomainContext = {
  name: 'partnerships',
  aggregates: [partnershipAggregate],
  projections: [
    partnershipRegister,
    partnershipSteps,
    partnershipAppointments,
    partnershipObjectives,
    partnershipCriteria,
    partnershipReviews,
  ],
  policy: partnershipsPolicy,
  standings: partnershipStandings,
  processes: [officersDepartures],
  dataSubjects: [partnershipSubjects],
  mutations: [partnershipMutations],
  imports: [partnershipsImport],
  nodes: [{ kind: 'partnership', typename: 'Partnership', batch: partnershipById }],
  module: PartnershipsModule,
};

export { actingOfficer, type Posts } from './acting-officer.js';
export * from './contact-criteria.js';
export { findGatewayPartnership, type GatewayPartnership, type OfficerInPost } from './gateway-partnership.js';
export { findPartnershipPosts, type PartnershipPosts } from './partnership-posts.queries.js';
export { participationOf } from './participation.js';
export { partnershipAggregate } from './partnership.aggregate.js';
export { currentPartnershipOf, findPartnerships, partnershipById, type PartnershipRow } from './partnership.queries.js';
export { CURRENT_PRINCIPLES, findPrinciples, PRINCIPLE_KEYS, type CorePrinciples } from './core-principles.js';
export { partnershipIdAfter } from './partnership-succession.queries.js';
export { findLeadAuthorities } from './partnership.subjects.js';
export type { RegisterTables as PartnershipTables } from './partnership-register.tables.js';
export { ENDED_STATUSES, hasEnded, type LeadSide, type PartnershipStatus } from './partnership.vocabulary.js';
