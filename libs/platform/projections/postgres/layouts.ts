import { LRUCache } from 'lru-cache';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import { PortablePostgresQueryCompiler } from '#platform/queries';
import { differingVersions } from '../live-versions.js';
import type { Projection } from '../projection.js';
import { physicalName, qualified, type StoredVersion } from './physical-tables.js';

/** Which tables the snapshots of one layout read. */
export class Layout {
  /** Statements of contexts with the names of this layout's tables in them. */
  readonly #texts = new LRUCache<string, string>({ max: 1_000 });

  /**
   * @param tables the physical table of each table that contexts know
   * @param differing the projections of this process that are live in another version, as `differingVersions` names them
   */
  constructor(
    private readonly tables: ReadonlyMap<string, string>,
    readonly differing: string | undefined,
  ) {}

  static of(
    generations: readonly (StoredVersion & { readonly tables: readonly string[] })[],
    projections: readonly Projection[],
  ): Layout {
    return new Layout(
      new Map(
        generations.flatMap((generation) =>
          generation.tables.map((table) => [table, physicalName(table, generation)] as const),
        ),
      ),
      differingVersions(
        // One that nobody has built yet is not of another version.
        projections.filter(({ name }) => generations.some(({ projection }) => projection === name)),
        generations,
      ),
    );
  }

  /** A statement as `compilerFor` wrote it, ready for the server. */
  textOf(statement: string): string {
    const known = this.#texts.get(statement);
    if (known !== undefined) return known;
    const text = statement.replaceAll(PLACE, (_, table: string) => qualified(this.tables.get(table) ?? table));
    this.#texts.set(statement, text);
    return text;
  }
}

const PLACE = new RegExp(`"${POSTGRES_SCHEMAS.readModels}"\\."@(\\w+)"`, 'g');

/** The platform's own tables that queries ask for: there is one of each, whichever the layout. */
const OWN_TABLES = ['dead_letter'];

/** Compiles queries over the tables of these projections, with places for the names of the physical tables. */
export function compilerFor(projections: readonly Projection[]): PortablePostgresQueryCompiler {
  const tables = new Set([
    ...OWN_TABLES,
    ...projections.flatMap((projection) => projection.tables.map(({ name }) => name)),
  ]);
  return new PortablePostgresQueryCompiler(tables, (table) => `"${POSTGRES_SCHEMAS.readModels}"."@${table}"`);
}
