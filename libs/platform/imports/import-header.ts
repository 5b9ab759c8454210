import type { ImportColumn } from './import-definition.js';
import { ImportFileError, type ImportProblem } from './import-report.js';

/**
 * Checks the first line of a file against the columns of its kind.
 * @throws {ImportFileError} naming every column that is missing, unknown, unnamed or there twice
 */
export function checkHeader(names: readonly string[], columns: readonly ImportColumn[]): void {
  const known = new Set(columns.map(({ name }) => name));
  const reasons = [
    ...names.flatMap((name, index) => (name.trim() === '' ? [`Column ${index + 1} has no name.`] : [])),
    ...twice(names),
    ...[...new Set(names)].flatMap((name) =>
      name.trim() === '' || known.has(name) ? [] : [{ name, reason: unknown(name, columns, names) }],
    ),
    ...columns.flatMap(({ name, required }) =>
      required && !names.includes(name) ? [{ name, reason: `The column "${name}" is missing.` }] : [],
    ),
  ];
  if (reasons.length > 0) throw new ImportFileError(reasons.map(toProblem));
}

function toProblem(fault: string | { name: string; reason: string }): ImportProblem {
  return typeof fault === 'string'
    ? { line: 1, column: null, reason: fault }
    : { line: 1, column: fault.name.slice(0, 100), reason: fault.reason };
}

function twice(names: readonly string[]): { name: string; reason: string }[] {
  const places = Map.groupBy(names.entries(), ([, name]) => name);
  return [...places]
    .filter(([name, found]) => name.trim() !== '' && found.length > 1)
    .map(([name, found]) => {
      const list = found.map(([index]) => index + 1).join(' and ');
      return { name, reason: `The column "${shown(name)}" is there twice or more (columns ${list}).` };
    });
}

function unknown(name: string, columns: readonly ImportColumn[], names: readonly string[]): string {
  if (names.length === 1 && /[;\t|]/.test(name)) {
    return 'The first line is one single column. Separate the columns by commas.';
  }
  const meant = columns.find((column) => plain(column.name) === plain(name));
  if (meant) return `The column "${shown(name)}" must be written "${meant.name}".`;
  return `"${shown(name)}" is not a column of this import. Its columns are: ${columns.map((each) => each.name).join(', ')}.`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A name from the file, without what could upset a terminal and not longer than a line. */
function shown(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 60);
}
