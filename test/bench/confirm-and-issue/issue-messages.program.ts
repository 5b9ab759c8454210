import { setTimeout as wait } from 'node:timers/promises';
import { dispatchIdOf } from '#domain/dispatch';
import { defineProgram } from '../fresh-process.js';
import { forEachAtOnce, GraphqlClient } from './graphql-client.js';
import { mutationOf, proposedMessages, type ProposedMessage } from './proposed-messages.js';

export interface IssueInput {
  readonly url: string;
  readonly messages: number;
  readonly connections: number;
}

/**
 * Both communications leads confirm, and the source issues: for several messages at once, each step of a message after
 * the answer to the one before. @returns messages per second until each has its dispatch
 */
export const issueMessages = defineProgram(import.meta.url, async (input: IssueInput): Promise<number> => {
  const client = new GraphqlClient(input.url, input.connections);
  try {
    const warmUp = await proposedMessages(client, Math.ceil(input.messages / 5));
    await issueAll(client, warmUp, input.connections);
    const messages = await proposedMessages(client, input.messages);
    const start = performance.now();
    await issueAll(client, messages, input.connections);
    return messages.length / ((performance.now() - start) / 1000);
  } finally {
    client.close();
  }
});

async function issueAll(client: GraphqlClient, messages: readonly ProposedMessage[], atOnce: number): Promise<void> {
  await forEachAtOnce(messages, atOnce, async (message) => {
    await client.ask(mutationOf('messageConfirm', 'hse', message));
    await client.ask(mutationOf('messageConfirm', 'lacors', message));
    await client.ask(mutationOf('messageIssue', 'lacors', message));
  });
  let unopened = messages.map(({ messageId }) => dispatchIdOf({ sourceId: messageId, issue: 1, channel: 'EMAIL' }));
  while (unopened.length > 0) {
    const ids = unopened.slice(-100);
    const { nodes } = await client.ask<{ nodes: readonly ({ id: string } | null)[] }>({
      token: 'hse',
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids },
    });
    const opened = new Set(nodes.map((node) => node?.id));
    unopened = unopened.filter((id) => !opened.has(id));
    if (opened.size <= 1) await wait(5);
  }
}
