import type { z } from 'zod';
import { csvLines, UnreadableLineError } from './csv-lines.js';
import { csvRecords, type CsvFault, type CsvRecord } from './csv-records.js';
import { columnsOf, type ImportDefinition } from './import-definition.js';
import { checkHeader } from './import-header.js';
import { ImportFileError, type ImportProblem } from './import-report.js';
import { utf8Text } from './utf8-text.js';

/** Characters of one row and of one cell. */
export const ROW_LIMITS = { row: 65_536, cell: 10_000 } as const;

export type ImportRow<Row = unknown> =
  | { readonly outcome: 'read'; readonly line: number; readonly row: Row }
  | { readonly outcome: 'refused'; readonly line: number; readonly problems: readonly ImportProblem[] }
  /** The file cannot be read on from here. */
  | { readonly outcome: 'ended'; readonly problem: ImportProblem };

/**
 * The records of a file as they are, the header first. What keeps the rest from being read is a final fault.
 */
export async function* recordsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord | CsvFault> {
  try {
    yield* csvRecords(csvLines(utf8Text(source), ROW_LIMITS.row), ROW_LIMITS.row);
  } catch (error) {
    if (!(error instanceof UnreadableLineError)) throw error;
    yield { outcome: 'fault', line: error.line, reason: error.message, final: true };
  }
}

/**
 * The rows of a file of this kind, checked.
 * @throws {ImportFileError} when the file as a whole is not of this kind
 */
export async function* importRows<Row>(
  definition: ImportDefinition<Row>,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<ImportRow<Row>> {
  let header: readonly string[] | undefined;
  for await (const record of recordsOf(source)) {
    if (header) yield record.outcome === 'fault' ? faulty(record) : readRow(definition, header, record);
    else header = readHeader(definition, record);
  }
  if (!header) throw emptyFile(definition);
}

export function emptyFile(definition: ImportDefinition): ImportFileError {
  return new ImportFileError([{ line: 1, column: null, reason: `The file is empty. ${firstLine(definition)}` }]);
}

/** @throws {ImportFileError} */
export function readHeader(definition: ImportDefinition, record: CsvRecord | CsvFault): readonly string[] {
  if (record.outcome === 'fault') {
    throw new ImportFileError([{ line: record.line, column: null, reason: record.reason }]);
  }
  checkHeader(record.cells, columnsOf(definition));
  return record.cells;
}

function firstLine(definition: ImportDefinition): string {
  return `The first line must name the columns: ${columnsOf(definition)
    .map(({ name }) => name)
    .join(',')}`;
}

function faulty({ line, reason, final }: CsvFault): ImportRow<never> {
  const problem = { line, column: null, reason };
  return final ? { outcome: 'ended', problem } : { outcome: 'refused', line, problems: [problem] };
}

function readRow<Row>(
  definition: ImportDefinition<Row>,
  header: readonly string[],
  { line, cells }: CsvRecord,
): ImportRow<Row> {
  const refuse = (problems: readonly Omit<ImportProblem, 'line'>[]) => ({
    outcome: 'refused' as const,
    line,
    problems: problems.map((problem) => ({ line, ...problem })),
  });
  if (cells.length !== header.length) {
    const reason = `The row has ${cells.length} cells; the header has ${header.length}. Put cells with commas in quotation marks.`;
    return refuse([{ column: null, reason }]);
  }
  const tooLong = header.filter((_, index) => (cells[index]?.length ?? 0) > ROW_LIMITS.cell);
  if (tooLong.length > 0) {
    const reason = `must be at most ${ROW_LIMITS.cell.toLocaleString('en-GB')} characters long`;
    return refuse(tooLong.map((column) => ({ column, reason })));
  }
  const filled = header.map((name, index) => [name, cells[index]?.trim()] as const).filter(([, cell]) => cell);
  const read = definition.row.safeParse(Object.fromEntries(filled));
  if (read.success) return { outcome: 'read', line, row: read.data };
  const given = new Set(filled.map(([name]) => name));
  return refuse(read.error.issues.flatMap((issue) => problemsOf(issue, given)));
}

function problemsOf(issue: z.core.$ZodIssue, given: ReadonlySet<string>): Omit<ImportProblem, 'line'>[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((column) => ({ column, reason: 'must be empty in a row of this kind' }));
  }
  const [first] = issue.path;
  const column = first === undefined ? null : String(first);
  const isMissing = issue.code !== 'custom' && column !== null && !given.has(column);
  return [{ column, reason: isMissing ? 'is required' : reasonOf(issue) }];
}

/** Where a schema has no words of its own, the library's are meant for programmers. */
function reasonOf(issue: z.core.$ZodIssue): string {
  const isOfLibrary = issue.code === 'invalid_value' && issue.message.startsWith('Invalid ');
  return isOfLibrary ? `must be one of ${issue.values.map(String).join(', ')}` : issue.message;
}
