import { Module, type DynamicModule } from '@nestjs/common';
import { Engine } from '#platform/engine';
import { EVIDENCE_AUTHENTICATION } from '#platform/evidence';
import type { Authentication, FaultLog } from '#platform/graphql';
import { EvidenceExportController, EXPORT_LOG } from './evidence-export.controller.js';

@Module({})
class EvidenceExportModule {}

/** Evidence bundles over HTTP. */
export function evidenceExportHttp(engine: Engine, authentication: Authentication, log: FaultLog): DynamicModule {
  return {
    module: EvidenceExportModule,
    controllers: [EvidenceExportController],
    providers: [
      { provide: Engine, useValue: engine },
      { provide: EVIDENCE_AUTHENTICATION, useValue: authentication },
      { provide: EXPORT_LOG, useValue: log },
    ],
  };
}
