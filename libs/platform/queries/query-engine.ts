import { PostgresAdapter, type Kysely, type RawBuilder } from 'kysely';

/** The engines that the queries of contexts run on. Answers about the past run on SQLite, whichever the service uses. */
export type QueryEngine = 'sqlite' | 'postgresql';

/** By what the query builder compiles for. */
export function engineOf(tables: Pick<Kysely<unknown>, 'getExecutor'>): QueryEngine {
  return tables.getExecutor().adapter instanceof PostgresAdapter ? 'postgresql' : 'sqlite';
}

/** The place of an expression in a query; the compiler of each engine puts its own text there. */
export class EngineChoice {
  constructor(private readonly texts: Readonly<Record<QueryEngine, RawBuilder<unknown>>>) {}

  nodeFor(engine: QueryEngine) {
    return this.texts[engine].toOperationNode();
  }
}

/** Whether PostgreSQL says that a value is none of the type it is compared with (SQLSTATE class 22). SQLite never does. */
export function isUnfitValue(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^22...$/.test(String(error.code));
}
