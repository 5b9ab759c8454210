import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { sampleEvent } from '../append/sample-event.js';
import { defineServer } from '../server-process.js';

export interface BareInput {
  readonly folder: string;
}

const TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL,
  metadata BLOB NOT NULL
) STRICT`;

const SCHEMA = `
  type Query { none: Boolean }
  type Mutation { append(input: AppendInput!): Appended! }
  input AppendInput { stream: ID!, version: Int!, digest: String! }
  type Appended { position: Int! }
`;

/**
 * The floor: Apollo Server on Fastify, with a mutation that appends one event to a bare table and answers when it is on
 * the disk. What comes in while the disk is waited for shares the next commit, as in the service.
 */
export const bareMutations = defineServer(import.meta.url, async ({ folder }: BareInput) => {
  const append = groupedAppend(new Database(join(folder, 'bare.db')));
  const apollo = new ApolloServer({
    typeDefs: SCHEMA,
    resolvers: {
      Mutation: {
        append: async (_: unknown, { input }: { input: { stream: string } }) => ({
          position: await append(input.stream),
        }),
      },
    },
    plugins: [ApolloServerPluginCacheControlDisabled()],
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

function groupedAppend(database: Database.Database): (stream: string) => Promise<number> {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)');
  const encoder = new TextEncoder();
  let position = 0;
  let waiting: { readonly stream: string; readonly done: (position: number) => void }[] = [];
  const commit = (): void => {
    const together = waiting;
    waiting = [];
    const first = position + 1;
    database.transaction(() => {
      for (const { stream } of together) {
        const { id, type, data, metadata } = sampleEvent();
        position += 1;
        insert.run(position, id, stream, type, encoder.encode(data), encoder.encode(metadata));
      }
    })();
    together.forEach(({ done }, index) => done(first + index));
  };
  return (stream) =>
    new Promise((done) => {
      waiting.push({ stream, done });
      if (waiting.length === 1) setImmediate(commit);
    });
}
