import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { enquirySubjects } from './enquiry.subjects.js';
import { enquiriesPolicy } from './enquiries.policy.js';
import { enquiryMutations, standardAnswerMutations } from './enquiries.mutations.js';
import { enquiryAggregate } from './enquiry.aggregate.js';
import { enquiryById, standardAnswerById } from './enquiry.queries.js';
import { enquiryRegister } from './enquiry-register.projection.js';
import { EnquiryResolver, StandardAnswerResolver } from './enquiry.resolver.js';
import { standardAnswerAggregate } from './standard-answer.aggregate.js';

@Module({ providers: [EnquiryResolver, StandardAnswerResolver] })
class EnquiriesModule {}

export const enquiries: DomainContext = {
  name: 'enquiries',
  aggregates: [enquiryAggregate, standardAnswerAggregate],
  projections: [enquiryRegister],
  policy: enquiriesPolicy,
  standings: [],
  processes: [],
  dataSubjects: [enquirySubjects],
  mutations: [enquiryMutations, standardAnswerMutations],
  nodes: [
    { kind: 'enquiry', typename: 'Enquiry', batch: enquiryById },
    { kind: 'standard-answer', typename: 'StandardAnswer', batch: standardAnswerById },
  ],
  module: EnquiriesModule,
};
