import {
  DefaultQueryExecutor,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  type CompiledQuery,
  type QueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { Position } from '#platform/event-store';
import {
  clientConfig,
  isConnectionLost,
  POSTGRES_SCHEMAS,
  sqlStateOf,
  type PostgresSettings,
} from '#platform/postgres';
import type { Projection } from '../projection.js';
import { ReadModelsOfAnotherVersionError } from '../read-model-database.js';
import { Layout } from './layouts.js';
import type { StoredVersion } from './physical-tables.js';
import { namedFault } from './postgres-faults.js';
import { LAYOUT_LOCKS } from './retired-tables.js';
import type { StatementNames } from './statement-names.js';

const SCHEMA = POSTGRES_SCHEMAS.readModels;

/** What a snapshot shows. */
export interface Mark {
  readonly position: Position;
  readonly version: number;
  readonly layout: number;
}

/**
 * The lock says that tables of this layout are in use. It can be denied only when they are being dropped at this very
 * moment: then there is a newer layout.
 */
const BEGIN = `
  begin isolation level repeatable read, read only;
  select position, version, layout, pg_try_advisory_xact_lock_shared(${LAYOUT_LOCKS}, layout) as held
  from ${SCHEMA}.checkpoint`;

/** A table, or a column, that the server does not know; and whatever is asked in the same transaction after that. */
const NOT_THERE: ReadonlySet<string | undefined> = new Set(['42P01', '42703', '25P02']);

/** What the readers of one database share. */
export interface ReaderParts {
  readonly settings: PostgresSettings;
  /** Those of this process. */
  readonly projections: readonly Projection[];
  readonly compiler: QueryCompiler;
  readonly names: StatementNames;
  /** The layouts that were read last. */
  readonly layouts: Map<number, Layout>;
}

/** A connection for one snapshot at a time. One statement after the other. */
export class Reader {
  #turn: Promise<unknown> = Promise.resolve();
  #lost = false;

  private constructor(
    private readonly client: pg.Client,
    private readonly parts: ReaderParts,
  ) {
    client.on('error', () => (this.#lost = true));
    client.on('end', () => (this.#lost = true));
  }

  static async open(parts: ReaderParts): Promise<Reader> {
    const client = new pg.Client(clientConfig(parts.settings, 'reads'));
    const reader = new Reader(client, parts);
    await client.connect();
    // What is asked is short: compiling it takes longer than it does.
    await client.query('set jit = off');
    return reader;
  }

  /** True when the connection is of no use any more. */
  get isLost(): boolean {
    return this.#lost;
  }

  async begin(): Promise<{ readonly mark: Mark; readonly layout: Layout }> {
    for (;;) {
      // Two statements give two results, which the types do not know.
      const results = (await this.client.query(BEGIN)) as unknown as readonly pg.QueryResult[];
      const row = results[1]?.rows[0] as (Mark & { held: 0 | 1 }) | undefined;
      if (!row) throw new Error('The read models have lost their checkpoint.');
      const { held, ...mark } = row;
      if (held) return { mark, layout: this.parts.layouts.get(mark.layout) ?? (await this.#readLayout(mark.layout)) };
      await this.client.query('rollback');
    }
  }

  /** The query builder over what the transaction shows, until `isOpen` says no. */
  queries(layout: Layout, isOpen: () => boolean): Kysely<unknown> {
    const dialect = new PostgresDialect({ pool: NO_POOL });
    const executor = new ReaderExecutor(this.parts.compiler, async (query) => {
      if (!isOpen()) throw new Error('This snapshot was given back.');
      return this.#run(query, layout);
    });
    return new Kysely<unknown>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
  }

  /** Ends the transaction once what is under way is done. It only read: nothing is lost when that fails. */
  async end(): Promise<void> {
    await this.#turn;
    await this.client.query('commit').catch(() => (this.#lost = true));
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  #run<Row>(query: CompiledQuery, layout: Layout): Promise<QueryResult<Row>> {
    const turn = this.#turn.then(() => this.#query<Row>(query, layout));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #query<Row>({ sql, parameters }: CompiledQuery, layout: Layout): Promise<QueryResult<Row>> {
    const text = layout.textOf(sql);
    try {
      const { rows } = await this.client.query({ ...this.parts.names.of(text), text, values: parameters.map(asSent) });
      return { rows };
    } catch (error) {
      if (isConnectionLost(error)) this.#lost = true;
      if (layout.differing !== undefined && NOT_THERE.has(sqlStateOf(error))) {
        throw new ReadModelsOfAnotherVersionError(layout.differing, { cause: error });
      }
      throw namedFault(error);
    }
  }

  async #readLayout(number: number): Promise<Layout> {
    const { rows } = await this.client.query<StoredVersion & { tables: readonly string[] }>(
      `select projection, version, generation, copy, tables from ${SCHEMA}.generation where state = 'active'`,
    );
    const { layouts } = this.parts;
    const layout = Layout.of(rows, this.parts.projections);
    layouts.set(number, layout);
    // A few snapshots may still be at the one before.
    for (const old of layouts.keys()) if (old < number - 2) layouts.delete(old);
    return layout;
  }
}

/** No text holds U+0000 in PostgreSQL, which refuses it in a parameter too: this stands for one that is nowhere. */
function asSent(parameter: unknown): unknown {
  return typeof parameter === 'string' && parameter.includes('\0') ? parameter.replaceAll('\0', '\u{FFFF}') : parameter;
}

/** Kysely asks for a pool; the executor does without. */
const NO_POOL = {
  connect: () => Promise.reject(new Error('A snapshot only answers queries.')),
  end: async () => undefined,
};

class ReaderExecutor extends DefaultQueryExecutor {
  constructor(
    compiler: QueryCompiler,
    private readonly run: <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>,
  ) {
    super(compiler, new PostgresAdapter(), { provideConnection: NO_POOL.connect });
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.run<Row>(query);
  }
}
