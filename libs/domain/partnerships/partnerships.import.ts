import { z } from 'zod';
import { organisationReference, referencedOrganisationId } from '#domain/organisations';
import { authorityIdOf } from '#domain/regulators';
import { defineImport, yesNoCell, type ImportLookup, type RowRefusal } from '#platform/imports';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { partnershipAggregate } from './partnership.aggregate.js';
import { latestEndedPartnership, nextPartnershipId } from './partnership-succession.queries.js';
import { currentPartnerships } from './partnership.queries.js';
import { LEAD_SIDES, reason, SCHEME_RELATIONS } from './partnership.vocabulary.js';

/** Officers are appointed by leads, and no row makes anybody account manager. */
const row = z
  .strictObject({
    ...organisationReference,
    'lead-side': z.enum(LEAD_SIDES),
    /** The GSS code of a council, or `HSE`. */
    'lead-authority': line(20),
    sector: line(120),
    'both-enforce': yesNoCell,
    status: z.enum(['PROPOSED', 'CONSIDERING', 'ACTIVE']),
    'active-from': plainDateSchema.optional(),
    scheme: line(80).optional(),
    'scheme-relation': z.enum(SCHEME_RELATIONS).optional(),
    'scheme-reference': line(200).optional(),
    'exception-reason': reason.optional(),
    'without-shadow-reason': reason.optional(),
  })
  .superRefine((cells, context) => {
    const filled = SCHEME_COLUMNS.filter((column) => cells[column] !== undefined);
    if (filled.length === 0) return;
    for (const column of SCHEME_COLUMNS.filter((each) => !filled.includes(each))) {
      context.addIssue({ code: 'custom', path: [column], message: `is required with ${filled.join(' and ')}` });
    }
  });

const SCHEME_COLUMNS = ['scheme', 'scheme-relation', 'scheme-reference'] as const;

type Row = z.output<typeof row>;

export const partnershipsImport = defineImport<Row>({
  name: 'partnerships',
  description: 'Partnerships with organisations, who leads them, and how they stand.',
  row,
  key: (cells) => `${cells['organisation-registry']} ${cells['organisation-number']}`,
  async toCommands(cells, lookup) {
    const organisationId = await referencedOrganisationId(cells, lookup);
    const {
      'active-from': activeFrom,
      'exception-reason': exceptionReason,
      'without-shadow-reason': withoutShadowReason,
      scheme,
      'scheme-relation': relation,
      'scheme-reference': reference,
    } = cells;
    const found = await findPartnership(organisationId, lookup);
    if ('reason' in found) return found;
    return [
      {
        aggregate: partnershipAggregate,
        id: found.id,
        about: organisationId,
        commandType: 'RecordPartnership',
        input: {
          organisationId,
          leadSide: cells['lead-side'],
          leadAuthorityId: authorityIdOf(cells['lead-authority']),
          sector: cells.sector,
          bothEnforce: cells['both-enforce'],
          status: cells.status,
          ...(activeFrom === undefined ? {} : { activeFrom }),
          ...(exceptionReason === undefined ? {} : { exceptionReason }),
          ...(withoutShadowReason === undefined ? {} : { withoutShadowReason }),
          ...(scheme === undefined ? {} : { earlierScheme: { relation, scheme, reference } }),
          source: 'an import of partnerships',
        },
        columns: {
          organisationId: 'organisation-number',
          leadSide: 'lead-side',
          leadAuthorityId: 'lead-authority',
          activeFrom: 'active-from',
          exceptionReason: 'exception-reason',
          withoutShadowReason: 'without-shadow-reason',
        },
      },
    ];
  },
});

/**
 * The organisation's partnership, whoever proposed it; else its first one. That a partnership follows one that has ended
 * is for leads to decide: the row may be older than that end.
 */
function findPartnership(organisationId: string, lookup: ImportLookup): Promise<{ readonly id: string } | RowRefusal> {
  return lookup.read(async (session) => {
    const current = (await currentPartnerships(session, [organisationId])).get(organisationId);
    if (current) return { id: current.id };
    const ended = await latestEndedPartnership(session, organisationId);
    if (!ended) return { id: await nextPartnershipId(session, organisationId) };
    const reason = `The organisation's latest partnership, ${ended.id}, ended on ${ended.endedOn}. Another one is proposed by a lead, not by an import.`;
    return { column: 'organisation-number', reason };
  });
}
