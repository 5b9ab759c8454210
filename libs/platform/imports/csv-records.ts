import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvLine } from './csv-lines.js';

export interface CsvRecord {
  readonly outcome: 'record';
  /** Line on which the record begins; with line feeds in quotation marks it goes on over the next ones. */
  readonly line: number;
  /** The record as it is in the file, lines ended by a line feed. */
  readonly source: string;
  readonly cells: readonly string[];
}

export interface CsvFault {
  readonly outcome: 'fault';
  readonly line: number;
  readonly reason: string;
  /** True when it cannot be told where the next record begins: nothing more is read. */
  readonly final: boolean;
}

const NOT_CLOSED = 'A quotation mark that is opened here is not closed. The rest of the file was not read.';
const WRONG_QUOTES =
  'A quotation mark is in the wrong place. Put the whole cell in quotation marks and double those within it.';
const PARSING = { delimiter: ',', quote: '"', escape: '"', record_delimiter: '\n', relax_column_count: true } as const;

/**
 * The records of a CSV file (RFC 4180). A record that is not well formed is a fault by itself; only a quotation mark
 * that is never closed ends the reading, since it cannot be told what it was meant to enclose.
 */
export async function* csvRecords(
  lines: AsyncIterable<CsvLine>,
  longest: number,
): AsyncGenerator<CsvRecord | CsvFault> {
  let open: CsvLine | undefined;
  for await (const { number, text } of lines) {
    const line: number = open?.number ?? number;
    const source: string = open ? `${open.text}\n${text}` : text;
    if (!open && text.trim() === '') continue;
    const read = readRecord(line, source);
    open = read === 'open' ? { number: line, text: source } : undefined;
    if (read !== 'open') yield read;
    else if (source.length > longest) return yield { outcome: 'fault', line, reason: NOT_CLOSED, final: true };
  }
  if (open) yield { outcome: 'fault', line: open.number, reason: NOT_CLOSED, final: true };
}

function readRecord(line: number, source: string): CsvRecord | CsvFault | 'open' {
  // Within a record, quotation marks come in pairs: while one is missing, the cell goes on in the next line.
  const isOpen = source.split('"').length % 2 === 0;
  if (isOpen && source.includes('\n')) return 'open';
  try {
    const [cells = []] = parse(source, PARSING);
    return { outcome: 'record', line, source, cells };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'open';
    return { outcome: 'fault', line, reason: WRONG_QUOTES, final: false };
  }
}
