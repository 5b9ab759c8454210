import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Engine } from '#platform/engine';
import { ConcordatGraphqlModule, type Authentication } from '#platform/graphql';

export interface ApplicationOptions {
  readonly engine: Engine;
  readonly authentication: Authentication;
}

@Module({})
class ApplicationModule {
  static with({ engine, authentication }: ApplicationOptions): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [ConcordatGraphqlModule.forEngine({ engine, authentication })],
    };
  }
}

/** The HTTP service over a started engine; the caller listens and closes. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(ApplicationModule.with(options), new FastifyAdapter(), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
}
