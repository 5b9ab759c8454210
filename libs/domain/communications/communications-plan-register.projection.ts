import { defineProjection, defineTable, flag, integer, nullable, on, text, type TablesOf } from '#platform/projections';
import type { PlainDate } from '#platform/working-days';
import { audienceScope, type Audience, type Channel, type Segment } from './audience.vocabulary.js';
import { communicationsPlanEvents, type NeedDetails, type PlanStatus } from './communications-plan.events.js';

export const communicationsPlanTable = defineTable('communications_plan', {
  columns: {
    id: text(),
    revision: integer(),
    status: text<PlanStatus>(),
    title: text(),
    from: text<PlainDate>(),
    until: text<PlainDate>(),
    amendmentReason: nullable(text()),
    evaluation: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['from', 'id'],
    ['status', 'from', 'id'],
  ],
});

export const planMilestoneTable = defineTable('communications_milestone', {
  columns: {
    planId: text(),
    number: integer(),
    name: text(),
    on: text<PlainDate>(),
    /** 1 once it does not count any more. */
    withdrawn: flag(),
    /** Why it was amended or withdrawn the last time. */
    reason: nullable(text()),
  },
  primaryKey: ['planId', 'number'],
});

export const planNeedTable = defineTable('communications_need', {
  columns: {
    planId: text(),
    number: integer(),
    segment: text<Segment>(),
    region: nullable(text()),
    sector: nullable(text()),
    what: text(),
    by: text<PlainDate>(),
    channel: text<Channel>(),
    milestone: integer(),
    withdrawn: flag(),
    reason: nullable(text()),
  },
  primaryKey: ['planId', 'number'],
});

/** The messages that are to meet each need. */
export const planMessageTable = defineTable('communications_need_message', {
  columns: { planId: text(), need: integer(), messageId: text() },
  primaryKey: ['planId', 'need', 'messageId'],
});

export type CommunicationsPlanTables = TablesOf<
  [typeof communicationsPlanTable, typeof planMilestoneTable, typeof planNeedTable, typeof planMessageTable]
>;

function audienceColumns(audience: Audience) {
  const scope = audienceScope(audience) ?? null;
  const isSector = audience.segment === 'HSE_SECTOR';
  return { segment: audience.segment, region: isSector ? null : scope, sector: isSector ? scope : null };
}

function needColumns({ audience, what, by, channel, milestone }: NeedDetails) {
  return { ...audienceColumns(audience), what, by, channel, milestone };
}

const change = ({ stream: id, revision }: { readonly stream: string; readonly revision: number }) =>
  communicationsPlanTable.update({ id }, { revision });

const handlers = on(communicationsPlanEvents, {
  CommunicationsPlanDrafted: ({ stream: id, revision, data }) => [
    communicationsPlanTable.insert({ id, revision, status: 'DRAFT', ...data, amendmentReason: null, evaluation: null }),
  ],
  CommunicationsPlanAmended: ({ stream: id, revision, data: { reason: amendmentReason, ...details } }) => [
    communicationsPlanTable.update({ id }, { revision, ...details, amendmentReason }),
  ],
  CommunicationsPlanPutInForce: ({ stream: id, revision }) => [
    communicationsPlanTable.update({ id }, { revision, status: 'IN_FORCE' }),
  ],
  CommunicationsPlanClosed: ({ stream: id, revision, data: { evaluation } }) => [
    communicationsPlanTable.update({ id }, { revision, status: 'CLOSED', evaluation }),
  ],
  MilestoneAdded: (event) => [
    change(event),
    planMilestoneTable.insert({
      planId: event.stream,
      number: event.data.milestone,
      name: event.data.name,
      on: event.data.on,
      withdrawn: 0,
      reason: null,
    }),
  ],
  MilestoneAmended: (event) => {
    const { milestone: number, ...columns } = event.data;
    return [change(event), planMilestoneTable.update({ planId: event.stream, number }, columns)];
  },
  MilestoneWithdrawn: (event) => {
    const { milestone: number, reason } = event.data;
    return [change(event), planMilestoneTable.update({ planId: event.stream, number }, { withdrawn: 1, reason })];
  },
  NeedAdded: (event) => [
    change(event),
    planNeedTable.insert({
      planId: event.stream,
      number: event.data.need,
      ...needColumns(event.data),
      withdrawn: 0,
      reason: null,
    }),
  ],
  NeedAmended: (event) => {
    const { need: number, reason } = event.data;
    const columns = { ...needColumns(event.data), reason };
    return [change(event), planNeedTable.update({ planId: event.stream, number }, columns)];
  },
  NeedWithdrawn: (event) => {
    const { need: number, reason } = event.data;
    return [change(event), planNeedTable.update({ planId: event.stream, number }, { withdrawn: 1, reason })];
  },
  MessageLinked: (event) => [
    change(event),
    planMessageTable.insert({ planId: event.stream, need: event.data.need, messageId: event.data.messageId }),
  ],
  MessageUnlinked: (event) => [
    change(event),
    planMessageTable.delete({ planId: event.stream, need: event.data.need, messageId: event.data.messageId }),
  ],
});

export const communicationsPlanRegister = defineProjection({
  name: 'communications-plan-register',
  version: 1,
  tables: [communicationsPlanTable, planMilestoneTable, planNeedTable, planMessageTable],
  handlers,
});
