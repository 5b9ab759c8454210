import { fileURLToPath } from 'node:url';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { ApolloServerPlugin } from '@apollo/server';
import { CommandRunner } from '#platform/event-sourcing';
import { Engine } from '#platform/engine';
import { type Authentication } from './authentication.js';
import { answeringFaults, type FormatError } from './errors/index.js';
import { apolloOptions, type GraphqlLimits } from './limits/index.js';
import { scalarResolvers } from './scalars/index.js';
import { Mutations, RunCommandHandler } from './mutations.js';
import { NodeRegistry } from './node.js';
import { NodeResolver } from './node.resolver.js';
import { NATION_VALUES } from './nation.enum.js';
import { readSnapshotPlugin } from './read-snapshot.plugin.js';
import { ReadRecorder } from './recorded-reads.js';
import { recordedOperationsPlugin } from './recorded-operations.js';
import { recordedReadsPlugin } from './recorded-reads.plugin.js';
import { RequestContextFactory, type IncomingRequest } from './request-context.factory.js';
import type { RequestContext } from './request-context.js';

export interface ConcordatGraphqlOptions {
  readonly engine: Engine;
  readonly authentication: Authentication;
  readonly limits: GraphqlLimits;
  readonly formatError: FormatError;
  /** Longest wait for the read models to reach a position, in milliseconds. */
  readonly readWaitMs?: number;
  readonly plugins?: readonly ApolloServerPlugin<RequestContext>[];
}

/** The SDL files, beside `dist`. */
const SCHEMA_FILES = fileURLToPath(new URL('../../../../schema/*.graphql', import.meta.url));

/** What resolvers need; a module of its own so that the schema can be assembled with it. */
@Global()
@Module({})
class CommandsModule {
  static forEngine(engine: Engine): DynamicModule {
    return {
      module: CommandsModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: Engine, useValue: engine },
        { provide: CommandRunner, useValue: engine.commands },
        { provide: NodeRegistry, useValue: new NodeRegistry(engine.contexts.flatMap(({ nodes }) => nodes)) },
        Mutations,
        ReadRecorder,
        RunCommandHandler,
      ],
      exports: [Mutations, ReadRecorder, Engine, NodeRegistry],
    };
  }
}

/** The API over an engine: every context's mutations and resolvers, the node look-up, and the request's context. */
@Module({})
export class ConcordatGraphqlModule {
  static forEngine(options: ConcordatGraphqlOptions): DynamicModule {
    const { engine } = options;
    return {
      module: ConcordatGraphqlModule,
      imports: [
        CommandsModule.forEngine(engine),
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [Mutations, ReadRecorder],
          useFactory: (mutations: Mutations, recorder: ReadRecorder) =>
            apolloConfiguration(options, mutations, recorder),
        }),
        ...engine.contexts.map(({ module }) => module),
      ],
      providers: [NodeResolver],
    };
  }
}

function apolloConfiguration(
  options: ConcordatGraphqlOptions,
  mutations: Mutations,
  recorder: ReadRecorder,
): ApolloDriverConfig {
  const { engine, authentication, limits, formatError } = options;
  const contexts = new RequestContextFactory(engine, authentication, options.readWaitMs);
  const sets = engine.contexts.flatMap((context) => context.mutations);
  const recordedReads = engine.contexts.flatMap((context) => context.recordedReads ?? []);
  const recordedOperations = engine.contexts.flatMap((context) => context.recordedOperations ?? []);
  const hardened = apolloOptions({ limits, formatError });
  return {
    ...hardened,
    path: '/graphql',
    typePaths: [SCHEMA_FILES],
    resolvers: [scalarResolvers, { Nation: NATION_VALUES }, ...sets.map((set) => mutations.resolversOf(set))],
    context: answeringFaults((request: IncomingRequest) => contexts.create(request)),
    plugins: [
      ...hardened.plugins,
      readSnapshotPlugin,
      recordedOperationsPlugin(recordedOperations, recorder, engine.clock),
      ...engine.contexts.flatMap(({ plugins }) => plugins?.(engine) ?? []),
      recordedReadsPlugin(recordedReads, recorder),
      ...(options.plugins ?? []),
    ],
  };
}
