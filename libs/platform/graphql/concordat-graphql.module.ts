import { fileURLToPath } from 'node:url';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { ApolloServerPlugin } from '@apollo/server';
import { CommandRunner } from '#platform/event-sourcing';
import { Engine } from '#platform/engine';
import { type Authentication } from './authentication.js';
import { Mutations, RunCommandHandler } from './mutations.js';
import { NodeRegistry } from './node.js';
import { NodeResolver } from './node.resolver.js';
import { readSnapshotPlugin } from './read-snapshot.plugin.js';
import { RequestContextFactory, type IncomingRequest } from './request-context.factory.js';
import type { RequestContext } from './request-context.js';

export interface ConcordatGraphqlOptions {
  readonly engine: Engine;
  readonly authentication: Authentication;
  /** Options of Apollo Server and its Nest driver: limits, error formatting. */
  readonly apollo?: Partial<ApolloDriverConfig>;
  readonly plugins?: readonly ApolloServerPlugin<RequestContext>[];
}

/** The SDL files, beside `dist`. */
const SCHEMA_FILES = fileURLToPath(new URL('../../../../schema/*.graphql', import.meta.url));

/** The API over an engine: every context's resolvers, the node lookup, and the request's context. */
@Global()
@Module({})
export class ConcordatGraphqlModule {
  static forEngine(options: ConcordatGraphqlOptions): DynamicModule {
    const { engine, authentication } = options;
    const contexts = new RequestContextFactory(engine, authentication);
    return {
      module: ConcordatGraphqlModule,
      imports: [
        CqrsModule.forRoot(),
        GraphQLModule.forRoot<ApolloDriverConfig>({
          driver: ApolloDriver,
          path: '/graphql',
          typePaths: [SCHEMA_FILES],
          playground: false,
          graphiql: false,
          csrfPrevention: true,
          ...options.apollo,
          context: (request: IncomingRequest) => contexts.create(request),
          plugins: [readSnapshotPlugin, ...(options.plugins ?? [])],
        }),
        ...engine.contexts.map(({ module }) => module),
      ],
      providers: [
        { provide: Engine, useValue: engine },
        { provide: CommandRunner, useValue: engine.commands },
        { provide: NodeRegistry, useValue: new NodeRegistry(engine.contexts.flatMap(({ nodes }) => nodes)) },
        Mutations,
        RunCommandHandler,
        NodeResolver,
      ],
      exports: [Mutations, Engine],
    };
  }
}
