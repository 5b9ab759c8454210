import type { Caller } from '#platform/access';
import type { CommandRunner } from '#platform/event-sourcing';
import type { Projections } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import type { ImportDefinition } from './import-definition.js';
import type { ImportCounts, ImportReport } from './import-report.js';
import { ImportRun } from './import-run.js';
import { importRows } from './import-rows.js';

/** What an import stands on; an `Engine` has it all. */
export interface ImportParts {
  readonly commands: CommandRunner<Session>;
  readonly projections: Projections;
  readonly sessions: SessionFactory;
}

export interface ImportRequest {
  readonly caller: Caller;
  /** Opens the file anew at each call: some kinds are read twice. */
  readonly source: () => AsyncIterable<Uint8Array>;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Longest file in rows; the rest is not read. */
  readonly maxRows?: number;
  /** Called now and then, and at the end. */
  readonly onProgress?: (counts: ImportCounts) => void;
}

/**
 * Imports a file.
 * @throws {ImportFileError} when the file as a whole is not of this kind: nothing was taken
 * @throws {ImportStoppedError} when a fault of the service came between
 */
export async function runImport(
  parts: ImportParts,
  definition: ImportDefinition,
  request: ImportRequest,
): Promise<ImportReport> {
  const index = await readIndex(definition, request);
  const run = new ImportRun(parts, definition, request, index);
  const { maxRows = Number.POSITIVE_INFINITY } = request;
  for await (const row of importRows(definition, request.source())) {
    if (run.started >= maxRows) {
      run.end({ line: row.outcome === 'ended' ? row.problem.line : row.line, column: null, reason: tooMany(maxRows) });
      break;
    }
    await run.take(row);
    if (run.hasFailed) break;
  }
  return run.finish();
}

function tooMany(maxRows: number): string {
  return (
    `Only ${maxRows.toLocaleString('en-GB')} rows are taken at once; this row and those after it were not read. ` +
    'Send the rest as a file of its own.'
  );
}

async function readIndex(
  definition: ImportDefinition,
  { source, maxRows = Number.POSITIVE_INFINITY }: ImportRequest,
): Promise<ReadonlyMap<string, unknown>> {
  const index = new Map<string, unknown>();
  if (!definition.index) return index;
  let rows = 0;
  for await (const row of importRows(definition, source())) {
    if (rows >= maxRows) break;
    if (row.outcome === 'read') index.set(...definition.index(row.row));
    rows += 1;
  }
  return index;
}
