import { Module, type DynamicModule } from '@nestjs/common';
import { Engine } from '#platform/engine';
import type { Authentication } from '#platform/graphql';
import { EVIDENCE_AUTHENTICATION } from './evidence-http.access.js';
import { EvidenceController } from './evidence.controller.js';
import { WitnessedCheckpointController } from './witnessed-checkpoint.controller.js';

@Module({})
class EvidenceHttpModule {}

/** The log's hashes, checkpoints and keys as plain files over HTTP. */
export function evidenceHttp(engine: Engine, authentication: Authentication): DynamicModule {
  return {
    module: EvidenceHttpModule,
    controllers: [EvidenceController, WitnessedCheckpointController],
    providers: [
      { provide: Engine, useValue: engine },
      { provide: EVIDENCE_AUTHENTICATION, useValue: authentication },
    ],
  };
}
