import { Catch, Module, type ArgumentsHost, type DynamicModule, type LoggerService } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Engine } from '#platform/engine';
import { evidenceHttp } from '#platform/evidence';
import { evidenceExportHttp } from '#platform/evidence-export';
import { historyHttp } from '#platform/history';
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
import { currentCorrelationId } from '#platform/service';

export interface ApplicationOptions {
  readonly engine: Engine;
  readonly authentication: Authentication;
  readonly limits?: Partial<GraphqlLimits>;
  readonly log: FaultLog;
  readonly readWaitMs?: number;
  readonly plugins?: ConcordatGraphqlOptions['plugins'];
  /** What is served besides the API. */
  readonly modules?: readonly DynamicModule[];
  readonly http?: FastifyServerOptions;
  /** Called before the routes are made. */
  readonly prepare?: (server: FastifyInstance) => Promise<void> | void;
  readonly logger?: LoggerService;
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
  static with(graphql: ConcordatGraphqlOptions, modules: readonly DynamicModule[]): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [ConcordatGraphqlModule.forEngine(graphql), ...modules],
    };
  }
}

/** The HTTP service over an engine; the caller starts the engine, listens and closes. */
export async function createApplication(options: ApplicationOptions): Promise<NestFastifyApplication> {
  const { engine, authentication, log, readWaitMs, plugins } = options;
  const limits = graphqlLimits({ largeRequestFields: ['importRun'], ...options.limits });
  const formatError = createFormatError({ log, maxTokens: limits.maxTokens, correlationId: currentCorrelationId });
  const module = ApplicationModule.with(
    {
      engine,
      authentication,
      limits,
      formatError,
      ...(readWaitMs === undefined ? {} : { readWaitMs }),
      ...(plugins === undefined ? {} : { plugins }),
    },
    [
      evidenceHttp(engine, authentication),
      evidenceExportHttp(engine, authentication, log),
      historyHttp(engine, authentication, log),
      ...(options.modules ?? []),
    ],
  );
  const adapter = new FastifyAdapter(options.http ?? {});
  await options.prepare?.(adapter.getInstance());
  prepareGraphqlRoute(adapter.getInstance(), { limits, formatError });
  return NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: options.logger ?? ['error', 'warn'],
    abortOnError: false,
  });
}
