import { randomUUID } from 'node:crypto';
import { forEachAtOnce, type GraphqlClient } from './graphql-client.js';
import type { BenchToken } from './bench-callers.js';

/** A message that waits for its confirmations, as those name it who give them. */
export interface ProposedMessage {
  readonly messageId: string;
  readonly version: number;
  readonly digest: string;
}

export function mutationOf(name: string, token: BenchToken, input: object, selection = '') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { ${selection} userErrors { code } } }`;
  return { token, query, variables: { input: { idempotencyKey: randomUUID(), ...input } } };
}

const PARAGRAPH =
  'Before you write to *any* store of a large organisation, ask its **account manager**: there is one for each. ' +
  'See [the list](https://www.hse.gov.uk/lopp).';

function contentFor(recipientListId: string, number: number): object {
  return {
    title: `Who to ask before you contact a large organisation (${number})`,
    purpose: 'Councils know of the pilot and of its account managers.',
    source: 'COORDINATING_BODY',
    wording: {
      subject: 'Ask the account manager first',
      body: Array.from({ length: 8 }, () => PARAGRAPH).join('\n\n'),
    },
    audiences: [{ segment: 'TRADE_UNIONS' }, { segment: 'PROFESSIONAL_BODIES' }],
    channels: [{ channel: 'EMAIL', recipientListIds: [recipientListId] }],
    window: { from: '2020-01-01', until: '2099-12-31' },
  };
}

/** Messages to one recipient list, put forward to both communications leads. */
export async function proposedMessages(client: GraphqlClient, count: number): Promise<readonly ProposedMessage[]> {
  const listed = await client.ask<{ payload: { recipientList: { id: string } } }>(
    mutationOf('recipientListCreate', 'hse', { name: 'Everybody', channel: 'EMAIL', audience: 'Trade unions' }, LIST),
  );
  const recipientListId = listed.payload.recipientList.id;
  const recipients = [{ address: 'everybody@council.example' }];
  await client.ask(mutationOf('recipientListAddRecipients', 'hse', { recipientListId, recipients }));
  const messages: ProposedMessage[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  await forEachAtOnce(numbers, 16, async (number) => {
    const content = contentFor(recipientListId, number);
    const { payload } = await client.ask<Drafted>(mutationOf('messageDraft', 'author', { content }, MESSAGE));
    const { id: messageId, latest } = payload.message;
    await client.ask(mutationOf('messagePropose', 'author', { messageId, ...latest, workingDays: 10 }));
    messages.push({ messageId, ...latest });
  });
  return messages;
}

const LIST = 'recipientList { id }';
const MESSAGE = 'message { id latest { version digest } }';

interface Drafted {
  readonly payload: {
    readonly message: { readonly id: string; readonly latest: { readonly version: number; readonly digest: string } };
  };
}
