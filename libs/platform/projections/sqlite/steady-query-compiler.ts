import { SqliteQueryCompiler } from 'kysely';

/**
 * SQLite marks a statement for preparing anew when its plan might be better with other parameters: an equality or a
 * LIMIT is enough. better-sqlite3 clears the parameters after every run, which counts as other parameters, so that
 * almost every query would be prepared, and its rows' shape compiled, at every run: ten times the cost of a look-up.
 * The unary plus changes no value and no plan; it only keeps the planner from asking for the parameter's value
 * (https://sqlite.org/c3ref/prepare.html, on sqlite3_prepare_v2 and parameters in a WHERE clause).
 */
export class SteadySqliteQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }
}
