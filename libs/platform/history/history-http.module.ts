import { Module, type DynamicModule } from '@nestjs/common';
import { Engine } from '#platform/engine';
import type { Authentication, FaultLog } from '#platform/graphql';
import { EXPORT_AUTHENTICATION, HISTORY_EXPORT_LOG, HistoryExportController } from './history-export.controller.js';

@Module({})
class HistoryHttpModule {}

/** Exports of histories over HTTP. */
export function historyHttp(engine: Engine, authentication: Authentication, log: FaultLog): DynamicModule {
  return {
    module: HistoryHttpModule,
    controllers: [HistoryExportController],
    providers: [
      { provide: Engine, useValue: engine },
      { provide: EXPORT_AUTHENTICATION, useValue: authentication },
      { provide: HISTORY_EXPORT_LOG, useValue: log },
    ],
  };
}
