import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { authoritiesImport } from './authorities.import.js';
import { authorityAggregate } from './authority.aggregate.js';
import { authorityById } from './authority.queries.js';
import { authorityRegister } from './authority-register.projection.js';
import { AuthorityResolver, SuccessionResolver } from './authority.resolver.js';
import { ownAuthorities } from './lineage.queries.js';
import { officerAggregate } from './officer.aggregate.js';
import { officerById } from './officer.queries.js';
import { officerRegister } from './officer-register.projection.js';
import { OfficerResolver, OfficerRoleTenureResolver, OfficerServiceResolver } from './officer.resolver.js';
import { authorityMutations, officerMutations } from './regulators.mutations.js';
import { regulatorsPolicy } from './regulators.policy.js';

@Module({
  providers: [
    AuthorityResolver,
    SuccessionResolver,
    OfficerResolver,
    OfficerServiceResolver,
    OfficerRoleTenureResolver,
  ],
})
class RegulatorsModule {}

export const regulators: DomainContext = {
  name: 'regulators',
  aggregates: [authorityAggregate, officerAggregate],
  projections: [authorityRegister, officerRegister],
  policy: regulatorsPolicy,
  standings: [ownAuthorities],
  processes: [],
  mutations: [authorityMutations, officerMutations],
  imports: [authoritiesImport],
  nodes: [
    { kind: 'authority', typename: 'Authority', batch: authorityById },
    { kind: 'officer', typename: 'Officer', batch: officerById },
  ],
  module: RegulatorsModule,
};

export { authorityAggregate } from './authority.aggregate.js';
export { authorityIdOf } from './authority-code.js';
export { authorityById, findAuthorities, findAuthorityByGssCode, type AuthorityRow } from './authority.queries.js';
export type { AuthorityTables } from './authority-register.projection.js';
export type { AuthorityKind } from './authority.events.js';
export { officerAggregate } from './officer.aggregate.js';
export { findOfficers, officerById, type OfficerRow } from './officer.queries.js';
export type { OfficerTables } from './officer-register.projection.js';
