import type pg from 'pg';
import type { Position } from '#platform/event-store';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import type { Projection } from '../projection.js';
import type {
  Checkpoint,
  DeadLetter,
  Generation,
  GenerationChanges,
  GenerationState,
  ReadModelWrite,
} from '../read-model-database.js';
import type { RowChange, SqlValue, Table } from '../table.js';
import { statementOf } from './change-statements.js';
import { createTableStatements, physicalName, qualified, type TableVersion } from './physical-tables.js';
import { namedFault } from './postgres-faults.js';
import { groupsOf, type ChangeGroup } from './row-change.groups.js';
import { ChangeShapes } from './row-change.shape.js';
import type { StatementNames } from './statement-names.js';
import type { TableCopies } from './table-copies.js';
import type { WriteState } from './write-transaction.js';

const SCHEMA = POSTGRES_SCHEMAS.readModels;
/** Chooses one row of `generation`. */
const THIS_ONE = 'projection = $1 and version = $2 and generation = $3';
const keyOf = ({ projection, version, generation }: TableVersion) => [projection, version, generation];

/** What writes to the tables of the given projections have in common, from one to the next. */
export interface WriteParts {
  readonly shapes: ReadonlyMap<string, ChangeShapes>;
  readonly names: StatementNames;
}

/** What a write knows of the database when it begins. */
export interface WriteScope {
  readonly state: WriteState;
  readonly copies: TableCopies;
}

export function shapesOf(projections: readonly Projection[]): ReadonlyMap<string, ChangeShapes> {
  const tables: readonly Table[] = projections.flatMap((projection) => projection.tables);
  return new Map(tables.map((table) => [table.name, new ChangeShapes(table)]));
}

/** The write side of the read models, used inside one transaction that `PostgresReadModelDatabase` begins and ends. */
export class PostgresReadModelWrite implements ReadModelWrite {
  constructor(
    private readonly client: Pick<pg.Client, 'query'>,
    private readonly scope: WriteScope,
    private readonly parts: WriteParts,
  ) {}

