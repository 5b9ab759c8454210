import type Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { EventCodec } from '#platform/event-sourcing';
import { START, type RecordedEvent } from '#platform/event-store';
import { BatchProjector, type LiveProjection, type OnPoison } from '../batch-projector.js';
import { ParkedStreams } from '../parked-streams.js';
import type { Projection } from '../projection.js';
import { ReadModelFaultError } from '../read-model-database.js';
import { SnapshotStatements, snapshotQueries } from './snapshot-queries.js';
import { namedFault } from './sqlite-faults.js';
import { SCHEMA } from './sqlite-schema.js';
import { SqliteReadModelWrite } from './sqlite-read-model-write.js';

/** Tables of some projections while they are filled: nothing of them shows before `show`. */
export interface ReplayedTables {
  /**
   * The next events in the order of the log. What a projection cannot take is left out, and with it what follows in the
   * same stream, as in a live run.
   */
  apply(events: readonly RecordedEvent[]): Promise<void>;
  /** How many events were left out, counted once for each projection. */
  readonly leftOut: number;
  show(): Promise<void>;
  drop(): Promise<void>;
}

/** Asked for a table that is not there. @returns true when it is there now */
export type ProvideTable = (table: string) => Promise<boolean>;

/**
 * Rows of projections in a database that is thrown away, filled through the same handlers and statements as the read
 * models. One connection writes and reads: a table shows when it is complete.
 */
export class RowReplay {
  readonly #write: SqliteReadModelWrite;
  readonly #projector: BatchProjector;
  readonly #statements: SnapshotStatements;

  /** @param database empty; closed with this */
  constructor(
    private readonly database: Database.Database,
    projections: readonly Projection[],
    codec: EventCodec,
  ) {
    database.exec(SCHEMA);
    this.#write = new SqliteReadModelWrite(database, projections);
    this.#projector = new BatchProjector(codec);
    this.#statements = new SnapshotStatements(database);
  }

  /** In bytes. */
  get size(): number {
    const pages = this.database.pragma('page_count', { simple: true });
    const bytes = this.database.pragma('page_size', { simple: true });
    return Number(pages) * Number(bytes);
  }

  /** The query builder; a query that asks for a table that is not there waits until it has been provided. */
  queries(provide: ProvideTable): Kysely<unknown> {
    return snapshotQueries(this.database, namedFault, { statements: this.#statements, provide });
  }

  /** Not while other tables are being filled. */
  async begin(projections: readonly Projection[]): Promise<ReplayedTables> {
    const targets: LiveProjection[] = [];
    for (const projection of projections) {
      targets.push({ projection, generation: await this.#write.createGeneration(projection, 'building', START) });
    }
    const parked = ParkedStreams.of([]);
    let leftOut = 0;
    const onPoison: OnPoison = ({ projection, event }) => {
      leftOut += 1;
      parked.add(projection.name, event.stream, event.position);
    };
    return {
      apply: (events) => this.#apply(targets, events, parked, onPoison),
      get leftOut() {
        return leftOut;
      },
      show: async () => {
        for (const { projection, generation } of targets) this.#write.activate(projection, generation);
      },
      drop: async () => {
        for (const { generation } of targets) this.#write.dropGeneration(generation);
      },
    };
  }

  close(): void {
    this.database.close();
  }

  async #apply(
    targets: readonly LiveProjection[],
    events: readonly RecordedEvent[],
    parked: ParkedStreams,
    onPoison: OnPoison,
  ): Promise<void> {
    if (events.length === 0) return;
    if (parked.isEmpty && (await this.#inTransaction(() => this.#projector.apply(this.#write, targets, events))))
      return;
    await this.#projector.applyCarefully(this.#write, targets, events, onPoison, (projection, { stream }) =>
      parked.behind(projection.name, stream) === undefined ? undefined : 'waits',
    );
  }

  /** @returns false when one of the changes could not be made; then none of them is */
  async #inTransaction(work: () => Promise<void>): Promise<boolean> {
    this.database.exec('BEGIN');
    try {
      await work();
      this.database.exec('COMMIT');
      return true;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      if (namedFault(error) instanceof ReadModelFaultError) throw namedFault(error);
      return false;
    }
  }
}
