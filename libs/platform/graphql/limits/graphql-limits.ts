import { PAGE_SIZE } from '../connection.js';

/** What one request may ask for. All of it can be configured; the defaults fit the published schema with room. */
export interface GraphqlLimits {
  /** Names, values and punctuation marks in a query. */
  readonly maxTokens: number;
  /** Fields within one another, the root field being the first. */
  readonly maxDepth: number;
  /** The same below `__schema` and `__type`: tools ask for types nine levels deep. */
  readonly maxIntrospectionDepth: number;
  /** Fields with an alias, in the whole document, whatever the alias is. */
  readonly maxAliases: number;
  /** How often one selection may ask for one field, under its own name or under aliases. */
  readonly maxRepeatedFields: number;
  /** Directives in the whole document. */
  readonly maxDirectives: number;
  /** Cost of an operation with its variables; `query-cost.ts` says how it is counted. */
  readonly maxCost: number;
  /** What introspection costs: its answer has the same size for every page size. */
  readonly introspectionCost: number;
  /** `first` and `last` may be from 1 to this. */
  readonly maxPageSize: number;
  /** Counted when a page is asked for without `first` and `last`. */
  readonly defaultPageSize: number;
  /** Counted for a list that has no page size and no `@listSize`. */
  readonly assumedListSize: number;
  /** Bytes of a request's body. */
  readonly maxRequestBytes: number;
  /** Bytes of the body of a request that has only fields of `largeRequestFields`. */
  readonly maxLargeRequestBytes: number;
  /** Mutations that may have a larger body: imports. */
  readonly largeRequestFields: readonly string[];
}

export const DEFAULT_GRAPHQL_LIMITS: GraphqlLimits = {
  maxTokens: 1000,
  maxDepth: 12,
  maxIntrospectionDepth: 20,
  maxAliases: 30,
  maxRepeatedFields: 10,
  maxDirectives: 20,
  maxCost: 10_000,
  introspectionCost: 500,
  maxPageSize: PAGE_SIZE.most,
  defaultPageSize: PAGE_SIZE.default,
  assumedListSize: 10,
  maxRequestBytes: 256 * 1024,
  maxLargeRequestBytes: 8 * 1024 * 1024,
  largeRequestFields: [],
};

/** The defaults with these instead. */
export function graphqlLimits(chosen: Partial<GraphqlLimits> = {}): GraphqlLimits {
  return { ...DEFAULT_GRAPHQL_LIMITS, ...chosen };
}
