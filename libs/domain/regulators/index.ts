import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { assistanceDirectory } from './assistance-directory.projection.js';
import { assistanceEntryAggregate } from './assistance-entry.aggregate.js';
import { assistanceEntryById } from './assistance.queries.js';
import { AssistanceEntryResolver } from './assistance.resolver.js';
import { authoritiesImport } from './authorities.import.js';
import { authorityAggregate } from './authority.aggregate.js';
import { authorityById } from './authority.queries.js';
import { authorityRegister } from './authority-register.projection.js';
import { AuthorityResolver, SuccessionResolver } from './authority.resolver.js';
import { ownAuthorities } from './lineage.queries.js';
import { officerAggregate } from './officer.aggregate.js';
import { officerById } from './officer.queries.js';
import { officerSubjects } from './officer.subjects.js';
import { officerRegister } from './officer-register.projection.js';
import { OfficerResolver, OfficerRoleTenureResolver, OfficerServiceResolver } from './officer.resolver.js';
import { assistanceEntryMutations, authorityMutations, officerMutations } from './regulators.mutations.js';
import { regulatorsPolicy } from './regulators.policy.js';

@Module({
  providers: [
    AuthorityResolver,
    SuccessionResolver,
    OfficerResolver,
    OfficerServiceResolver,
    OfficerRoleTenureResolver,
    AssistanceEntryResolver,
  ],
})
class RegulatorsModule {}

export const regulators: DomainContext = {
  name: 'regulators',
  aggregates: [authorityAggregate, officerAggregate, assistanceEntryAggregate],
  projections: [authorityRegister, officerRegister, assistanceDirectory],
  policy: regulatorsPolicy,
  standings: [ownAuthorities],
  processes: [],
  dataSubjects: [officerSubjects],
  mutations: [authorityMutations, officerMutations, assistanceEntryMutations],
  imports: [authoritiesImport],
  nodes: [
    { kind: 'authority', typename: 'Authority', batch: authorityById },
    { kind: 'officer', typename: 'Officer', batch: officerById },
    { kind: 'assistance-entry', typename: 'AssistanceEntry', batch: assistanceEntryById },
  ],
  module: RegulatorsModule,
};

export { assistanceEntryAggregate } from './assistance-entry.aggregate.js';
export { authorityAggregate } from './authority.aggregate.js';
export { authorityIdOf } from './authority-code.js';
export {
  authorityById,
  findAuthorities,
  findAuthorityByGssCode,
  findRegions,
  type AuthorityRow,
} from './authority.queries.js';
export type { AuthorityTables } from './authority-register.projection.js';
export { ownAuthorities } from './lineage.queries.js';
export type { AuthorityKind } from './authority.events.js';
export { officerAggregate } from './officer.aggregate.js';
export { findOfficers, officerById, rolesOf, servicesOf, type OfficerRow } from './officer.queries.js';
export type { OfficerTables } from './officer-register.projection.js';
