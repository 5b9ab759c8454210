import { z } from 'zod';
import { defineImport, listCell, nationCell, present, yesNoCell, type RowRefusal } from '#platform/imports';
import { line } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { authorityAggregate } from './authority.aggregate.js';
import { authorityIdOf, gssCode, localCode } from './authority-code.js';

/**
 * The columns of mySociety's list of UK local authorities (https://pages.mysociety.org/uk_local_authority_names_and_codes).
 * Authorities refer to one another by their local codes.
 */
const row = z.strictObject({
  'gss-code': gssCode.optional(),
  'local-authority-code': localCode,
  'official-name': line(200),
  'nice-name': line(200).optional(),
  nation: nationCell,
  region: line(100).optional(),
  'local-authority-type': line(8).optional(),
  'local-authority-type-name': line(100).optional(),
  'start-date': plainDateSchema.optional(),
  'end-date': plainDateSchema.optional(),
  'replaced-by': listCell(',', localCode, 20).optional(),
  'county-la': localCode.optional(),
  /** Follows from the dates, which count. */
  'current-authority': yesNoCell.optional(),
});

type Row = z.output<typeof row>;

export const authoritiesImport = defineImport<Row>({
  name: 'authorities',
  description: 'Local authorities with their codes, dates and successors.',
  row,
  key: codeOf,
  index: (cells) => [cells['local-authority-code'], codeOf(cells)],
  toCommands(cells, { index }) {
    const { 'county-la': county, 'replaced-by': replacedBy = [] } = cells;
    const stranger = replacedBy.find((code) => !index.has(code));
    if (stranger !== undefined) return notInFile('replaced-by', stranger);
    if (county !== undefined && !index.has(county)) return notInFile('county-la', county);
    const idOf = (code: string) => authorityIdOf(index.get(code) ?? code);
    return [
      {
        aggregate: authorityAggregate,
        id: authorityIdOf(codeOf(cells)),
        commandType: 'RecordAuthority',
        input: {
          kind: 'LOCAL_AUTHORITY',
          officialName: cells['official-name'],
          ...present({
            gssCode: cells['gss-code'],
            localCode: cells['local-authority-code'],
            name: cells['nice-name'],
            nation: cells.nation,
            region: cells.region,
            typeCode: cells['local-authority-type'],
            typeName: cells['local-authority-type-name'],
            startedOn: cells['start-date'],
            endedOn: cells['end-date'],
            countyId: county === undefined ? undefined : idOf(county),
          }),
          successors: replacedBy.map((code) => ({ authorityId: idOf(code) })),
          source: 'an import of authorities',
        },
        columns: COLUMNS,
      },
    ];
  },
});

const COLUMNS = {
  gssCode: 'gss-code',
  localCode: 'local-authority-code',
  officialName: 'official-name',
  name: 'nice-name',
  typeCode: 'local-authority-type',
  typeName: 'local-authority-type-name',
  startedOn: 'start-date',
  endedOn: 'end-date',
  successors: 'replaced-by',
  countyId: 'county-la',
};

/** The code that decides the authority's id: an older council may have no GSS code. */
function codeOf(cells: Row): string {
  return cells['gss-code'] ?? cells['local-authority-code'];
}

function notInFile(column: string, code: string): RowRefusal {
  return { column, reason: `${code} is not the code of an authority in this file, or its row cannot be taken` };
}
