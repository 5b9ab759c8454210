import { SqliteQueryCompiler, SqliteDialect, type QueryCompiler } from 'kysely';
import { ListParameter } from './list-parameter.js';
import { EngineChoice } from './query-engine.js';

/**
 * SQLite marks a statement for preparing anew when its plan might be better with other parameters: an equality or a
 * LIMIT is enough. better-sqlite3 clears the parameters after every run, which counts as other parameters, so that
 * almost every query would be prepared, and its rows' shape compiled, at every run: ten times the cost of a look-up.
 * The unary plus changes no value and no plan; it only keeps the planner from asking for the parameter's value
 * (https://sqlite.org/c3ref/prepare.html, on sqlite3_prepare_v2 and parameters in a WHERE clause).
 */
export class SteadySqliteQueryCompiler extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof EngineChoice) return this.visitNode(value.nodeFor('sqlite'));
    if (!(value instanceof ListParameter)) return super.appendValue(value);
    this.append('(select value from json_each(');
    super.appendValue(value.asJson);
    this.append('))');
  }

  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}

/** Kysely's dialect, with queries compiled as the read models compile them. */
export class SteadySqliteDialect extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new SteadySqliteQueryCompiler();
  }
}
