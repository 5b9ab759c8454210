import type { DomainContext, ProcessDefinition } from '#platform/contexts';
import type { StreamName } from '#platform/event-store';
import { defineProjection, defineTable, on, text, type Projection, type TablesOf } from '#platform/projections';
import { deriveId, deriveUuid } from '#platform/values';
import { tallyAggregate, tallyEvents } from '../event-sourcing/tally.fixture.js';

/*
 * A context for the specs of the platform: tallies whose owner is the moment at which they are to be closed.
 */

const openTable = defineTable('open_tally', {
  columns: { id: text(), dueAt: text() },
  primaryKey: ['id'],
  indexes: [['dueAt', 'id']],
});
export type OpenTables = TablesOf<[typeof openTable]>;

export const openTallies: Projection = defineProjection({
  name: 'open-tallies',
  version: 1,
  tables: [openTable],
  handlers: on(tallyEvents, {
    TallyOpened: ({ stream, data }) => [openTable.insert({ id: stream, dueAt: data.owner })],
    TallyClosed: ({ stream }) => [openTable.delete({ id: stream })],
  }),
});

/** Closes what is due; the spec can change how. */
export function closing(changes: Partial<ProcessDefinition> & { readonly type?: string } = {}): ProcessDefinition {
  const { type = 'CloseTally', ...rest } = changes;
  return {
    name: 'closing',
    due: async (session, now, limit) => {
      // A process may do something else first; its session is its own until it is done.
      await Promise.resolve();
      const rows = await session
        .tables<OpenTables>()
        .selectFrom('open_tally')
        .selectAll()
        .where('dueAt', '<=', now)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id, dueAt }) => ({
        aggregate: tallyAggregate,
        stream: id as StreamName,
        type,
        input: type === 'CloseTally' ? { reason: 'due' } : {},
        commandId: deriveUuid('closing', id, dueAt),
      }));
    },
    nextDue: async (session, now) => {
      const open = session.tables<OpenTables>().selectFrom('open_tally').select('dueAt').where('dueAt', '>', now);
      return (await open.orderBy('dueAt').executeTakeFirst())?.dueAt;
    },
    ...rest,
  };
}

export function talliesContext(processes: readonly ProcessDefinition[] = [closing()]): DomainContext {
  return {
    name: 'tallies',
    aggregates: [tallyAggregate],
    projections: [openTallies],
    policy: (_caller, _standing, allow) => allow(['read', 'OpenTally', 'Count', 'CloseTally'], 'Tally'),
    standings: [],
    processes,
    mutations: [],
    nodes: [],
    module: class TalliesModule {},
  };
}

export const tallyOf = (name: string) => deriveId('tally', name) as string as StreamName;
