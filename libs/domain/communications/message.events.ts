import { agreementEvents } from '#platform/agreements';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { messageCommentEvents } from './message-comments.events.js';
import { messageFollowUpEvents } from './message-follow-ups.events.js';
import { messageIssueEvents } from './message-issue.events.js';
import { messageLifecycleEvents } from './message-lifecycle.events.js';

/** Everything that can happen to a message, by subject. */
export const messageEvents = defineEvents('communications', {
  ...messageLifecycleEvents,
  ...agreementEvents,
  ...messageIssueEvents,
  ...messageCommentEvents,
  ...messageFollowUpEvents,
});

export type MessageEvent = EventsOf<typeof messageEvents>;
export type MessageEventOf<Name extends MessageEvent['type']> = Extract<MessageEvent, { type: Name }>;
