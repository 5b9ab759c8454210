import { Agent, request } from 'node:http';
import type { BenchToken } from './bench-callers.js';

export interface GraphqlRequest {
  readonly token: BenchToken;
  readonly query: string;
  readonly variables: object;
}

/** Asks over connections that stay open, at most so many at once. */
export class GraphqlClient {
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws when the answer holds an error, or a mutation was refused */
  async ask<Data>({ token, query, variables }: GraphqlRequest): Promise<Data> {
    const text = await this.#post(token, JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(text) as { readonly data: Data; readonly errors?: unknown };
    const refused = Object.values((data ?? {}) as Record<string, { userErrors?: readonly object[] } | null>).some(
      (payload) => (payload?.userErrors?.length ?? 0) > 0,
    );
    if (errors !== undefined || refused) throw new Error(`${this.url} answered ${text} to ${query}`);
    return data;
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(token: string, body: string): Promise<string> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return new Promise((resolve, reject) => {
      const asked = request(this.url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.once('error', reject);
        response.once('end', () => resolve(text));
      });
      asked.once('error', reject);
      asked.end(body);
    });
  }
}

/** Runs work for each item, for so many at once. */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
