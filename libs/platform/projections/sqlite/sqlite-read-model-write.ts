import type Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import type { Projection } from '../projection.js';
import type {
  Checkpoint,
  DeadLetter,
  Generation,
  GenerationChanges,
  GenerationState,
  ReadModelWrite,
} from '../read-model-database.js';
import { namedFault } from './sqlite-faults.js';
import { readCheckpoint } from './sqlite-reads.js';
import { createTableStatements, physicalName, RowChangeStatements } from './sqlite-statements.js';
import { MissingIndexes } from './missing-indexes.js';

/** The write side of the read models, used inside one transaction that `SqliteReadModelDatabase` begins and ends. */
export class SqliteReadModelWrite implements ReadModelWrite {
  /** Those that were left out. */
  readonly missingIndexes: MissingIndexes;
  readonly #changes: RowChangeStatements;
  readonly #setCheckpoint: Database.Statement;
  readonly #setGeneration: Database.Statement;

  constructor(
    private readonly database: Database.Database,
    projections: readonly Projection[],
  ) {
    const keys = projections.flatMap(({ tables }) => tables.map(({ name, primaryKey }) => [name, primaryKey] as const));
    this.missingIndexes = new MissingIndexes(database, projections);
    this.#changes = new RowChangeStatements(database, new Map(keys), (table) => this.missingIndexes.complete(table));
    this.#setCheckpoint = database.prepare('UPDATE checkpoint SET position = ?, eventId = ?');
    this.#setGeneration = database.prepare(
      'UPDATE generation SET state = ?, position = ?, fault = ? WHERE projection = ? AND version = ? AND generation = ?',
    );
  }

  apply({ generation, changes }: GenerationChanges): void {
    for (const change of changes) this.#changes.apply(change, generation);
  }

  async attempt(work: () => void | Promise<void>): Promise<void> {
    this.database.exec('SAVEPOINT attempt');
    try {
      await work();
      this.database.exec('RELEASE attempt');
    } catch (error) {
      // A full disk can end the whole transaction, and the savepoint with it.
      if (this.database.inTransaction) this.database.exec('ROLLBACK TO attempt; RELEASE attempt');
      throw namedFault(error);
    }
  }

  setCheckpoint({ position, eventId }: Checkpoint): void {
    this.#setCheckpoint.run(position, eventId ?? null);
  }

  async livePosition(): Promise<Position> {
    return readCheckpoint(this.database).position;
  }

  setGeneration({ projection, version, generation, state, position, fault }: Generation): void {
    this.#setGeneration.run(state, position, fault ?? null, projection, version, generation);
  }

  async createGeneration(
    projection: Projection,
    state: GenerationState,
    position: Position,
    { indexesLater = false }: { readonly indexesLater?: boolean } = {},
  ): Promise<Generation> {
    const { last } = this.database
      .prepare<[string], { last: number }>(
        'SELECT coalesce(max(generation), 0) AS last FROM generation WHERE projection = ?',
      )
      .get(projection.name) ?? { last: 0 };
    const { name, version, tables } = projection;
    const generation: Generation = { projection: name, version, generation: last + 1, state, position };
    this.database
      .prepare('INSERT INTO generation VALUES (?, ?, ?, ?, ?, NULL, ?)')
      .run(name, version, generation.generation, state, position, JSON.stringify(tables.map((table) => table.name)));
    for (const table of tables) {
      const statements = createTableStatements(table, generation);
      for (const statement of indexesLater ? statements.slice(0, 1) : statements) this.database.exec(statement);
      this.missingIndexes.add(table, generation);
    }
    if (state === 'active') this.#pointViews(projection, generation);
    return generation;
  }

  activate(projection: Projection, generation: Generation): void {
    const others = this.database
      .prepare<[string], Generation>('SELECT * FROM generation WHERE projection = ?')
      .all(projection.name)
      .filter((other) => other.generation !== generation.generation);
    for (const other of others) this.dropGeneration(other);
    this.#removeDeadLettersOf(projection.name);
    this.setGeneration({ ...generation, state: 'active' });
    this.#pointViews(projection, generation);
  }

  failGeneration({ projection, version, generation }: Generation, fault: string): void {
    const row = this.database
      .prepare<[string, number, number], { tables: string }>(
        'SELECT tables FROM generation WHERE projection = ? AND version = ? AND generation = ?',
      )
      .get(projection, version, generation);
    if (!row) return;
    this.#dropTables(row.tables, { projection, version, generation });
    this.database
      .prepare(
        "UPDATE generation SET state = 'failed', fault = ?, tables = '[]' WHERE projection = ? AND version = ? AND generation = ?",
      )
      .run(fault, projection, version, generation);
  }

  dropGeneration({ projection, version, generation }: Generation): void {
    const row = this.database
      .prepare<[string, number, number], { tables: string; state: string }>(
        'DELETE FROM generation WHERE projection = ? AND version = ? AND generation = ? RETURNING tables, state',
      )
      .get(projection, version, generation);
    if (!row) return;
    this.#dropTables(row.tables, { projection, version, generation });
    if (row.state === 'active') this.#removeDeadLettersOf(projection);
  }

  addDeadLetter({ projection, position, stream, type, fault, recordedAt }: Omit<DeadLetter, 'id' | 'attempts'>): void {
    this.database
      .prepare(
        'INSERT INTO dead_letter (projection, position, stream, type, fault, recordedAt) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(projection, position, stream, type, fault, recordedAt);
  }

  updateDeadLetter(id: number, fault: string): void {
    this.database.prepare('UPDATE dead_letter SET attempts = attempts + 1, fault = ? WHERE id = ?').run(fault, id);
  }

  async removeDeadLetter(id: number): Promise<boolean> {
    return this.database.prepare('DELETE FROM dead_letter WHERE id = ?').run(id).changes > 0;
  }

  async firstDeadLetter(projection: string, stream: string): Promise<Position | undefined> {
    const first = this.database
      .prepare<[string, string], Position | null>(
        'SELECT min(position) FROM dead_letter WHERE projection = ? AND stream = ?',
      )
      .pluck()
      .get(projection, stream);
    return first ?? undefined;
  }

  /** @param tables as JSON, as they are kept with the generation */
  #dropTables(tables: string, of: Pick<Generation, 'projection' | 'version' | 'generation'>): void {
    for (const table of JSON.parse(tables) as string[]) {
      const physical = physicalName(table, of);
      this.#dropViewOf(table, physical);
      this.database.exec(`DROP TABLE "${physical}"`);
      this.#changes.forget(physical);
      this.missingIndexes.forget(physical);
    }
  }

  #removeDeadLettersOf(projection: string): void {
    this.database.prepare('DELETE FROM dead_letter WHERE projection = ?').run(projection);
  }

  /** Leaves the view alone when it shows another projection's table: the table may have moved there. */
  #dropViewOf(table: string, physical: string): void {
    const view = this.database
      .prepare<[string], { sql: string }>("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?")
      .get(table);
    if (view?.sql === viewStatement(table, physical)) this.database.exec(`DROP VIEW "${table}"`);
  }

  #pointViews(projection: Projection, generation: Generation): void {
    for (const { name } of projection.tables) {
      this.database.exec(`DROP VIEW IF EXISTS "${name}"`);
      this.database.exec(viewStatement(name, physicalName(name, generation)));
    }
  }
}

function viewStatement(table: string, physical: string): string {
  return `CREATE VIEW "${table}" AS SELECT * FROM "${physical}"`;
}
