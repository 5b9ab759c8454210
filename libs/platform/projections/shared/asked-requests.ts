import { once } from 'node:events';
import type { Requests } from '#platform/coordination';
import { OutageLog } from '#platform/outages';
import type { ProjectionLog } from '../projection-log.js';
import type { ProjectionRequestKind } from './projection-requests.js';

export interface AskedRequestsOptions {
  readonly requests: Requests;
  readonly log: ProjectionLog;
  /** Ends every wait for an answer; what was asked is carried out all the same. */
  readonly signal: AbortSignal;
}

/** Asks the process that keeps the read models, and waits for its answer: as long as it takes, over any change of it. */
export class AskedRequests {
  readonly #outage: OutageLog;

  constructor(private readonly options: AskedRequestsOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'It cannot be seen whether a request has been answered',
      over: 'It can be seen again whether a request has been answered',
    });
  }

  /** @throws the reason of the signal, and the faults of asking */
  async ask(kind: ProjectionRequestKind, input: object): Promise<unknown> {
    const { requests, signal } = this.options;
    signal.throwIfAborted();
    const id = await requests.ask(kind, input);
    for (;;) {
      const changed = Promise.withResolvers<void>();
      // Before looking: what changes while it looks must not be missed.
      const endListening = requests.onChange(() => changed.resolve());
      const ended = new AbortController();
      try {
        const answer = await this.#answerTo(id);
        if (answer !== undefined) return answer;
        await Promise.race([changed.promise, aborted(signal, ended.signal)]);
      } finally {
        ended.abort();
        endListening();
      }
      signal.throwIfAborted();
    }
  }

  async #answerTo(id: string): Promise<unknown> {
    try {
      const answer = await this.options.requests.answerTo(id);
      this.#outage.over();
      return answer;
    } catch (error) {
      this.#outage.failed({ request: id, err: error });
      return undefined;
    }
  }
}

/** Resolves when the first signal aborts; leaves nothing behind on it once the second has. */
async function aborted(signal: AbortSignal, ended: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await once(signal, 'abort', { signal: ended }).catch(() => undefined);
}
