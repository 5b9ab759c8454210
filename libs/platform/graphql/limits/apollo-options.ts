import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { FormatError } from '../errors/index.js';
import type { GraphqlLimits } from './graphql-limits.js';
import { limitsPlugin } from './limits.plugin.js';

export interface ApolloOptionsSource {
  readonly limits: GraphqlLimits;
  readonly formatError: FormatError;
  /** Default: the context has a `caller`. */
  readonly hasCaller?: (context: object) => boolean;
}

/**
 * The hardened options of the GraphQL server, to be spread into those of the module. A module with plugins of its own
 * adds them to these.
 */
export function apolloOptions({ limits, formatError, hasCaller = contextHasCaller }: ApolloOptionsSource) {
  return {
    formatError,
    parseOptions: { maxTokens: limits.maxTokens },
    validationOptions: { maxErrors: 20 },
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    /** The limits plugin refuses it to anonymous callers. */
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    /** `GracefulStop` decides the order in which things stop. */
    stopOnTerminationSignals: false,
    /** Nest's own page loads its scripts from elsewhere; its error transformation sends original errors out. */
    graphiql: false,
    autoTransformHttpErrors: false,
    plugins: [
      limitsPlugin({ limits, hasCaller }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  } satisfies Partial<ApolloDriverConfig>;
}

function contextHasCaller(context: object): boolean {
  return 'caller' in context && context.caller !== undefined && context.caller !== null;
}
