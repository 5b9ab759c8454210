import { EventCodec, type StoredEvent } from '#platform/event-sourcing';
import { MemoryEventStore, type EventStore, type StreamName } from '#platform/event-store';
import { deriveId } from '#platform/values';
import { commandId, count, open, tallyBench, tallyEvents } from '../event-sourcing/tally.fixture.js';
import { ProjectionRunner, type ProjectionRunnerOptions } from './projection-runner.js';
import { defineProjection, on, type Projection } from './projection.js';
import type { ReadModelDatabase } from './read-model-database.js';
import type { ReadModelStorage, ReadModelsUnderTest } from './read-model-database.contract.js';
import { defineTable, increment, integer, text, type TablesOf } from './table.js';

/*
 * A projection of tallies for the specs. Its rows tell on whoever loses, repeats or reorders an event: every count adds
 * to the total, and the revision only moves from the one before.
 */

const columns = { id: text(), owner: text(), total: integer(), revision: integer() };
export const tallyTable = defineTable('tally', { columns, primaryKey: ['id'], indexes: [['total', 'id']] });
export const countTable = defineTable('tally_count', {
  columns: { position: integer(), tallyId: text(), by: integer() },
  primaryKey: ['position'],
});
export type BoardTables = TablesOf<[typeof tallyTable, typeof countTable]>;

export interface BoardOptions {
  readonly name?: string;
  readonly version?: number;
  /** Called for every event before it is handled; may throw. */
  readonly before?: (event: StoredEvent) => void;
}

export function board({ name = 'board', version = 1, before = () => undefined }: BoardOptions = {}): Projection {
  return defineProjection({
    name,
    version,
    tables: [tallyTable, countTable],
    handlers: on(tallyEvents, {
      TallyOpened: (event) => {
        before(event);
        return [tallyTable.insert({ id: event.stream, owner: event.data.owner, total: 0, revision: 0 })];
      },
      TallyCounted: (event) => {
        before(event);
        const { stream: id, revision, position, data } = event;
        return [
          countTable.upsert({ position, tallyId: id, by: data.by }),
          tallyTable.update({ id }, { total: increment(data.by) }),
          tallyTable.update({ id, revision: revision - 1 }, { revision }),
        ];
      },
    }),
  });
}

const closingTable = defineTable('closing', { columns: { id: text(), reason: text() }, primaryKey: ['id'] });

/** A second projection of the same events. */
export function closings(before: (event: StoredEvent) => void = () => undefined): Projection {
  return defineProjection({
    name: 'closings',
    version: 1,
    tables: [closingTable],
    handlers: on(tallyEvents, {
      TallyCounted: (event) => {
        before(event);
        return [];
      },
      TallyClosed: (event) => {
        before(event);
        return [closingTable.upsert({ id: event.stream, reason: event.data.reason })];
      },
    }),
  });
}

export const streamOf = (name: string) => deriveId('tally', name) as string as StreamName;

/** Writes to a log: opens tallies and counts on them. */
export class TallyLog {
  #commands: number;

  /** @param firstCommand different for logs that must not hold the same events */
  constructor(
    readonly store: EventStore,
    firstCommand = 0,
  ) {
    this.#commands = firstCommand;
  }

  async open(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.#run({ ...open(), stream: streamOf(name), input: { owner: name } });
  }

  async count(name: string, by = 1, times = 1): Promise<void> {
    await this.#run(count('', { stream: streamOf(name), input: { by, times } }));
  }

  async close(name: string): Promise<void> {
    await this.#run(count('', { stream: streamOf(name), type: 'CloseTally', input: { reason: 'done' } }));
  }

  async #run(request: ReturnType<typeof count>): Promise<void> {
    this.#commands += 1;
    const outcome = await tallyBench(this.store).run({ ...request, commandId: commandId(this.#commands) });
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
  }
}

export interface BoardOptionsOfRunner extends Partial<ProjectionRunnerOptions> {
  /** Another one than the board's own. */
  readonly storage?: ReadModelStorage;
}

export interface Board {
  readonly store: EventStore;
  readonly log: TallyLog;
  readonly storage: ReadModelStorage;
  readonly database: ReadModelDatabase;
  readonly runner: ProjectionRunner;
  readonly faults: readonly unknown[];
  readonly logged: readonly string[];
  /** All rows, as one snapshot shows them. */
  rows(): Promise<{ position: number; tallies: Record<string, [total: number, revision: number]>; counts: number[] }>;
  /** Another runner on the same log and database. */
  runnerWith(options: Partial<ProjectionRunnerOptions>): ProjectionRunner;
  /** Ends this runner and its database, and makes others on the same storage and log. */
  reopen(projections?: readonly Projection[], options?: BoardOptionsOfRunner): Promise<Board>;
  close(): Promise<void>;
}

export type NewBoard = (projections?: readonly Projection[], options?: BoardOptionsOfRunner) => Promise<Board>;

/** Boards that each have a storage of their own. */
export function boardsIn(storages: ReadModelsUnderTest): NewBoard {
  return async (projections = [board()], options = {}) => {
    const store = options.store ?? new MemoryEventStore();
    const storage = options.storage ?? (await storages.create());
    return boardOn(store, new TallyLog(store), storage, projections, options);
  };
}

async function boardOn(
  store: EventStore,
  log: TallyLog,
  storage: ReadModelStorage,
  projections: readonly Projection[],
  { storage: _, ...options }: BoardOptionsOfRunner,
): Promise<Board> {
  const database = await storage.open(projections);
  const faults: unknown[] = [];
  const logged: string[] = [];
  const record = (_fields: object, message: string) => void logged.push(message);
  const runnerWith = (changed: Partial<ProjectionRunnerOptions>) =>
    new ProjectionRunner({
      store,
      codec: new EventCodec([tallyEvents]),
      database,
      projections,
      log: { info: record, error: record },
      onFault: (fault) => void faults.push(fault),
      ...options,
      ...changed,
    });
  const runner = runnerWith({});
  const stop = async () => {
    await runner.stop();
    await database.close();
  };
  return {
    store,
    log,
    storage,
    database,
    runner,
    faults,
    logged,
    rows: () => rowsOf(database),
    runnerWith,
    reopen: async (again = projections, changed = options) => {
      await stop();
      return boardOn(changed.store ?? store, log, changed.storage ?? storage, again, changed);
    },
    close: async () => {
      await stop();
      await storage.remove();
    },
  };
}

/** All rows, as one snapshot shows them. */
export async function rowsOf(database: ReadModelDatabase): ReturnType<Board['rows']> {
  using snapshot = await database.snapshot();
  const tables = snapshot.tables<BoardTables>();
  const tallies = await tables.selectFrom('tally').selectAll().orderBy('owner').execute();
  const counts = await tables.selectFrom('tally_count').select('position').orderBy('position').execute();
  return {
    position: snapshot.position,
    tallies: Object.fromEntries(tallies.map(({ owner, total, revision }) => [owner, [total, revision]])),
    counts: counts.map(({ position }) => position),
  };
}
