import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { partnershipEvidenceAggregate, signingKeyAggregate } from '#platform/ledger';
import { evidencePolicy } from './evidence.policy.js';
import { EvidenceResolver } from './evidence.resolver.js';
import {
  InclusionProofResolver,
  PartnershipEvidenceResolver,
  RecordedCheckpointResolver,
} from './partnership-evidence.resolver.js';
import { CheckpointWitnessesResolver, EvidenceWitnessesResolver } from './witnesses.resolver.js';

@Module({
  providers: [
    EvidenceResolver,
    EvidenceWitnessesResolver,
    CheckpointWitnessesResolver,
    PartnershipEvidenceResolver,
    RecordedCheckpointResolver,
    InclusionProofResolver,
  ],
})
class EvidenceModule {}

/** What the ledger shows over the API, and what it puts on record. */
export const evidence: DomainContext = {
  name: 'evidence',
  aggregates: [partnershipEvidenceAggregate, signingKeyAggregate],
  projections: [],
  policy: evidencePolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: EvidenceModule,
};
