import { z } from 'zod';
import { defineImport, listCell, nationCell, present, yesNoCell, type RowRefusal } from '#platform/imports';
import type { Session } from '#platform/sessions';
import { line } from '#platform/values';
import { addDays, plainDateSchema, type PlainDate } from '#platform/working-days';
import { authorityAggregate } from './authority.aggregate.js';
import { authorityIdOf, gssCode, localCode } from './authority-code.js';
import { findCouncils } from './authority.queries.js';

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
  readonly gssCode: string | undefined;
  readonly localCode: string;
  readonly startedOn: PlainDate | undefined;
  readonly liesInCounty: boolean;
}

export const authoritiesImport = defineImport<Row, Listed>({
  name: 'authorities',
  description: 'Local authorities with their codes, dates and successors.',
  row,
  key: (cells) => codeOf(listedOf(cells)),
  index: (cells) => [cells['local-authority-code'], listedOf(cells)],
  async toCommands(cells, { index, read }) {
    const { 'county-la': countyCode, 'replaced-by': replacedBy = [], 'end-date': end } = cells;
    const stranger = replacedBy.find((code) => !index.has(code));
    if (stranger !== undefined) return notInFile('replaced-by', stranger);
    const own = listedOf(cells);
    const successors = replacedBy.flatMap((code) => index.get(code) ?? []);
    const county = countyCode === undefined ? undefined : index.get(countyCode);
    if (countyCode !== undefined && !county) return notInFile('county-la', countyCode);
    if (county?.liesInCounty) return { column: 'county-la', reason: `${countyCode} lies in a county itself` };
    const idOf = await read((session) => idsOf(session, [own, ...successors, ...(county ? [county] : [])]));
    return [
      {
        aggregate: authorityAggregate,
        id: idOf(own),
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
            endedOn: end && firstDayWithout(end, successors),
            countyId: county && idOf(county),
          }),
          successors: successors.map((each) => ({ authorityId: idOf(each) })),
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

function listedOf(cells: Row): Listed {
  return {
    gssCode: cells['gss-code'],
    localCode: cells['local-authority-code'],
    startedOn: cells['start-date'],
    liesInCounty: cells['county-la'] !== undefined,
  };
}

/** The code that decides the id of an authority that is new: an older council may have no GSS code. */
function codeOf({ gssCode, localCode }: Listed): string {
  return gssCode ?? localCode;
}

/** Ids of authorities of the file: of those on record under one of their codes, or that they will have. */
async function idsOf(session: Session, listed: readonly Listed[]): Promise<(authority: Listed) => string> {
  const councils = await findCouncils(session, listed);
  const known = new Map(listed.map((authority, index) => [authority, councils[index]?.id]));
  return (authority) => known.get(authority) ?? authorityIdOf(codeOf(authority));
}

/**
 * The first day on which the authority no longer counts. `end-date` is that day in some rows of the list and the last
 * day of the authority in others. Where its successors begin tells which; else the day itself does, as councils end with
 * 31 March, the last day of their year.
 */
function firstDayWithout(end: PlainDate, successors: readonly Listed[]): PlainDate {
  const successorsBegin = successors.map(({ startedOn }) => startedOn);
  if (successorsBegin.includes(end)) return end;
  const next = addDays(end, 1);
  return successorsBegin.includes(next) || end.endsWith('-03-31') ? next : end;
}

function notInFile(column: string, code: string): RowRefusal {
  return { column, reason: `${code} is not the code of an authority in this file, or its row cannot be taken` };
}
