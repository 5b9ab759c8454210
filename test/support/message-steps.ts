import { commandsOf } from './commands.js';
import { latestVersion, messageContent, type MessageWorld, type NamedVersion } from './message-world.js';
import type { TestCaller, TestService } from './service.js';

/** Steps of messages that must be carried out, each naming the version that is the latest. */
export interface MessageSteps {
  /** @returns the id of the message */
  draft(content?: object, as?: TestCaller): Promise<string>;
  named(messageId: string): Promise<NamedVersion>;
  propose(messageId: string): Promise<void>;
  confirm(messageId: string, ...all: readonly TestCaller[]): Promise<void>;
  /** By the coordinating body's communications lead, unless somebody else is named. */
  issue(messageId: string, as?: TestCaller): Promise<void>;
  /** Drafted, confirmed by both communications leads, and issued. */
  issued(content?: object): Promise<string>;
}

export function messageSteps(service: () => TestService, world: () => MessageWorld): MessageSteps {
  const { accepted } = commandsOf(service, ['message']);
  const steps: MessageSteps = {
    draft: (content = messageContent, as = world().hseLead) => accepted(as, 'messageDraft', { content }),
    named: (messageId) => latestVersion(service(), world().hseLead, messageId),
    propose: async (messageId) => {
      const named = await steps.named(messageId);
      await accepted(world().hseLead, 'messagePropose', { messageId, ...named, workingDays: 10 });
    },
    confirm: async (messageId, ...all) => {
      for (const as of all) await accepted(as, 'messageConfirm', { messageId, ...(await steps.named(messageId)) });
    },
    issue: async (messageId, as = world().lacorsCommunications) => {
      await accepted(as, 'messageIssue', { messageId, ...(await steps.named(messageId)) });
    },
    issued: async (content = messageContent) => {
      const messageId = await steps.draft(content);
      await steps.propose(messageId);
      await steps.confirm(messageId, world().hseCommunications, world().lacorsCommunications);
      await steps.issue(messageId);
      return messageId;
    },
  };
  return steps;
}
