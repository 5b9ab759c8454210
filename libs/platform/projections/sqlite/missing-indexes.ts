import type Database from 'better-sqlite3';
import type { Projection } from '../projection.js';
import type { TableShape } from '../table.js';
import { readGenerations } from './sqlite-reads.js';
import { indexStatements, physicalName, type IndexStatement, type TableVersion } from './sqlite-statements.js';

/**
 * Indexes that tables do not have yet. While a table is filled from a long log, keeping its indexes costs several times as
 * much as making them at the end. Those of a table are made at once, though, when its rows have to be found by them.
 */
export class MissingIndexes {
  /** What each table must have in the end, by its physical name. */
  readonly #indexes = new Map<string, readonly IndexStatement[]>();
  readonly #exists: Database.Statement<[string], unknown>;

  /** Knows of what a process that ended before it was done has left out. */
  constructor(
    private readonly database: Database.Database,
    projections: readonly Projection[],
  ) {
    this.#exists = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
    const generations = readGenerations(database).filter(({ state }) => state === 'active');
    for (const { name, version, tables } of projections) {
      const generation = generations.find((found) => found.projection === name && found.version === version);
      if (generation) for (const table of tables) this.add(table, generation);
    }
  }

  /** Tables that lack any. */
  get tables(): readonly string[] {
    return [...this.#indexes.keys()].filter((table) => this.#missingFrom(table).length > 0);
  }

  add(table: TableShape, version: TableVersion): void {
    if (table.indexes.length > 0) this.#indexes.set(physicalName(table.name, version), indexStatements(table, version));
  }

  complete(physicalTable: string): void {
    for (const { statement } of this.#missingFrom(physicalTable)) this.database.exec(statement);
  }

  /** The table is gone. */
  forget(physicalTable: string): void {
    this.#indexes.delete(physicalTable);
  }

  /** What was made may have been undone since, the table itself as well. */
  #missingFrom(table: string): readonly IndexStatement[] {
    if (this.#exists.get(table) === undefined) return [];
    return (this.#indexes.get(table) ?? []).filter(({ name }) => this.#exists.get(name) === undefined);
  }
}
