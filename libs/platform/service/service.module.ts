import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { READINESS, type Readiness } from './readiness.js';

export interface ServiceModuleOptions {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
}

/** The routes for those who run the service: `/health/live`, `/health/ready` and `/metrics`. */
@Module({})
export class ServiceModule {
  static forRoot({ readiness, metrics }: ServiceModuleOptions): DynamicModule {
    return {
      module: ServiceModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: READINESS, useValue: readiness },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}
