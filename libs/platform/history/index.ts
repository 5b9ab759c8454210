export { history } from './history.context.js';
export { eventIndex } from './event-index.projection.js';
export { eventIndexTable, type EventIndexRow, type EventIndexTables } from './event-index.tables.js';
export {
  eventCountsByType,
  positionAt,
  streamsConcerning,
  type EventScope,
  type EventSearch,
  type FoundStream,
} from './event-index.queries.js';
export { historyHttp } from './history-http.module.js';
export { exportSearch, historyLines, type ExportFormat } from './history-export.js';
export { historyArguments, type HistoryParameters } from './history-parameters.js';
export { eventKeyOf, type EventKey } from './event-key.js';
