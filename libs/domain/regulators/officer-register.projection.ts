import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, defineTable, integer, nullable, on, text, type TablesOf } from '#platform/projections';
import { officerEvents, type OfficerRole } from './officer.events.js';
import { roleKey } from './officer-tenure.js';

export const officerTable = defineTable('officer', {
  columns: {
    id: text(),
    revision: integer(),
    /** The authority served now, or last. */
    authorityId: text(),
    name: text(),
    sortName: text(),
    servingSince: text(),
    leftOn: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [['authorityId', 'sortName', 'id']],
});

/**
 * How an officer is reached at work; no row after the officer left. A table of its own, as fewer people may see it than
 * may know the officer by name.
 */
export const officerContactTable = defineTable('officer_contact', {
  columns: { officerId: text(), authorityId: text(), email: nullable(text()), phone: nullable(text()) },
  primaryKey: ['officerId'],
});

export const officerServiceTable = defineTable('officer_service', {
  columns: { officerId: text(), authorityId: text(), since: text(), until: nullable(text()) },
  primaryKey: ['officerId', 'since'],
});

export const officerRoleTable = defineTable('officer_role', {
  columns: {
    officerId: text(),
    roleKey: text(),
    since: text(),
    until: nullable(text()),
    authorityId: text(),
    role: text<OfficerRole['role']>(),
    title: nullable(text()),
  },
  primaryKey: ['officerId', 'roleKey', 'since'],
});

export type OfficerTables = TablesOf<
  [typeof officerTable, typeof officerContactTable, typeof officerServiceTable, typeof officerRoleTable]
>;

const touched = (event: StoredEvent) => officerTable.update({ id: event.stream }, { revision: event.revision });

const officerHandlers = on(officerEvents, {
  OfficerRegistered: (event) => {
    const { authorityId, name, email, phone, from } = event.data;
    return [
      officerTable.insert({
        id: event.stream,
        revision: event.revision,
        authorityId,
        name,
        sortName: name.toLowerCase(),
        servingSince: from,
        leftOn: null,
      }),
      officerContactTable.insert({
        officerId: event.stream,
        authorityId,
        email: email ?? null,
        phone: phone ?? null,
      }),
      officerServiceTable.insert({ officerId: event.stream, authorityId, since: from, until: null }),
    ];
  },
  OfficerAmended: (event) => {
    const { name, email, phone } = event.data;
    return [
      officerTable.update({ id: event.stream }, { revision: event.revision, name, sortName: name.toLowerCase() }),
      officerContactTable.update({ officerId: event.stream }, { email: email ?? null, phone: phone ?? null }),
    ];
  },
  RoleAssigned: (event) => [
    officerRoleTable.insert({
      officerId: event.stream,
      roleKey: roleKey(event.data),
      since: event.data.since,
      until: event.data.until ?? null,
      authorityId: event.data.authorityId,
      role: event.data.role,
      title: event.data.title ?? null,
    }),
    touched(event),
  ],
  RoleEnded: (event) => {
    const { since, until } = event.data;
    const tenure = { officerId: event.stream, roleKey: roleKey(event.data), since };
    // One that ends on the day on which it was to begin never took effect.
    return [
      since === until ? officerRoleTable.delete(tenure) : officerRoleTable.update(tenure, { until }),
      touched(event),
    ];
  },
  OfficerTransferred: (event) => {
    const { authorityId, from } = event.data;
    return [
      officerServiceTable.update({ officerId: event.stream, until: null }, { until: from }),
      officerServiceTable.insert({ officerId: event.stream, authorityId, since: from, until: null }),
      officerContactTable.update({ officerId: event.stream }, { authorityId }),
      officerTable.update({ id: event.stream }, { revision: event.revision, authorityId }),
    ];
  },
  ServiceEnded: (event) => [
    officerServiceTable.update({ officerId: event.stream, until: null }, { until: event.data.on }),
    officerContactTable.delete({ officerId: event.stream }),
    officerTable.update({ id: event.stream }, { revision: event.revision, leftOn: event.data.on }),
  ],
});

export const officerRegister = defineProjection({
  name: 'officer-register',
  version: 2,
  tables: [officerTable, officerContactTable, officerServiceTable, officerRoleTable],
  handlers: officerHandlers,
});
