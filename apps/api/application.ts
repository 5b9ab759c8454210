import { Catch, Module, type ArgumentsHost, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Engine } from '#platform/engine';
import {
  ConcordatGraphqlModule,
  createFormatError,
  graphqlLimits,
  prepareGraphqlRoute,
  type Authentication,
  type ConcordatGraphqlOptions,
  type FaultLog,
  type GraphqlLimits,
} from '#platform/graphql';

export interface ApplicationOptions {
  readonly engine: Engine;
  readonly authentication: Authentication;
  readonly limits?: Partial<GraphqlLimits>;
  readonly log: FaultLog;
}

/** Errors of GraphQL fields are worded, logged and masked in one place (`createFormatError`); Nest leaves them alone. */
@Catch()
class ErrorsFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): unknown {
    return host.getType<string>() === 'graphql' ? error : super.catch(error, host);
  }
}

@Module({ providers: [{ provide: APP_FILTER, useClass: ErrorsFilter }] })
class ApplicationModule {
  static with(graphql: ConcordatGraphqlOptions): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [ConcordatGraphqlModule.forEngine(graphql)],
    };
  }
}

/** The HTTP service over a started engine; the caller listens and closes. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const { engine, authentication, log } = options;
  const limits = graphqlLimits({ largeRequestFields: ['importRun'], ...options.limits });
  const formatError = createFormatError({ log, maxTokens: limits.maxTokens });
  const module = ApplicationModule.with({ engine, authentication, limits, formatError });
  const adapter = new FastifyAdapter();
  prepareGraphqlRoute(adapter.getInstance(), { limits, formatError });
  return NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
}
