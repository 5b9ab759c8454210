import { Module } from '@nestjs/common';
import type { DomainContext } from '#platform/contexts';
import { ImportReportResolver, ImportResolver } from './import.resolver.js';
import { importsPolicy } from './imports.policy.js';

@Module({ providers: [ImportResolver, ImportReportResolver] })
class ImportsModule {}

/** Imports by mutation; the kinds come from the other contexts. */
export const imports: DomainContext = {
  name: 'imports',
  aggregates: [],
  projections: [],
  policy: importsPolicy,
  standings: [],
  processes: [],
  mutations: [],
  nodes: [],
  module: ImportsModule,
};
