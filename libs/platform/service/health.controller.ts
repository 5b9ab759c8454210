import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { READINESS, type Readiness, type ReadinessCheck } from './readiness.js';

export interface ReadinessAnswer {
  readonly status: 'ready' | 'not ready';
  readonly checks: readonly ReadinessCheck[];
}

@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** The process runs and answers. Restart it when it does not. */
  @Get('live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** Requests can be answered. Send none while it is 503. */
  @Get('ready')
  async ready(): Promise<ReadinessAnswer> {
    const checks = await this.readiness.check();
    if (checks.every(({ ready }) => ready)) return { status: 'ready', checks };
    throw new ServiceUnavailableException({ status: 'not ready', checks } satisfies ReadinessAnswer);
  }
}
