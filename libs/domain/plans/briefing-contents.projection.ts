import {
  defineProjection,
  defineTable,
  integer,
  json,
  nullable,
  on,
  text,
  toJson,
  type RowChange,
  type TablesOf,
} from '#platform/projections';
import type { PlanContent } from './plan.content.js';
import { planEvents } from './plan.events.js';

/** Versions of plans with all that they say, and when they count. Briefings show extracts of them, never the rows. */
export const briefedVersionTable = defineTable('briefed_version', {
  columns: {
    organisationId: text(),
    planId: text<`plan-${string}`>(),
    version: integer(),
    partnershipId: text(),
    content: json<PlanContent>(),
    /** Null while it is not published. */
    validFrom: nullable(text()),
    /** The day from which it no longer counts. */
    validUntil: nullable(text()),
  },
  primaryKey: ['planId', 'version'],
  indexes: [['organisationId', 'planId', 'validFrom']],
});

/** Whom versions name: an authority by a priority or a local variation, or a region in lower case. */
export const briefedTargetTable = defineTable('briefed_target', {
  columns: {
    kind: text<'AUTHORITY' | 'REGION' | 'HSE'>(),
    target: text(),
    organisationId: text(),
    planId: text(),
    version: integer(),
  },
  primaryKey: ['kind', 'target', 'organisationId', 'planId', 'version'],
});

export type BriefingContentTables = TablesOf<[typeof briefedVersionTable, typeof briefedTargetTable]>;

type Target = Pick<Parameters<typeof briefedTargetTable.ensure>[0], 'kind' | 'target'>;

function targetsOf({ priorities, variations }: PlanContent): readonly Target[] {
  return [
    ...priorities.flatMap(({ concerns }) => [
      ...concerns.authorities.map((target): Target => ({ kind: 'AUTHORITY', target })),
      ...concerns.regions.map((region): Target => ({ kind: 'REGION', target: region.toLowerCase() })),
      ...(concerns.sectors.length > 0 ? [{ kind: 'HSE' as const, target: '' }] : []),
    ]),
    ...variations.map(({ authorityId }): Target => ({ kind: 'AUTHORITY', target: authorityId })),
  ];
}

const handlers = on(planEvents, {
  PlanVersionProposed: ({ stream, data: { version, content }, metadata }) => {
    const { organisationId = '', partnershipId = '' } = metadata;
    const planId = stream as `plan-${string}`;
    return [
      briefedVersionTable.insert({
        organisationId,
        planId,
        version,
        partnershipId,
        content: toJson(content),
        validFrom: null,
        validUntil: null,
      }),
      ...targetsOf(content).map((target) => briefedTargetTable.ensure({ ...target, organisationId, planId, version })),
    ];
  },
  PlanPublished: ({ stream, data: { version, from, ends, skipped } }) => {
    const planId = stream as `plan-${string}`;
    return [
      ...(ends === undefined ? [] : [briefedVersionTable.update({ planId, version: ends }, { validUntil: from })]),
      ...skipped.map((each) =>
        briefedVersionTable.update({ planId, version: each.version }, { validUntil: each.from }),
      ),
      briefedVersionTable.update({ planId, version }, { validFrom: from }),
    ];
  },
  // None of its versions counts from that day on, whatever was to follow which.
  PlanClosed: ({ stream }): readonly RowChange[] => [
    briefedVersionTable.delete({ planId: stream as `plan-${string}` }),
  ],
});

export const briefingContents = defineProjection({
  name: 'briefing-contents',
  version: 2,
  tables: [briefedVersionTable, briefedTargetTable],
  handlers,
});
