import type pg from 'pg';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import type { StoredVersion, TableVersion } from './physical-tables.js';

/** Which copy of each generation's tables is in use: it changes when they are written anew. */
export class TableCopies {
  readonly #copies: ReadonlyMap<string, number>;

  private constructor(
    readonly layout: number,
    generations: readonly StoredVersion[],
  ) {
    this.#copies = new Map(generations.map((each) => [keyOf(each), each.copy]));
  }

  /** As they are in the transaction of the connection. */
  static async read(client: Pick<pg.Client, 'query'>, layout: number): Promise<TableCopies> {
    const { rows } = await client.query<StoredVersion>(
      `select projection, version, generation, copy from ${POSTGRES_SCHEMAS.readModels}.generation`,
    );
    return new TableCopies(layout, rows);
  }

  stored({ projection, version, generation }: TableVersion): StoredVersion {
    const of = { projection, version, generation };
    return { ...of, copy: this.#copies.get(keyOf(of)) ?? 0 };
  }
}

function keyOf({ projection, version, generation }: TableVersion): string {
  return `${projection} ${version} ${generation}`;
}
