import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMailServer, type MailServer } from '../../../libs/platform/transports/smtp/mail-server.fixture.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { RECIPIENTS, SEED } from './extent.js';
import { IssuingService } from './issuing-service.js';

/** After so many messages. */
const KILL_AFTER = 50 + (SEED % (RECIPIENTS - 100));
/** Most deliveries that the service has in flight. */
const IN_FLIGHT = 10;

const ADDRESSES = Array.from({ length: RECIPIENTS }, (_, index) => `r${index + 1}@council.example`);

interface DispatchSeen {
  readonly status: string;
  readonly deliveryCount: number;
  readonly figures: Readonly<Record<'waiting' | 'inFlight' | 'delivered' | 'uncertain', number>>;
  readonly deliveries: {
    readonly nodes: readonly { readonly recipients: readonly { readonly recipient: { readonly address: string } }[] }[];
  };
}

describe(`a message that is issued over HTTP to a list of ${RECIPIENTS}`, () => {
  const folder = temporaryFolder();
  let mail: MailServer;
  let service: IssuingService;
  let killAfter = Infinity;
  let messages = 0;
  beforeAll(async () => {
    mail = await startMailServer({
      onMessage: async () => {
        messages += 1;
        if (messages === killAfter) service.kill();
        return undefined;
      },
    });
    service = await IssuingService.with({ dataFolder: folder.path, mailPort: mail.port });
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await mail.close();
    folder.remove();
  });

  it('reaches each once, though the service is killed when it was issued and again while it is sent', async () => {
    process.stdout.write(`issued message: killed after ${KILL_AFTER} e-mails, CONCORDAT_FAULT_SEED=${SEED}\n`);
    await service.start();
    const messageId = await confirmedMessage();
    await service.give('lacors', 'messageIssue', { messageId, ...(await latest(messageId)) });
    service.kill();
    expect(await service.ended()).toBeNull();

    killAfter = Math.max(messages + 1, KILL_AFTER);
    await service.start();
    expect(await service.ended()).toBeNull();

    await service.start();
    const dispatch = await finished(messageId);
    const uncertain = dispatch.deliveries.nodes.flatMap(({ recipients }) =>
      recipients.map(({ recipient }) => recipient.address),
    );
    expect(dispatch).toMatchObject({ deliveryCount: RECIPIENTS, figures: { uncertain: uncertain.length } });
    expect(dispatch.figures.delivered + uncertain.length).toBe(RECIPIENTS);
    expect(uncertain.length).toBeLessThanOrEqual(2 * IN_FLIGHT);
    expectOnce(new Set(uncertain));
  }, 180_000);

  async function latest(messageId: string): Promise<{ readonly version: number; readonly digest: string }> {
    const query = 'query ($id: ID!) { message(id: $id) { latest { version digest } } }';
    const { message } = await service.ask<{
      message: { readonly latest: { readonly version: number; readonly digest: string } };
    }>('author', query, { id: messageId });
    return message.latest;
  }

  /** Drafted, put forward, and confirmed by both communications leads. */
  async function confirmedMessage(): Promise<string> {
    const list = { name: 'Everybody', channel: 'EMAIL', audience: 'PRACTITIONERS' };
    const { recipientList } = await service.give<{ recipientList: { id: string } }>(
      'hse',
      'recipientListCreate',
      list,
      'recipientList { id }',
    );
    const recipients = ADDRESSES.map((address) => ({ address }));
    await service.give('hse', 'recipientListAddRecipients', { recipientListId: recipientList.id, recipients });
    const content = {
      title: 'Who to ask first',
      purpose: 'Councils know of the account managers.',
      source: 'COORDINATING_BODY',
      wording: { subject: 'Ask the account manager first', body: 'Before you write to *any* store, **ask**.' },
      audiences: [{ segment: 'PRACTITIONERS' }],
      channels: [{ channel: 'EMAIL', recipientListIds: [recipientList.id] }],
      window: { from: '2020-01-01', until: '2099-12-31' },
    };
    const { message } = await service.give<{ message: { id: string } }>(
      'author',
      'messageDraft',
      { content },
      'message { id }',
    );
    const named = { messageId: message.id, ...(await latest(message.id)) };
    await service.give('author', 'messagePropose', { ...named, workingDays: 10 });
    await service.give('hse', 'messageConfirm', named);
    await service.give('lacors', 'messageConfirm', named);
    return message.id;
  }

  /** Asks until nothing waits and nothing is in flight any more. */
  async function finished(messageId: string): Promise<DispatchSeen> {
    const query = `query ($id: ID!) { message(id: $id) { proof { channels { dispatch {
      status deliveryCount figures { waiting inFlight delivered uncertain }
      deliveries(standing: UNCERTAIN, first: 100) { nodes { recipients { recipient { address } } } }
    } } } } }`;
    for (;;) {
      const { message } = await service.ask<{
        message: { readonly proof: { readonly channels: readonly { readonly dispatch: DispatchSeen | null }[] } };
      }>('hse', query, { id: messageId });
      const dispatch = message.proof.channels[0]?.dispatch;
      if (dispatch && dispatch.figures.waiting === 0 && dispatch.figures.inFlight === 0) return dispatch;
      await wait(100);
    }
  }

  /** Nobody twice; nobody left out but those who are reported. */
  function expectOnce(uncertain: ReadonlySet<string>): void {
    const reached = mail.received.flatMap(({ to }) => to);
    expect(new Set(reached).size).toBe(reached.length);
    const missing = ADDRESSES.filter((address) => !reached.includes(address) && !uncertain.has(address));
    expect(missing).toEqual([]);
    for (const { message } of mail.received) expect(message).toContain('Subject: Ask the account manager first');
  }
});
