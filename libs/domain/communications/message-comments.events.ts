import { z } from 'zod';
import { signatorySchema } from '#platform/agreements';
import { type EventCatalogue, type EventDefinition, type EventsOf, textsOnPersonsOf } from '#platform/event-sourcing';
import { idOf, prose } from '#platform/values';
import { MESSAGE_PARTS, version } from './message.vocabulary.js';

/** Comments are numbered from 1 within the message, answers within the comment. */
const comment = z.int().min(1);
const text = prose(4000);

const made = z.strictObject({ comment, version, part: z.enum(MESSAGE_PARTS), text, by: signatorySchema });
const answered = z.strictObject({ comment, answer: z.int().min(1), text, by: signatorySchema });
const settled = z.strictObject({ comment, settlement: prose(1000), by: signatorySchema });
const organisationId = idOf('organisation');

/**
 * What is said with an organisation and what regulators say among themselves are events of different types, so that no
 * view for an organisation can hold the latter.
 */
export const messageCommentEvents = {
  CommentMade: {
    version: 1,
    description: 'Somebody of an organisation commented on a version, or a regulator did for the organisation to read.',
    schema: made.extend({ organisationId }),
    personal: textsOnPersonsOf('comment', ['text']),
  },
  CommentAnswered: {
    version: 1,
    description: 'A comment that an organisation reads was answered.',
    schema: answered.extend({ organisationId }),
    personal: textsOnPersonsOf('comment', ['text']),
  },
  CommentSettled: {
    version: 1,
    description: 'It was said how a comment that an organisation reads was settled.',
    schema: settled.extend({ organisationId }),
    personal: textsOnPersonsOf('comment', ['settlement']),
  },
  RegulatorsCommentMade: {
    version: 1,
    description: 'A regulator commented on a version. For regulators only.',
    schema: made,
    personal: textsOnPersonsOf('comment', ['text']),
  },
  RegulatorsCommentAnswered: {
    version: 1,
    description: 'A comment of the regulators was answered. For regulators only.',
    schema: answered,
    personal: textsOnPersonsOf('comment', ['text']),
  },
  RegulatorsCommentSettled: {
    version: 1,
    description: 'It was said how a comment of the regulators was settled. For regulators only.',
    schema: settled,
    personal: textsOnPersonsOf('comment', ['settlement']),
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type MessageCommentEvent = EventsOf<EventCatalogue<typeof messageCommentEvents>>;
