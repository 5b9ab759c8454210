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
    /** How the officer is reached at work; nothing after the officer left. */
    email: nullable(text()),
    phone: nullable(text()),
    servingSince: text(),
    leftOn: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [['authorityId', 'sortName', 'id']],
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

export type OfficerTables = TablesOf<[typeof officerTable, typeof officerServiceTable, typeof officerRoleTable]>;

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
        email: email ?? null,
        phone: phone ?? null,
        servingSince: from,
        leftOn: null,
      }),
      officerServiceTable.insert({ officerId: event.stream, authorityId, since: from, until: null }),
    ];
  },
  OfficerAmended: (event) => {
    const { name, email, phone } = event.data;
    return [
      officerTable.update(
        { id: event.stream },
        { revision: event.revision, name, sortName: name.toLowerCase(), email: email ?? null, phone: phone ?? null },
      ),
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
      officerTable.update({ id: event.stream }, { revision: event.revision, authorityId }),
    ];
  },
  ServiceEnded: (event) => [
    officerServiceTable.update({ officerId: event.stream, until: null }, { until: event.data.on }),
    officerTable.update(
      { id: event.stream },
      { revision: event.revision, leftOn: event.data.on, email: null, phone: null },
    ),
  ],
});

export const officerRegister = defineProjection({
  name: 'officer-register',
  version: 1,
  tables: [officerTable, officerServiceTable, officerRoleTable],
  handlers: officerHandlers,
});
