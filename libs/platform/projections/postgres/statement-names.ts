/** Statements that a connection keeps; each costs the server some kilobytes. */
const MOST_NAMES = 500;

/**
 * Names for statements that are sent again and again, so that the server reads them once for each connection. Statements
 * beyond the limit have none.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  of(text: string): { readonly name?: string } {
    const known = this.#names.get(text);
    if (known !== undefined) return { name: known };
    if (this.#names.size >= MOST_NAMES) return {};
    const name = `${this.prefix}${this.#names.size}`;
    this.#names.set(text, name);
    return { name };
  }
}
