export { joinedLinesCell, listCell, nationCell, present, wholeNumberCell, yesNoCell } from './cells.js';
export {
  columnsOf,
  defineImport,
  type ImportColumn,
  type ImportCommand,
  type ImportDefinition,
  type ImportLookup,
  type RowRefusal,
} from './import-definition.js';
export {
  ImportFileError,
  ImportStoppedError,
  type ImportCounts,
  type ImportProblem,
  type ImportReport,
} from './import-report.js';
export { emptyFile, readHeader, recordsOf } from './import-rows.js';
export { runImport, type ImportParts, type ImportRequest } from './import-runner.js';
export { imports } from './imports.context.js';
