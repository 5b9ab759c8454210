export { apolloOptions, type ApolloOptionsSource } from './apollo-options.js';
export { prepareGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.js';
export { DEFAULT_GRAPHQL_LIMITS, graphqlLimits, type GraphqlLimits } from './graphql-limits.js';
export { limitsPlugin, type LimitsPluginOptions } from './limits.plugin.js';
export { fragmentsOf, selectedFields, type Fragments } from './selected-fields.js';
export { assertShallow, readVariables, type FieldFault, type Variables } from './variables.js';
