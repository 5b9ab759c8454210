import { z } from 'zod';
import {
  defineImport,
  joinedLinesCell,
  listCell,
  nationCell,
  wholeNumberCell,
  type ImportCommand,
  type ImportLookup,
  type RowRefusal,
} from '#platform/imports';
import { authorityIdOf, findAuthorities } from '#domain/regulators';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { organisationReference, referencedOrganisationId, referencedSiteId } from './import-references.js';
import { organisationAggregate } from './organisation.aggregate.js';
import { sicCode, STRUCTURES } from './organisation.events.js';
import { findOpenSitesByUprn } from './organisation.queries.js';
import { entityKey, REGISTRIES } from './registry-number.js';
import { siteAggregate } from './site.aggregate.js';
import { allocationScope, postcode, uprn } from './site.events.js';

const organisation = { ...organisationReference, name: line(200) };

const organisationRow = z.strictObject({
  record: z.literal('ORGANISATION'),
  ...organisation,
  structure: z.enum(STRUCTURES),
  'legal-entity-name': line(200).optional(),
  'sic-codes': listCell(/\s+/, sicCode, 20).optional(),
  'uk-employees': wholeNumberCell.optional(),
  'headcount-as-of': plainDateSchema.optional(),
  'headcount-source': line(200).optional(),
});

const legalEntityRow = z.strictObject({
  record: z.literal('LEGAL_ENTITY'),
  ...organisation,
  'entity-registry': z.enum(REGISTRIES),
  'entity-number': line(40),
});

const siteRow = z.strictObject({
  record: z.literal('SITE'),
  ...organisation,
  'site-reference': line(100),
  address: joinedLinesCell(300).optional(),
  postcode: postcode.optional(),
  uprn: uprn.optional(),
  nation: nationCell,
  'opened-on': plainDateSchema.optional(),
  'closed-on': plainDateSchema.optional(),
  'allocated-to': line(20).optional(),
  'allocated-from': plainDateSchema.optional(),
  'allocation-scope': z.enum(['WHOLE', 'PART', 'ACTIVITY']).optional(),
  'allocation-description': line(200).optional(),
  'main-activity': line(200).optional(),
});

/** Columns that say something only together. */
const WHOLE_GROUPS = [
  ['uk-employees', 'headcount-as-of', 'headcount-source'],
  ['allocated-to', 'allocated-from', 'main-activity'],
] as const;

const row = z
  .discriminatedUnion('record', [organisationRow, legalEntityRow, siteRow], {
    error: 'must be ORGANISATION, LEGAL_ENTITY or SITE',
  })
  .superRefine((cells, context) => {
    for (const group of WHOLE_GROUPS) {
      const values = Object.entries(cells);
      const filled = group.filter((column) => values.some(([name, value]) => name === column && value !== undefined));
      if (filled.length === 0 || filled.length === group.length) continue;
      for (const column of group.filter((each) => !filled.includes(each))) {
        context.addIssue({ code: 'custom', path: [column], message: `is required with ${filled.join(' and ')}` });
      }
    }
  });

type OrganisationRow = z.output<typeof organisationRow>;
type SiteRow = z.output<typeof siteRow>;
type Row = z.output<typeof row>;

const REASON = 'As given by an import.';

export const organisationsImport = defineImport<Row>({
  name: 'organisations',
  description: 'Organisations with their legal entities, their sites, and who enforces at each.',
  row,
  key: (cells) =>
    cells.record === 'SITE' ? `${organisationKey(cells)} ${cells['site-reference']}` : organisationKey(cells),
  alsoKnownAs: (cells) => {
    if (cells.record === 'LEGAL_ENTITY') {
      return [entityKey({ registry: cells['entity-registry'], number: cells['entity-number'] })];
    }
    return cells.record === 'SITE' && cells.uprn ? [`${organisationKey(cells)} UPRN ${cells.uprn}`] : [];
  },
  // Also rows that are no sites: a row before may have given the organisation the number by which this one names it.
  after: (cells) => [organisationKey(cells)],
  async toCommands(cells, lookup) {
    const organisationId = await referencedOrganisationId(cells, lookup);
    switch (cells.record) {
      case 'ORGANISATION':
        return [recordOrganisation(organisationId, cells)];
      case 'LEGAL_ENTITY':
        return [addLegalEntity(organisationId, cells)];
      case 'SITE':
        return (
          (await strangerAmong(cells, lookup)) ??
          (await otherSiteAtProperty(organisationId, cells, lookup)) ??
          recordSite(organisationId, cells)
        );
    }
  },
});

