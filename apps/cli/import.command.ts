import { accessSync, constants, statSync } from 'node:fs';
import { ImportStoppedError, type ImportCounts, type ImportDefinition } from '#platform/imports';
import { contexts } from '#domain';
import { EXIT_CODE, OperationError, UsageError, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import type { ImportResult, Target } from './target.js';

export const importDefinitions: readonly ImportDefinition[] = contexts.flatMap(({ imports = [] }) => imports);

/** @throws {UsageError} naming the kinds there are */
export function importDefinition(kind: string): ImportDefinition {
  const definition = importDefinitions.find(({ name }) => name === kind);
  if (definition) return definition;
  throw new UsageError(
    `There is no import "${kind}". There are: ${importDefinitions.map(({ name }) => name).join(', ')}.`,
  );
}

/** Before anything is opened: a file that is not there is the most common fault. */
export function requireReadableFile(file: string): void {
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isFile()) return;
  } catch (error) {
    throw new OperationError(
      `The file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new OperationError(`${file} is not a file.`);
}

/** @throws {ImportStoppedError} after the result so far was shown, so that no refused row goes unseen */
export async function importCommand(target: Target, kind: string, file: string, output: Output): Promise<ExitCode> {
  const definition = importDefinition(kind);
  try {
    const result = await target.import(definition, file, (counts) => output.progress(countsText(counts)));
    show(result, output);
    return result.complete && result.refused === 0 ? EXIT_CODE.done : EXIT_CODE.rowsRefused;
  } catch (error) {
    if (error instanceof ImportStoppedError) show(error.report, output);
    throw error;
  }
}

function show(result: ImportResult, output: Output): void {
  output.result(result, [`${countsText(result)}.`, ...problemLines(result)]);
}

function countsText({ rows, taken, unchanged, refused }: ImportCounts): string {
  const [all, ...parts] = [rows, taken, unchanged, refused].map((count) => count.toLocaleString('en-GB'));
  return `${all} ${rows === 1 ? 'row' : 'rows'}: ${parts[0]} taken, ${parts[1]} unchanged, ${parts[2]} refused`;
}

function problemLines({ problems, problemsLeftOut, complete }: ImportResult): string[] {
  const lines = problems.map(({ line, column, reason }) =>
    column === null ? `Line ${line}: ${reason}` : `Line ${line}, column "${column}": ${reason}`,
  );
  if (problemsLeftOut > 0) lines.push(`There are ${problemsLeftOut.toLocaleString('en-GB')} problems more.`);
  if (!complete) lines.push('The file was not read to its end.');
  return lines;
}
