import { digestOf } from '#platform/values';
import type { MatrixWorld } from './world.js';

/** In Scotland, where Dundee is; carried by people. */
const CONTENT = {
  title: 'Ask the account manager first',
  purpose: 'Councils know of the account managers.',
  source: 'COORDINATING_BODY',
  wording: { subject: 'Ask first', body: 'Before you write, *ask*.' },
  audiences: [{ segment: 'LOCAL_AUTHORITIES', region: 'Scotland' }],
  organisationIds: [] as readonly string[],
  channels: [{ channel: 'NEWSLETTER', newsletter: 'Environmental Health News' }],
  attachments: [],
  window: { from: '2006-05-22', until: '2006-07-31' },
  programmePeriods: [],
};

/** A message that names the organisation that stays: each step as the caller whose part it is. */
export class MessageMaking {
  private constructor(
    private readonly world: MatrixWorld,
    readonly messageId: string,
    readonly content: object,
  ) {}

  static async draft(world: MatrixWorld, changes: object = {}): Promise<MessageMaking> {
    const content = { ...MessageMaking.content(world), ...changes };
    return new MessageMaking(world, await world.begin('message', 'messageDraft', { content }), content);
  }

  static content(world: MatrixWorld): object {
    return { ...CONTENT, organisationIds: [world.organisationId] };
  }

  /** As those name it who confirm or issue it. */
  get named(): Readonly<Record<string, unknown>> {
    return { messageId: this.messageId, version: 1, digest: digestOf(this.content) };
  }

  async step(mutation: string, input: object = {}, as = 'HSE COMMUNICATIONS_LEAD'): Promise<MessageMaking> {
    await this.world.carryOut(mutation, { messageId: this.messageId, ...input }, this.world.caller(as));
    return this;
  }

  proposed(): Promise<MessageMaking> {
    return this.step('messagePropose', { ...this.named, workingDays: 10 });
  }

  async confirmed(): Promise<MessageMaking> {
    await this.proposed();
    const all = [
      'HSE COMMUNICATIONS_LEAD',
      'LACORS COMMUNICATIONS_LEAD',
      'account manager OFFICER',
      'organisation REPRESENTATIVE',
    ];
    for (const as of all) await this.step('messageConfirm', this.named, as);
    return this;
  }

  async issued(): Promise<MessageMaking> {
    await this.confirmed();
    return this.step('messageIssue', this.named, 'LACORS COMMUNICATIONS_LEAD');
  }
}
