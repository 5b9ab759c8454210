import { z } from 'zod';
import { organisationReference, referencedOrganisationId, referencedSiteId } from '#domain/organisations';
import { PURPOSES, STATUTORY_EXEMPTIONS, topic, URGENCIES } from '#domain/partnerships';
import { authorityIdOf } from '#domain/regulators';
import { defineImport, listCell, present, yesNoCell } from '#platform/imports';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { contactAggregate, contactIdOf } from './contact.aggregate.js';
import { CHANNELS, RESULTS, roleLabel } from './contact.vocabulary.js';

const row = z.strictObject({
  'source-system': line(80),
  'source-reference': line(120),
  /** Whose contact it was: the GSS code of a council, or `HSE`. */
  authority: line(20),
  ...organisationReference,
  'site-reference': line(100).optional(),
  topic,
  purpose: z.enum(PURPOSES),
  urgency: z.enum(URGENCIES).optional(),
  exemption: z.enum(STATUTORY_EXEMPTIONS).optional(),
  'made-on': plainDateSchema,
  channel: z.enum(CHANNELS),
  'with-whom': roleLabel,
  summary: prose(4000).optional(),
  confidential: yesNoCell.optional(),
  results: listCell(/\s+/, z.enum(RESULTS), RESULTS.length).optional(),
  'outcome-text': prose(4000).optional(),
});

type Row = z.output<typeof row>;

export const contactsImport = defineImport<Row>({
  name: 'contacts',
  description: 'Contacts that were made, from the records of other systems.',
  row,
  key: (cells) => `${cells.authority} ${cells['source-system']} ${cells['source-reference']}`,
  async toCommands(cells, lookup) {
    const { 'source-system': system, 'source-reference': reference, 'outcome-text': text, results } = cells;
    if (text !== undefined && results === undefined) {
      return { column: 'results', reason: 'is required with outcome-text' };
    }
    const authorityId = authorityIdOf(cells.authority);
    return [
      {
        aggregate: contactAggregate,
        id: contactIdOf(authorityId, { system, reference }),
        commandType: 'RecordContact',
        input: {
          organisationId: await referencedOrganisationId(cells, lookup),
          authorityId,
          topic: cells.topic,
          purpose: cells.purpose,
          madeOn: cells['made-on'],
          channel: cells.channel,
          withWhom: cells['with-whom'],
          source: { system, reference },
          ...present({
            siteId: cells['site-reference'] && referencedSiteId(cells, cells['site-reference']),
            urgency: cells.urgency,
            exemption: cells.exemption,
            summary: cells.summary,
            confidential: cells.confidential,
            outcome: results && { results, ...present({ text }) },
          }),
        },
        columns: {
          organisationId: 'organisation-number',
          authorityId: 'authority',
          siteId: 'site-reference',
          madeOn: 'made-on',
          withWhom: 'with-whom',
          source: 'source-reference',
          outcome: 'results',
        },
      },
    ];
  },
});
