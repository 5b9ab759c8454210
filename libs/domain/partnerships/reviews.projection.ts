import { defineProjection, on } from '#platform/projections';
import { partnershipEvents } from './partnership.events.js';
import { affirmationTable, lessonTable, maturityTable } from './reviews.tables.js';

const handlers = on(partnershipEvents, {
  PrinciplesAffirmed: (event) => [
    affirmationTable.insert({
      partnershipId: event.stream,
      side: event.data.side,
      version: event.data.version,
      note: event.data.note ?? null,
      affirmedAt: event.recordedAt,
    }),
  ],
  MaturityAssessed: (event) => [
    maturityTable.insert({
      partnershipId: event.stream,
      number: event.data.assessment,
      organisationId: event.metadata.organisationId ?? '',
      level: event.data.level,
      onDate: event.data.on,
      reason: event.data.reason,
      assessedBy: event.metadata.actor.party.id,
      recordedAt: event.recordedAt,
    }),
  ],
  LessonRecorded: (event) => [
    lessonTable.insert({
      partnershipId: event.stream,
      number: event.data.lesson,
      organisationId: event.metadata.organisationId ?? '',
      theme: event.data.theme,
      themeKey: event.data.theme.toLowerCase(),
      text: event.data.text,
      audience: event.data.audience,
      recordedAt: event.recordedAt,
    }),
  ],
});

/** Core principles affirmed, maturity judged, lessons learned. */
export const partnershipReviews = defineProjection({
  name: 'partnership-reviews',
  version: 2,
  tables: [affirmationTable, maturityTable, lessonTable],
  handlers,
});
