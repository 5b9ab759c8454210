import { randomUUID } from 'node:crypto';
import { defineProgram } from '../fresh-process.js';
import { forEachAtOnce, GraphqlClient } from './graphql-client.js';
import type { IssueInput } from './issue-messages.program.js';

const QUERY = 'mutation ($input: AppendInput!) { payload: append(input: $input) { position } }';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
/** Two confirmations and the issue. */
const STEPS = 3;

/** As many mutations for each message as it takes to issue it, one after the other. @returns messages per second */
export const appendMutations = defineProgram(import.meta.url, async (input: IssueInput): Promise<number> => {
  const client = new GraphqlClient(input.url, input.connections);
  const append = (count: number): Promise<void> =>
    forEachAtOnce(Array.from({ length: count }), input.connections, async () => {
      const variables = { input: { stream: randomUUID(), version: 1, digest: DIGEST } };
      for (let step = 0; step < STEPS; step++) await client.ask({ token: 'hse', query: QUERY, variables });
    });
  try {
    await append(Math.ceil(input.messages / 5));
    const start = performance.now();
    await append(input.messages);
    return input.messages / ((performance.now() - start) / 1000);
  } finally {
    client.close();
  }
});
