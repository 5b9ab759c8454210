import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import type { RecordedOperations } from '#platform/graphql';
import { auditPolicy } from './audit.policy.js';
import { AuditReadingResolver } from './audit.resolver.js';
import { readingOf, recordOf } from './asked-reading.js';
import { readingAggregate } from './reading.aggregate.js';
import { auditReadings } from './readings.projection.js';

/** Everything that an auditor asks of the API, except for what the API itself looks like. */
const auditedOperations: RecordedOperations = {
  aggregate: readingAggregate,
  recordOf: (operation, { caller, now }) => {
    if (caller.party.kind !== 'AUDITOR') return undefined;
    const asked = operation();
    if (asked.fields.every((field) => field.startsWith('__'))) return undefined;
    return recordOf(readingOf(asked), caller, now);
  },
};

@Module({ providers: [AuditReadingResolver] })
class AuditModule {}

/** What auditors read is on record before they are shown it. */
export const audit: DomainContext = {
  name: 'audit',
  aggregates: [readingAggregate],
  projections: [auditReadings],
  policy: auditPolicy,
  standings: [],
  processes: [],
  mutations: [],
  recordedOperations: [auditedOperations],
  nodes: [],
  module: AuditModule,
};
