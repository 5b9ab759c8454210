import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { answeringFaults, createFormatError, unauthenticated } from '../errors/index.js';
import { scalarResolvers } from '../scalars/index.js';
import { apolloOptions } from './apollo-options.js';
import { graphqlLimits, type GraphqlLimits } from './graphql-limits.js';
import { prepareGraphqlRoute } from './graphql-route.js';

/** A small service on the real stack: Nest, Fastify and Apollo over HTTP. */
export interface GraphqlApp {
  readonly url: string;
  /** What was logged as fault or warning. */
  readonly logged: readonly { readonly fields: object; readonly message: string }[];
  /** Sends a query as an authenticated caller, unless the headers say otherwise. */
  send(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Sends any body to the GraphQL route. */
  post(body: string | Uint8Array, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly [key: string]: unknown };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly AnswerError[];
}

export interface GraphqlAppOptions {
  readonly limits?: Partial<GraphqlLimits>;
  readonly resolvers?: Record<string, Record<string, (...args: never[]) => unknown>>;
  /** Called while the context is made; may throw. */
  readonly onContext?: () => void;
  readonly plugins?: readonly ApolloServerPlugin[];
  readonly correlationId?: () => string | undefined;
  readonly prepare?: (app: NestFastifyApplication) => Promise<void> | void;
}

const FILES = ['scalars.graphql', 'limits.graphql'];

const SCHEMA = /* GraphQL */ `
  type Query {
    now(at: DateTime, on: Date, id: UUID, after: Position, count: NonNegativeInt): String
    organisation(id: ID!): Organisation
    organisations(first: Int, last: Int, after: String): OrganisationConnection!
    reports: [Report!]!
    regions: [Region!]! @listSize(assumedSize: 400)
    chosen(ids: [ID!]!): [Organisation]! @listSize(ofArgument: "ids")
    size(unit: Unit! = SITES, atLeast: Int! = 1): Int
    fail(how: String): String
  }
  type Mutation {
    organisationRegister(input: RegisterInput!): String
    organisationsImport(csv: String!): Int
  }
  enum Unit {
    SITES
    PEOPLE
  }
  input RegisterInput {
    name: String!
    headcount: Int
    site: SiteInput
    since: Date
    tags: [Unit!]
  }
  input SiteInput {
    uprn: String
    since: Date
  }
  type OrganisationConnection {
    edges: [OrganisationEdge!]!
    nodes: [Organisation!]!
    totalCount: Int!
  }
  type OrganisationEdge {
    cursor: String!
    node: Organisation!
  }
  type Organisation {
    id: ID!
    name: String!
    parent: Organisation
    partners(first: Int): OrganisationConnection!
    report: Report! @cost(weight: 50)
  }
  type Report {
    title: String!
    lines: [String!]!
  }
  type Region {
    name: String!
  }
`;

const REPORT = { title: 'A report', lines: ['one', 'two'] };

function organisation(id: string): object {
  const page = { edges: [], nodes: [], totalCount: 0 };
  return { id, name: `Organisation ${id}`, parent: () => organisation('parent'), partners: page, report: REPORT };
}

const RESOLVERS = {
  Query: {
    now: (_: unknown, args: object) => JSON.stringify(args),
    organisation: (_: unknown, { id }: { id: string }) => organisation(id),
    organisations: (_: unknown, { first = 2 }: { first?: number }) => {
      const nodes = Array.from({ length: first }, (_item, index) => organisation(String(index)));
      return { nodes, edges: nodes.map((node) => ({ node, cursor: 'c' })), totalCount: 3 };
    },
    chosen: (_: unknown, { ids }: { ids: string[] }) => ids.map(organisation),
    reports: () => [REPORT],
    regions: () => [{ name: 'Tayside' }],
    size: (_: unknown, { atLeast }: { atLeast: number }) => atLeast,
  },
  Mutation: {
    organisationRegister: (_: unknown, { input }: { input: object }) => JSON.stringify(input),
    organisationsImport: (_: unknown, { csv }: { csv: string }) => csv.length,
  },
};

export async function startGraphqlApp(options: GraphqlAppOptions = {}): Promise<GraphqlApp> {
  const logged: { fields: object; message: string }[] = [];
  const limits = graphqlLimits(options.limits);
  const record = (fields: object, message: string) => void logged.push({ fields, message });
  const formatError = createFormatError({
    log: { error: record, warn: record },
    maxTokens: limits.maxTokens,
    ...(options.correlationId ? { correlationId: options.correlationId } : {}),
  });
  const hardened = apolloOptions({ limits, formatError });
  const context = answeringFaults((request: { headers: Record<string, string | undefined> }) => {
    options.onContext?.();
    const token = request.headers['authorization'];
    if (token === 'Bearer refused') throw unauthenticated('The access token has expired.');
    return { caller: token === undefined ? undefined : { subject: token } };
  });
  const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    typeDefs: [...FILES.map(schemaFile), SCHEMA],
    resolvers: [scalarResolvers, RESOLVERS, options.resolvers ?? {}],
    context,
    ...hardened,
    plugins: [...hardened.plugins, ...(options.plugins ?? [])],
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(graphql), new FastifyAdapter(), {
    logger: false,
  });
  prepareGraphqlRoute(app.getHttpAdapter().getInstance(), { limits, formatError });
  await options.prepare?.(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const post: GraphqlApp['post'] = async (body, headers = {}) => {
    const standard = { 'content-type': 'application/json', authorization: 'Bearer good' };
    return answerOf(await fetch(`${url}/graphql`, { method: 'POST', headers: { ...standard, ...headers }, body }));
  };
  const send: GraphqlApp['send'] = (query, variables, headers) => post(JSON.stringify({ query, variables }), headers);
  return { url, logged, send, post, close: () => app.close() };
}

function rootModule(graphql: ReturnType<typeof GraphQLModule.forRoot>): new () => object {
  class RootModule {}
  Module({ imports: [graphql] })(RootModule);
  return RootModule;
}

function schemaFile(name: string): string {
  return readFileSync(new URL(`../../../../../schema/${name}`, import.meta.url), 'utf8');
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, text, data, errors };
}
