import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Caller } from '#platform/access';
import type { Engine } from '#platform/engine';
import { NodeRegistry, PAGE_SIZE, RequestReads } from '#platform/graphql';
import type { Position } from '#platform/event-store';
import { instantOf } from '#platform/working-days';
import { csvLine } from './csv-line.js';
import { HISTORY_COLUMNS, historyCells, historyRecord } from './history-record.js';
import { HistoryReader } from './history-reader.js';
import { typesOfHistories } from './history-types.js';
import { historySearch, type HistoryArguments, type HistorySearch } from './history.search.js';

export type ExportFormat = 'jsonl' | 'csv';

/** Longest wait for the read models, in milliseconds. */
const READ_WAIT_MS = 5_000;

/** Spreadsheets take a file without this mark for one in the machine's own old character set. */
const BYTE_ORDER_MARK = '\uFEFF';

export type ExportEngine = Pick<Engine, 'store' | 'codec' | 'contexts' | 'sessions' | 'projections' | 'clock'>;

/**
 * What is to be exported, checked before anything is written.
 * @throws BAD_USER_INPUT
 */
export async function exportSearch(engine: ExportEngine, args: HistoryArguments): Promise<HistorySearch> {
  return historySearch(args, instantOf(engine.clock()), await typesOfHistories(engine));
}

/**
 * A history as lines of a file, up to where the log is at the beginning. A page is read only when the one before it was
 * taken, each in a session of its own: a slow reader keeps nothing open.
 */
export async function* historyLines(
  engine: ExportEngine,
  caller: Caller,
  search: HistorySearch,
  format: ExportFormat,
): AsyncGenerator<string> {
  const nodes = new NodeRegistry(engine.contexts.flatMap((context) => context.nodes));
  const reader = new HistoryReader(engine, nodes);
  if (format === 'csv') yield BYTE_ORDER_MARK + csvLine(HISTORY_COLUMNS);
  const end: Position = engine.projections.position;
  let after: string | null = null;
  do {
    const reads = new RequestReads(caller, engine.sessions, engine.projections, READ_WAIT_MS);
    try {
      const page = await reader.page(search, { first: PAGE_SIZE.most, after }, { reads });
      const records = await Promise.all(page.nodes.filter(({ event }) => event.position <= end).map(historyRecord));
      for (const record of records) {
        yield format === 'csv' ? csvLine(historyCells(record)) : `${JSON.stringify(record)}\n`;
      }
      const isPastTheEnd = !search.newestFirst && records.length < page.nodes.length;
      after = page.pageInfo.hasNextPage && !isPastTheEnd ? page.pageInfo.endCursor : null;
    } finally {
      await reads.release();
    }
    await nextTurn();
  } while (after !== null);
}
