import { BUNDLE_FILES, type BundleFiles } from '#platform/evidence-bundle';
import { addressOf, messageIn, NoAnswerError, reasonOf, ServiceError } from './service-connection.js';

/** Longest wait for a tile, in milliseconds. */
const ANSWER_WITHIN = 30_000;

/** The largest there is are the leaf entries of a full tile: 256 of at most 65,537 bytes. */
const MOST_BYTES = 17 * 1024 * 1024;

/** The newest checkpoint, or the newest that a quorum of the service's witnesses has signed. */
export type ServedCheckpoint = 'checkpoint' | 'witnessed-checkpoint';

/** The evidence that a service serves over HTTP, as C2SP tlog-tiles lays it out below `/evidence/`. */
export class ServedEvidence implements BundleFiles {
  readonly #base: URL;
  /** Where a service has what a bundle has. */
  readonly #places: Readonly<Record<string, string>>;

  /** @throws UsageError for an address to which a token must not be sent */
  constructor(
    address: string,
    private readonly token: string,
    checkpoint: ServedCheckpoint = 'checkpoint',
  ) {
    this.#base = addressOf(address, '/evidence/');
    this.#places = { [BUNDLE_FILES.keys]: 'keys', [BUNDLE_FILES.checkpoint]: checkpoint };
  }

  /** A service does not list its files. */
  async paths(): Promise<readonly string[]> {
    return [];
  }

  async read(path: string): Promise<Buffer | undefined> {
    const url = new URL(this.#places[path] ?? path, this.#base);
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${this.token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      if (response.status === 404) return undefined;
      const bytes = await bytesOf(response);
      if (response.ok) return bytes;
      throw new ServiceError(String(response.status), messageIn(bytes.toString('utf8')));
    } catch (cause) {
      if (cause instanceof ServiceError) throw cause;
      throw new NoAnswerError(`The service at ${url.origin} did not answer: ${reasonOf(cause)}`, { cause });
    }
  }

  async text(path: string): Promise<string | undefined> {
    return (await this.read(path))?.toString('utf8');
  }

  async *stream(path: string): AsyncGenerator<Buffer> {
    const bytes = await this.read(path);
    if (!bytes) throw new ServiceError('404', `There is no ${path}.`);
    yield bytes;
  }
}

/** @throws ServiceError when it is longer than anything that a log serves */
async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new ServiceError('TOO_LONG', 'It answers more than a log of evidence ever does.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
