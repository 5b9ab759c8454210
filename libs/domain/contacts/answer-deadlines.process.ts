import type { ProcessDefinition } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import { deriveUuid } from '#platform/values';
import { epochMilliseconds, instantOf, parseInstant } from '#platform/working-days';
import type { NotNull } from 'kysely';
import type { ContactTables } from './contact.tables.js';
import { contactAggregate } from './contact.aggregate.js';

/**
 * Records that an account manager did not answer in time. What waits is in the read model, and the command's id is
 * derived from contact and deadline: after a restart nothing is lost, and nothing is recorded twice.
 */
export const answerDeadlines: ProcessDefinition = {
  name: 'contact-answer-deadlines',

  due: async (session, now, limit) => {
    const rows = await session
      .tables<ContactTables>()
      .selectFrom('unmade_contact')
      .select(['contactId', 'dueAt', 'registeredBy'])
      .$narrowType<{ dueAt: NotNull }>()
      .where('dueAt', '<', now)
      .orderBy('dueAt')
      .orderBy('contactId')
      .limit(limit)
      .execute();
    return rows.map(({ contactId, dueAt, registeredBy }) => ({
      aggregate: contactAggregate,
      stream: contactId as StreamName,
      type: 'PassAnswerDeadline',
      input: {},
      commandId: deriveUuid('answer-deadline', contactId, dueAt),
      causationId: registeredBy,
    }));
  },

  nextDue: async (session, now) => {
    const next = await session
      .tables<ContactTables>()
      .selectFrom('unmade_contact')
      .select('dueAt')
      .$narrowType<{ dueAt: NotNull }>()
      .where('dueAt', '>=', now)
      .orderBy('dueAt')
      .executeTakeFirst();
    // A deadline is the last moment at which an answer is in time.
    return next && instantOf(new Date(epochMilliseconds(parseInstant(next.dueAt)) + 1));
  },
};
