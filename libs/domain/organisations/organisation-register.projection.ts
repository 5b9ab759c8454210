import {
  defineProjection,
  defineTable,
  flag,
  increment,
  integer,
  json,
  nullable,
  on,
  text,
  toJson,
  type TablesOf,
} from '#platform/projections';
import type { StoredEvent } from '#platform/event-sourcing';
import { organisationEvents, type Structure } from './organisation.events.js';
import { REGISTRIES } from './registry-number.js';
import { scopeKey } from './site.allocations.js';
import { siteEvents, type AllocationScope } from './site.events.js';

export const organisationTable = defineTable('organisation', {
  columns: {
    id: text(),
    revision: integer(),
    name: text(),
    /** Lower-case name, for search and order. */
    sortName: text(),
    structure: text<Structure>(),
    sicCodes: json<readonly string[]>(),
    tradingNames: json<readonly string[]>(),
    ukEmployees: nullable(integer()),
    headcountAsOf: nullable(text()),
    headcountSource: nullable(text()),
    openSites: integer(),
    overrideEligible: nullable(flag()),
    overrideReason: nullable(text()),
    registeredAt: text(),
  },
  primaryKey: ['id'],
  indexes: [['sortName', 'id']],
});

export const legalEntityTable = defineTable('legal_entity', {
  columns: {
    organisationId: text(),
    registry: text<(typeof REGISTRIES)[number]>(),
    number: text(),
    name: text(),
  },
  primaryKey: ['organisationId', 'registry', 'number'],
  indexes: [['registry', 'number']],
});

export const siteTable = defineTable('site', {
  columns: {
    id: text(),
    revision: integer(),
    organisationId: text(),
    name: text(),
    sortName: text(),
    address: nullable(text()),
    postcode: nullable(text()),
    uprn: nullable(text()),
    nation: text(),
    openedOn: nullable(text()),
    closedOn: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['organisationId', 'sortName', 'id'],
    ['uprn', 'sortName', 'id'],
  ],
});

export const allocationTable = defineTable('allocation', {
  columns: {
    siteId: text(),
    organisationId: text(),
    scopeKey: text(),
    scopeKind: text<AllocationScope['kind']>(),
    scopeDescription: nullable(text()),
    authorityId: text(),
    basis: text<'MAIN_ACTIVITY' | 'TRANSFER' | 'ASSIGNMENT'>(),
    reason: text(),
    validFrom: text(),
    /** The day from which the next allocation counts. */
    validUntil: nullable(text()),
    siteIsOpen: flag(),
  },
  primaryKey: ['siteId', 'scopeKey', 'validFrom'],
  indexes: [
    ['authorityId', 'siteIsOpen', 'validUntil', 'siteId', 'scopeKey'],
    // From one organisation to the next at which an authority enforces, however many sites lie between.
    ['authorityId', 'siteIsOpen', 'validUntil', 'organisationId'],
  ],
});

export type OrganisationTables = TablesOf<
  [typeof organisationTable, typeof legalEntityTable, typeof siteTable, typeof allocationTable]
>;

const revisionOf = (event: StoredEvent) => ({ revision: event.revision });

const organisationHandlers = on(organisationEvents, {
  OrganisationRegistered: (event) => [
    organisationTable.insert({
      id: event.stream,
      ...revisionOf(event),
      name: event.data.name,
      sortName: event.data.name.toLowerCase(),
      structure: event.data.structure,
      sicCodes: toJson([]),
      tradingNames: toJson([]),
      ukEmployees: null,
      headcountAsOf: null,
      headcountSource: null,
      openSites: 0,
      overrideEligible: null,
      overrideReason: null,
      registeredAt: event.recordedAt,
    }),
  ],
  OrganisationRenamed: (event) => [
    organisationTable.update(
      { id: event.stream },
      { ...revisionOf(event), name: event.data.name, sortName: event.data.name.toLowerCase() },
    ),
  ],
  LegalEntityAdded: (event) => [
    legalEntityTable.insert({ organisationId: event.stream, ...event.data }),
    organisationTable.update({ id: event.stream }, revisionOf(event)),
  ],
  LegalEntityRemoved: (event) => [
    legalEntityTable.delete({
      organisationId: event.stream,
      registry: event.data.registry,
      number: event.data.number,
    }),
    organisationTable.update({ id: event.stream }, revisionOf(event)),
  ],
  SicCodesSet: (event) => [
    organisationTable.update({ id: event.stream }, { ...revisionOf(event), sicCodes: toJson(event.data.codes) }),
  ],
  TradingNamesSet: (event) => [
    organisationTable.update({ id: event.stream }, { ...revisionOf(event), tradingNames: toJson(event.data.names) }),
  ],
  HeadcountReported: (event) => [
    organisationTable.update(
      { id: event.stream },
      {
        ...revisionOf(event),
        ukEmployees: event.data.ukEmployees,
        headcountAsOf: event.data.asOf,
        headcountSource: event.data.source,
      },
    ),
  ],
  StructureClassified: (event) => [
    organisationTable.update({ id: event.stream }, { ...revisionOf(event), structure: event.data.structure }),
  ],
  EligibilityOverridden: (event) => [
    organisationTable.update(
      { id: event.stream },
      { ...revisionOf(event), overrideEligible: event.data.eligible ? 1 : 0, overrideReason: event.data.reason },
    ),
  ],
  EligibilityOverrideWithdrawn: (event) => [
    organisationTable.update(
      { id: event.stream },
      { ...revisionOf(event), overrideEligible: null, overrideReason: null },
    ),
  ],
});

