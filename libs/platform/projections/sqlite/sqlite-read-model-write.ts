import type Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import type { Projection } from '../projection.js';
import type {
  DeadLetter,
  Generation,
  GenerationChanges,
  GenerationState,
  ReadModelWrite,
} from '../read-model-database.js';
import { createTableStatements, physicalName, RowChangeStatements } from './sqlite-statements.js';

/** The write side of the read models, used inside one transaction that `SqliteReadModelDatabase` begins and ends. */
export class SqliteReadModelWrite implements ReadModelWrite {
  readonly #changes: RowChangeStatements;
  readonly #setPosition: Database.Statement;
  readonly #setGeneration: Database.Statement;

  constructor(
    private readonly database: Database.Database,
    projections: readonly Projection[],
  ) {
    const keys = projections.flatMap(({ tables }) => tables.map(({ name, primaryKey }) => [name, primaryKey] as const));
    this.#changes = new RowChangeStatements(database, new Map(keys));
    this.#setPosition = database.prepare('UPDATE checkpoint SET position = ?');
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
      this.database.exec('ROLLBACK TO attempt; RELEASE attempt');
      throw error;
    }
  }

  setLivePosition(position: Position): void {
    this.#setPosition.run(position);
  }

  setGeneration({ projection, version, generation, state, position, fault }: Generation): void {
    this.#setGeneration.run(state, position, fault ?? null, projection, version, generation);
  }

  async createGeneration(projection: Projection, state: GenerationState, position: Position): Promise<Generation> {
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
      for (const statement of createTableStatements(table, generation)) this.database.exec(statement);
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
    this.database.prepare('DELETE FROM dead_letter WHERE projection = ?').run(projection.name);
    this.setGeneration({ ...generation, state: 'active' });
    this.#pointViews(projection, generation);
  }

  dropGeneration({ projection, version, generation }: Generation): void {
    const row = this.database
      .prepare<[string, number, number], { tables: string; state: string }>(
        'DELETE FROM generation WHERE projection = ? AND version = ? AND generation = ? RETURNING tables, state',
      )
      .get(projection, version, generation);
    if (!row) return;
    for (const table of JSON.parse(row.tables) as string[]) {
      if (row.state === 'active') this.database.exec(`DROP VIEW IF EXISTS "${table}"`);
      this.database.exec(`DROP TABLE "${physicalName(table, { version, generation })}"`);
    }
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

  removeDeadLetter(id: number): void {
    this.database.prepare('DELETE FROM dead_letter WHERE id = ?').run(id);
  }

  #pointViews(projection: Projection, generation: Generation): void {
    for (const { name } of projection.tables) {
      this.database.exec(`DROP VIEW IF EXISTS "${name}"`);
      this.database.exec(`CREATE VIEW "${name}" AS SELECT * FROM "${physicalName(name, generation)}"`);
    }
  }
}
