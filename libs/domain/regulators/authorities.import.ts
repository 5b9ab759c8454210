import { z } from 'zod';
import { defineImport, listCell, nationCell, present, yesNoCell, type RowRefusal } from '#platform/imports';
import { line } from '#platform/values';
import { addDays, plainDateSchema, type PlainDate } from '#platform/working-days';
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

/** What other rows must know of an authority of the file. */
interface Listed {
  readonly code: string;
  readonly startedOn: PlainDate | undefined;
}

export const authoritiesImport = defineImport<Row, Listed>({
  name: 'authorities',
  description: 'Local authorities with their codes, dates and successors.',
  row,
  key: codeOf,
  index: (cells) => [cells['local-authority-code'], { code: codeOf(cells), startedOn: cells['start-date'] }],
  toCommands(cells, { index }) {
    const { 'county-la': county, 'replaced-by': replacedBy = [], 'end-date': end } = cells;
    const stranger = replacedBy.find((code) => !index.has(code));
    if (stranger !== undefined) return notInFile('replaced-by', stranger);
    if (county !== undefined && !index.has(county)) return notInFile('county-la', county);
    const idOf = (code: string) => authorityIdOf(index.get(code)?.code ?? code);
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
            endedOn:
              end &&
              firstDayWithout(
                end,
                replacedBy.map((code) => index.get(code)?.startedOn),
              ),
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

/**
 * The first day on which the authority no longer counts. `end-date` is that day in some rows of the list and the last
 * day of the authority in others. Where its successors begin tells which; else the day itself does, as councils end with
 * 31 March, the last day of their year.
 */
function firstDayWithout(end: PlainDate, successorsBegin: readonly (PlainDate | undefined)[]): PlainDate {
  if (successorsBegin.includes(end)) return end;
  const next = addDays(end, 1);
  return successorsBegin.includes(next) || end.endsWith('-03-31') ? next : end;
}

function notInFile(column: string, code: string): RowRefusal {
  return { column, reason: `${code} is not the code of an authority in this file, or its row cannot be taken` };
}
