import type { NotNull } from 'kysely';
import type { ProcessDefinition } from '#platform/contexts';
import type { AggregateDefinition } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveUuid } from '#platform/values';
import { epochMilliseconds, instantOf, parseInstant } from '#platform/working-days';
import type { AgreementTables } from './agreement.tables.js';

/** Records that the time to agree has passed. Once, whatever happens to the service in between. */
export function agreementDeadlinesOf(aggregates: readonly AggregateDefinition[]): ProcessDefinition {
  return {
    name: 'agreement-deadlines',

    due: async (session, now, limit) => {
      const rows = await openAgreements(session).where('dueAt', '<', now).limit(limit).execute();
      return rows.map(({ objectId, version, versionId, soughtBy }) => ({
        aggregate: aggregateOf(aggregates, objectId),
        stream: objectId as StreamName,
        type: 'PassAgreementDeadline',
        input: { version },
        commandId: deriveUuid('agreement-deadline', versionId),
        causationId: soughtBy,
      }));
    },

    nextDue: async (session, now) => {
      const next = await openAgreements(session).where('dueAt', '>=', now).limit(1).executeTakeFirst();
      // A deadline is the last moment at which an agreement is in time.
      return next && instantOf(new Date(epochMilliseconds(parseInstant(next.dueAt)) + 1));
    },
  };
}

function openAgreements(session: Session) {
  return session
    .tables<AgreementTables>()
    .selectFrom('agreement')
    .select(['objectId', 'version', 'versionId', 'soughtBy', 'dueAt'])
    .where('status', '=', 'OPEN')
    .where('dueAt', 'is not', null)
    .$narrowType<{ dueAt: NotNull }>()
    .orderBy('dueAt')
    .orderBy('versionId');
}

function aggregateOf(aggregates: readonly AggregateDefinition[], objectId: string): AggregateDefinition {
  const found = aggregates.find(({ name }) => objectId.startsWith(`${name}-`));
  if (!found) throw new Error(`No aggregate that is agreed has the object ${objectId}.`);
  return found;
}
