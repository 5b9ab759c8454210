import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, type RowChange } from '#platform/projections';
import { acknowledgementTable, measureTable, objectiveTable, readingTable } from './objectives.tables.js';
import { partnershipEvents, type EventOf } from './partnership.events.js';

type Terms = Pick<EventOf<'ObjectiveProposed'>['data'], 'title' | 'description' | 'theme' | 'objective' | 'measures'>;

function termColumns({ title, description, theme }: Terms) {
  return { title, description: description ?? null, theme: theme ?? null };
}

function measureRows(event: StoredEvent, { objective, measures }: Terms): RowChange[] {
  return measures.map(({ number, name, unit, baseline, target, by }) =>
    measureTable.upsert({
      partnershipId: event.stream,
      objective,
      number,
      name,
      unit,
      baseline: baseline ?? null,
      target,
      dueOn: by,
      current: 1,
    }),
  );
}

function reading(
  event: StoredEvent,
  data: EventOf<'ReadingRecorded'>['data'],
  restatement: { readonly restates: number; readonly reason: string } | undefined,
): RowChange {
  return readingTable.insert({
    partnershipId: event.stream,
    objective: data.objective,
    number: data.reading,
    measure: data.measure,
    value: data.value,
    onDate: data.on,
    evidence: data.evidence,
    source: data.source,
    recordedAt: event.recordedAt,
    restates: restatement?.restates ?? null,
    restatementReason: restatement?.reason ?? null,
    restatedBy: null,
  });
}

function change(event: StoredEvent, number: number, set: Parameters<typeof objectiveTable.update>[1]): RowChange {
  return objectiveTable.update({ partnershipId: event.stream, number }, set);
}

const handlers = on(partnershipEvents, {
  ObjectiveProposed: (event) => [
    objectiveTable.insert({
      partnershipId: event.stream,
      number: event.data.objective,
      organisationId: event.metadata.organisationId ?? '',
      status: 'PROPOSED',
      version: 1,
      proposedBy: event.data.side,
      proposedAt: event.recordedAt,
      amendmentReason: null,
      ...termColumns(event.data),
      organisationAgreedAt: null,
      regulatorsAgreedAt: null,
      achievedOn: null,
      outcomeReason: null,
    }),
    ...measureRows(event, event.data),
  ],
  ObjectiveAmended: (event) => [
    change(event, event.data.objective, {
      status: 'PROPOSED',
      version: event.data.version,
      amendmentReason: event.data.reason,
      ...termColumns(event.data),
      organisationAgreedAt: null,
      regulatorsAgreedAt: null,
    }),
    measureTable.update({ partnershipId: event.stream, objective: event.data.objective }, { current: 0 }),
    ...measureRows(event, event.data),
  ],
  ObjectiveAgreedBySide: (event) => [
    change(
      event,
      event.data.objective,
      event.data.side === 'ORGANISATION'
        ? { organisationAgreedAt: event.recordedAt }
        : { regulatorsAgreedAt: event.recordedAt },
    ),
  ],
  ObjectiveAgreed: (event) => [change(event, event.data.objective, { status: 'AGREED' })],
  ObjectiveWithdrawn: (event) => [
    change(event, event.data.objective, { status: 'WITHDRAWN', outcomeReason: event.data.reason }),
  ],
  ObjectiveAchieved: (event) => [
    change(event, event.data.objective, {
      status: 'ACHIEVED',
      achievedOn: event.data.on,
      outcomeReason: event.data.reason,
    }),
  ],
  ReadingRecorded: (event) => [reading(event, event.data, undefined)],
  ReadingRestated: (event) => [
    readingTable.update(
      { partnershipId: event.stream, objective: event.data.objective, number: event.data.restates },
      { restatedBy: event.data.reading },
    ),
    reading(event, event.data, event.data),
  ],
  ReadingAcknowledged: (event) => [
    acknowledgementTable.insert({
      partnershipId: event.stream,
      revision: event.revision,
      objective: event.data.objective,
      reading: event.data.reading,
      at: event.recordedAt,
    }),
  ],
});

/** Objectives with their present terms, and every reading ever taken. */
export const partnershipObjectives = defineProjection({
  name: 'partnership-objectives',
  version: 2,
  tables: [objectiveTable, measureTable, readingTable, acknowledgementTable],
  handlers,
});
