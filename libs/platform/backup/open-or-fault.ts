import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isSqliteError, LogInspection } from '#platform/event-store';
import type { LogFault } from './log-fault.js';

/** SQLite's database header: https://sqlite.org/fileformat2.html#the_database_header */
const HEADER_BYTES = 100;
const PAGE_SIZE_AT = 16;
const PAGE_COUNT_AT = 28;

/** @throws what is no damage: the file is not there, or is of another kind */
export function openOrFault(file: string): LogInspection | LogFault {
  try {
    return new LogInspection(file);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const cut = cutOff(file);
    if (cut !== undefined) return { nature: 'truncated', position: null, text: cut };
    return { nature: 'file', position: null, text: `The log file ${file} cannot be read (${error.code}).` };
  }
}

function cutOff(file: string): string | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, header) < HEADER_BYTES) return `The log file ${file} is cut off within its header.`;
  } finally {
    closeSync(descriptor);
  }
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT);
  const pages = header.readUInt32BE(PAGE_COUNT_AT);
  const there = Math.floor(statSync(file).size / pageSize);
  return there < pages
    ? `The log file ${file} is cut off: it has ${there} pages of the ${pages} that it had.`
    : undefined;
}
