import { Module, type Type } from '@nestjs/common';
import type { DataSubjectKind, DomainContext } from '#platform/contexts';
import type { EventCatalogue } from '#platform/event-sourcing';
import { erasureMutations } from './data-protection.mutations.js';
import { dataProtectionPolicy } from './data-protection.policy.js';
import {
  ErasureResolver,
  ErasureSubjectResolver,
  PersonalRecordResolver,
  SubjectReportResolver,
} from './data-protection.resolver.js';
import { erasureAggregateWith } from './erasure.aggregate.js';
import { erasureEvents } from './erasure.events.js';
import { erasureById } from './erasure.queries.js';
import { erasureSubjects } from './erasure.subjects.js';
import { erased } from './erased.js';
import { erasureEndings, erasuresOf } from './erasures.effect.js';
import { erasureRegister } from './erasures.projection.js';
import { personalHoldings } from './personal-holdings.projection.js';
import { retentionProposals } from './retention.process.js';
import type { RetentionSettings } from './retention.settings.js';
import { SubjectRegister } from './subject-register.js';
import { SubjectReports } from './subject-report.js';

export interface DataProtectionOptions {
  /** The other contexts: what they record about persons, and of whom. */
  readonly contexts: readonly DomainContext[];
  readonly retention: RetentionSettings;
}

/** Erasure, retention and subject access over the personal data of all contexts. */
export function dataProtectionOf({ contexts, retention }: DataProtectionOptions): DomainContext {
  const catalogues: readonly EventCatalogue[] = [
    ...new Set([...contexts.flatMap(({ aggregates }) => aggregates.map(({ events }) => events)), erasureEvents]),
  ];
  const kinds: readonly DataSubjectKind[] = [
    ...contexts.flatMap(({ dataSubjects = [] }) => dataSubjects),
    erasureSubjects,
  ];
  const register = new SubjectRegister(kinds, retention);
  const aggregate = erasureAggregateWith(register);
  return {
    name: 'data-protection',
    aggregates: [aggregate],
    projections: [erasureRegister, personalHoldings(catalogues)],
    policy: dataProtectionPolicy,
    standings: [],
    processes: [erasureEndings(register), retentionProposals(aggregate, register, retention)],
    erasures: erasuresOf(aggregate, register),
    erased,
    dataSubjects: [erasureSubjects],
    mutations: [erasureMutations(aggregate)],
    nodes: [{ kind: 'erasure', typename: 'Erasure', batch: erasureById }],
    module: dataProtectionModule(register, new SubjectReports(catalogues)),
  };
}

function dataProtectionModule(register: SubjectRegister, reports: SubjectReports): Type {
  @Module({
    providers: [
      { provide: SubjectRegister, useValue: register },
      { provide: SubjectReports, useValue: reports },
      ErasureResolver,
      ErasureSubjectResolver,
      SubjectReportResolver,
      PersonalRecordResolver,
    ],
  })
  class DataProtectionModule {}
  return DataProtectionModule;
}

export { RETENTION_DEFAULTS, type RetentionSettings } from './retention.settings.js';
