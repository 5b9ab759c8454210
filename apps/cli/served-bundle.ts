import { partsOfFrames } from '#platform/evidence-bundle';
import { addressOf, messageIn, NoAnswerError, reasonOf, ServiceError } from './service-connection.js';
import type { Target } from './target.js';

/** Longest wait for the bundle to begin, in milliseconds: the ledger may have to come up to the end of the log first. */
const BEGINS_WITHIN = 60_000;

/** Bundles that a running service writes. @throws UsageError for an address to which a token must not be sent */
export function bundlesOf(address: string, token: string): Target['exportBundle'] {
  const url = addressOf(address, '/exports/evidence');
  return async function* fetchBundle(options) {
    const beginning = new AbortController();
    const timer = setTimeout(() => beginning.abort(), BEGINS_WITHIN);
    const response = await ask(url, token, JSON.stringify(options), beginning.signal);
    clearTimeout(timer);
    if (!response.ok || !response.body) {
      throw new ServiceError(String(response.status), messageIn(await response.text()));
    }
    yield* partsOfFrames(buffersOf(response.body));
  };
}

async function ask(url: URL, token: string, body: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      redirect: 'error',
      signal,
    });
  } catch (cause) {
    throw new NoAnswerError(`The service at ${url.origin} did not answer: ${reasonOf(cause)}`, { cause });
  }
}

async function* buffersOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