interface AllocationFacts {
  readonly scope: AllocationScope;
  readonly authorityId: string;
  readonly from: string;
}

function allocation(
  event: StoredEvent,
  { scope, authorityId, from }: AllocationFacts,
  basis: 'MAIN_ACTIVITY' | 'TRANSFER' | 'ASSIGNMENT',
  reason: string,
) {
  const key = scopeKey(scope);
  return [
    allocationTable.update({ siteId: event.stream, scopeKey: key, validUntil: null }, { validUntil: from }),
    allocationTable.insert({
      siteId: event.stream,
      organisationId: event.metadata.organisationId ?? '',
      scopeKey: key,
      scopeKind: scope.kind,
      scopeDescription: scope.kind === 'WHOLE' ? null : scope.description,
      authorityId,
      basis,
      reason,
      validFrom: from,
      validUntil: null,
      siteIsOpen: 1,
    }),
    siteTable.update({ id: event.stream }, revisionOf(event)),
  ];
}

/** A site that opens or closes counts for its organisation, and for those who enforce there. */
function openOrClosed(event: StoredEvent, organisationId: string, closedOn: string | null) {
  const isOpen = closedOn === null;
  return [
    siteTable.update({ id: event.stream }, { ...revisionOf(event), closedOn }),
    allocationTable.update({ siteId: event.stream }, { siteIsOpen: isOpen ? 1 : 0 }),
    organisationTable.update({ id: organisationId }, { openSites: increment(isOpen ? 1 : -1) }),
  ];
}

const siteHandlers = on(siteEvents, {
  SiteOpened: (event) => [
    siteTable.insert({
      id: event.stream,
      ...revisionOf(event),
      organisationId: event.data.organisationId,
      name: event.data.name,
      sortName: event.data.name.toLowerCase(),
      address: event.data.address ?? null,
      postcode: event.data.postcode ?? null,
      uprn: event.data.uprn ?? null,
      nation: event.data.nation,
      openedOn: event.data.openedOn ?? null,
      closedOn: null,
    }),
    organisationTable.update({ id: event.data.organisationId }, { openSites: increment(1) }),
  ],
  SiteAmended: (event) => [
    siteTable.update(
      { id: event.stream },
      {
        ...revisionOf(event),
        name: event.data.name,
        sortName: event.data.name.toLowerCase(),
        address: event.data.address ?? null,
        postcode: event.data.postcode ?? null,
        uprn: event.data.uprn ?? null,
        nation: event.data.nation,
      },
    ),
  ],
  OpeningDayCorrected: (event) => [
    siteTable.update({ id: event.stream }, { ...revisionOf(event), openedOn: event.data.openedOn ?? null }),
  ],
  SiteClosed: (event) => openOrClosed(event, event.data.organisationId, event.data.closedOn),
  ClosureCorrected: (event) => [
    siteTable.update({ id: event.stream }, { ...revisionOf(event), closedOn: event.data.closedOn }),
  ],
  ClosureWithdrawn: (event) => openOrClosed(event, event.data.organisationId, null),
  EnforcementAllocated: (event) =>
    allocation(event, event.data, 'MAIN_ACTIVITY', `Main activity: ${event.data.mainActivity}`),
  EnforcementTransferred: (event) => allocation(event, event.data, 'TRANSFER', event.data.reason),
  EnforcementAssigned: (event) => allocation(event, event.data, 'ASSIGNMENT', event.data.reason),
  AllocationWithdrawn: (event) => {
    const own = { siteId: event.stream, scopeKey: scopeKey(event.data.scope) };
    return [
      allocationTable.delete({ ...own, validFrom: event.data.from }),
      allocationTable.update({ ...own, validUntil: event.data.from }, { validUntil: null }),
      siteTable.update({ id: event.stream }, revisionOf(event)),
    ];
  },
});

export const organisationRegister = defineProjection({
  name: 'organisation-register',
  version: 4,
  tables: [organisationTable, legalEntityTable, siteTable, allocationTable],
  handlers: [...organisationHandlers, ...siteHandlers],
});