  /** Changes of different tables do not notice one another: each table's are put together to few statements. */
  async apply({ generation, changes }: GenerationChanges): Promise<void> {
    for (const [table, ofTable] of Map.groupBy(changes, (change) => change.table)) {
      for (const group of this.#groupsOf(table, ofTable)) await this.#write(group, this.#physical(table, generation));
    }
  }

  async attempt(work: () => void | Promise<void>): Promise<void> {
    const before = { ...this.scope.state };
    await this.client.query('savepoint attempt');
    try {
      await work();
      await this.client.query('release savepoint attempt');
    } catch (error) {
      await this.client.query('rollback to savepoint attempt; release savepoint attempt');
      Object.assign(this.scope.state, before);
      throw namedFault(error);
    }
  }

  setCheckpoint(checkpoint: Checkpoint): void {
    this.scope.state.checkpoint = checkpoint;
  }

  async livePosition(): Promise<Position> {
    return this.scope.state.checkpoint.position;
  }

  async setGeneration({ state, position, fault, ...of }: Generation): Promise<void> {
    const set = `update ${SCHEMA}.generation set state = $4, position = $5, fault = $6 where ${THIS_ONE}`;
    await this.client.query(set, [...keyOf(of), state, position, fault ?? null]);
  }

  async createGeneration(projection: Projection, state: GenerationState, position: Position): Promise<Generation> {
    const { name, version, tables } = projection;
    // The names of retired tables are still taken.
    const { rows } = await this.client.query<{ last: number }>(
      `select coalesce(max(generation), 0) as last from (
         select generation from ${SCHEMA}.generation where projection = $1
         union all select generation from ${SCHEMA}.retired_table where projection = $1) as generations`,
      [name],
    );
    const generation: Generation = {
      projection: name,
      version,
      generation: (rows[0]?.last ?? 0) + 1,
      state,
      position,
    };
    await this.client.query(`insert into ${SCHEMA}.generation values ($1, $2, $3, $4, $5, null, $6, 0)`, [
      ...keyOf(generation),
      state,
      position,
      tables.map((table) => table.name),
    ]);
    const statements = tables.flatMap((table) => createTableStatements(table, this.#physical(table.name, generation)));
    if (statements.length > 0) await this.client.query(statements.join('; '));
    if (state === 'active') this.#changeLayout();
    return generation;
  }

  /** The planner knows the new tables before the first query comes. */
  async activate(projection: Projection, generation: Generation): Promise<void> {
    const { rows } = await this.client.query<TableVersion>(
      `select projection, version, generation from ${SCHEMA}.generation where projection = $1 and generation <> $2`,
      [projection.name, generation.generation],
    );
    for (const other of rows) await this.dropGeneration(other);
    await this.#removeDeadLettersOf(projection.name);
    await this.setGeneration({ ...generation, state: 'active' });
    this.#changeLayout();
    for (const { name } of projection.tables) {
      await this.client.query(`analyze ${qualified(this.#physical(name, generation))}`);
    }
  }

  async failGeneration(of: Generation, fault: string): Promise<void> {
    const { rows } = await this.client.query<{ tables: string[] }>(
      `select tables from ${SCHEMA}.generation where ${THIS_ONE}`,
      keyOf(of),
    );
    const [row] = rows;
    if (!row) return;
    await this.#dropTables(row.tables, of);
    await this.client.query(
      `update ${SCHEMA}.generation set state = 'failed', fault = $4, tables = '{}' where ${THIS_ONE}`,
      [...keyOf(of), fault],
    );
  }

  async dropGeneration(of: TableVersion): Promise<void> {
    const { rows } = await this.client.query<{ tables: string[]; state: GenerationState }>(
      `delete from ${SCHEMA}.generation where ${THIS_ONE} returning tables, state`,
      keyOf(of),
    );
    const [row] = rows;
    if (!row) return;
    if (row.state !== 'active') return this.#dropTables(row.tables, of);
    await this.#retire(row.tables, of);
    await this.#removeDeadLettersOf(of.projection);
  }

  async addDeadLetter(letter: Omit<DeadLetter, 'id' | 'attempts'>): Promise<void> {
    const { projection, position, stream, type, fault, recordedAt } = letter;
    await this.client.query(
      `insert into ${SCHEMA}.dead_letter (projection, position, stream, type, fault, "recordedAt")
       values ($1, $2, $3, $4, $5, $6)`,
      [projection, position, stream, type, withoutNul(fault), recordedAt],
    );
  }

  async updateDeadLetter(id: number, fault: string): Promise<void> {
    const update = `update ${SCHEMA}.dead_letter set attempts = attempts + 1, fault = $2 where id = $1`;
    await this.client.query(update, [id, withoutNul(fault)]);
  }

  async removeDeadLetter(id: number): Promise<boolean> {
    const { rowCount } = await this.client.query(`delete from ${SCHEMA}.dead_letter where id = $1`, [id]);
    return (rowCount ?? 0) > 0;
  }

  async firstDeadLetter(projection: string, stream: string): Promise<Position | undefined> {
    const { rows } = await this.client.query<{ first: Position | null }>(
      `select min(position) as first from ${SCHEMA}.dead_letter where projection = $1 and stream = $2`,
      [projection, stream],
    );
    return rows[0]?.first ?? undefined;
  }

  #groupsOf(table: string, changes: readonly RowChange[]): readonly ChangeGroup[] {
    const shapes = this.parts.shapes.get(table);
    if (!shapes) throw new TypeError(`No projection has a table ${table}.`);
    return groupsOf(changes.map((change) => shapes.shaped(change)));
  }

  #physical(table: string, of: TableVersion): string {
    return physicalName(table, this.scope.copies.stored(of));
  }

  async #write({ shape, rows }: ChangeGroup, table: string): Promise<void> {
    const text = statementOf(shape, table);
    const columns = [...shape.written, ...shape.matched];
    const values = columns.map((_, place): SqlValue[] => rows.map((row) => row[place] ?? null));
    await this.client.query({ ...this.parts.names.of(text), text, values });
  }

  /** Tables that nobody reads. */
  async #dropTables(tables: readonly string[], of: TableVersion): Promise<void> {
    if (tables.length === 0) return;
    const names = tables.map((table) => qualified(this.#physical(table, of)));
    await this.client.query(`drop table if exists ${names.join(', ')}`);
  }

  /** Tables that snapshots may be reading: they stay until those have gone. */
  async #retire(tables: readonly string[], of: TableVersion): Promise<void> {
    const { layout, hasNewLayout } = this.scope.state;
    await this.client.query(
      `insert into ${SCHEMA}.retired_table (name, projection, generation, last_layout)
       select name, $2, $3, $4 from unnest($1::text[]) as name`,
      [
        tables.map((table) => this.#physical(table, of)),
        of.projection,
        of.generation,
        hasNewLayout ? layout - 1 : layout,
      ],
    );
    this.#changeLayout();
  }

  /** Once for each write, however many generations it changes. */
  #changeLayout(): void {
    if (this.scope.state.hasNewLayout) return;
    this.scope.state.hasNewLayout = true;
    this.scope.state.layout += 1;
  }

  async #removeDeadLettersOf(projection: string): Promise<void> {
    await this.client.query(`delete from ${SCHEMA}.dead_letter where projection = $1`, [projection]);
  }
}

/** PostgreSQL keeps no such character. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}');
}