function organisationKey(cells: Row): string {
  return entityKey({ registry: cells['organisation-registry'], number: cells['organisation-number'] });
}

function recordOrganisation(id: string, cells: OrganisationRow): ImportCommand {
  const { name, structure, 'uk-employees': ukEmployees, 'headcount-as-of': asOf, 'headcount-source': source } = cells;
  return {
    aggregate: organisationAggregate,
    id,
    commandType: 'RecordOrganisation',
    input: {
      name,
      structure,
      legalEntity: {
        name: cells['legal-entity-name'] ?? name,
        registry: cells['organisation-registry'],
        number: cells['organisation-number'],
      },
      ...(cells['sic-codes'] ? { sicCodes: cells['sic-codes'] } : {}),
      ...(ukEmployees === undefined ? {} : { headcount: { ukEmployees, asOf, source } }),
      reason: REASON,
    },
    columns: {
      legalEntity: 'organisation-number',
      sicCodes: 'sic-codes',
      'headcount.asOf': 'headcount-as-of',
      headcount: 'uk-employees',
    },
  };
}

function addLegalEntity(id: string, cells: z.output<typeof legalEntityRow>): ImportCommand {
  const { name, 'entity-registry': registry, 'entity-number': number } = cells;
  return {
    aggregate: organisationAggregate,
    id,
    commandType: 'AddLegalEntity',
    input: { legalEntity: { name, registry, number } },
    columns: { legalEntity: 'entity-number', organisationId: 'organisation-number' },
  };
}

function recordSite(organisationId: string, cells: SiteRow) {
  const { name, address, postcode: code, uprn: property, nation: nationCode } = cells;
  const scope = scopeOf(cells);
  if (!scope.success) {
    return { column: 'allocation-description', reason: 'is required for a PART or an ACTIVITY, and for these only' };
  }
  const { 'allocated-to': authority, 'allocated-from': from, 'main-activity': mainActivity } = cells;
  const input = {
    organisationId,
    name,
    nation: nationCode,
    ...(address ? { address } : {}),
    ...(code ? { postcode: code } : {}),
    ...(property ? { uprn: property } : {}),
    ...(cells['opened-on'] ? { openedOn: cells['opened-on'] } : {}),
    ...(cells['closed-on'] ? { closedOn: cells['closed-on'] } : {}),
    ...(authority
      ? { allocation: { authorityId: authorityIdOf(authority), scope: scope.data, from, mainActivity } }
      : {}),
    reason: REASON,
  };
  const id = referencedSiteId(cells, cells['site-reference']);
  const columns = {
    organisationId: 'organisation-number',
    allocation: 'allocated-to',
    authorityId: 'allocated-to',
    scope: 'allocated-to',
    from: 'allocated-from',
    closedOn: 'closed-on',
  };
  return [{ aggregate: siteAggregate, id, commandType: 'RecordSite', input, columns }];
}

/** Enforcement is allocated to authorities on record, so that a mistyped code does not allocate it to nobody. */
async function strangerAmong({ 'allocated-to': code }: SiteRow, lookup: ImportLookup): Promise<RowRefusal | undefined> {
  if (code === undefined) return undefined;
  const id = authorityIdOf(code);
  const known = await lookup.read((session) => findAuthorities(session, [id]));
  return known.has(id)
    ? undefined
    : {
        column: 'allocated-to',
        reason: `${code} is neither the GSS code of an authority on record nor the short code of one without`,
      };
}

/** A site that was opened by other means, or under another reference, is not entered a second time. */
async function otherSiteAtProperty(
  organisationId: string,
  cells: SiteRow,
  lookup: ImportLookup,
): Promise<RowRefusal | undefined> {
  const { uprn: property } = cells;
  if (property === undefined || cells['closed-on'] !== undefined) return undefined;
  const found = await lookup.read((session) => findOpenSitesByUprn(session, organisationId, property));
  const own = referencedSiteId(cells, cells['site-reference']);
  const [other] = found.some(({ id }) => id === own) ? [] : found;
  return (
    other && {
      column: 'uprn',
      reason: `is that of ${other.name}, an open site of this organisation on record (${other.id})`,
    }
  );
}

function scopeOf({ 'allocation-scope': kind = 'WHOLE', 'allocation-description': description }: SiteRow) {
  return allocationScope.safeParse(description === undefined ? { kind } : { kind, description });
}
