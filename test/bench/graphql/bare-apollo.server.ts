import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { defineServer } from '../server-process.js';

/** What the service answered to one question. */
export interface RecordedAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const SCHEMA = fileURLToPath(new URL('../../../../schema', import.meta.url));

/**
 * The reference: Apollo Server on Fastify with the same schema and nothing else, whose resolvers hand out one recorded
 * answer from memory. Its cache control is off, as in the service: on, it would cost the reference a good third.
 */
export const bareApollo = defineServer(import.meta.url, async ({ data, extensions }: RecordedAnswer) => {
  const typeDefs = globSync('*.graphql', { cwd: SCHEMA }).map((file) => readFileSync(join(SCHEMA, file), 'utf8'));
  const root = Object.fromEntries(Object.entries(data).map(([field, value]) => [field, () => value]));
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: { Query: root },
    plugins: [ApolloServerPluginCacheControlDisabled(), addExtensions(extensions)],
  });
  await apollo.start();
  const app = Fastify();
  app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(apollo) });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    ready: { url: `${address}/graphql` },
    close: async () => {
      await app.close();
      await apollo.stop();
    },
  };
});

function addExtensions(extensions: RecordedAnswer['extensions']): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body } }) => {
        if (extensions && body.kind === 'single') body.singleResult.extensions = { ...extensions };
      },
    }),
  };
}
