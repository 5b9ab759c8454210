import DataLoader from 'dataloader';
import type { Caller } from '#platform/access';
import type { Position } from '#platform/event-store';
import type { ProjectionRunner } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';

/**
 * Loads many objects of a kind at once, so that a list of n costs one query and not n. Results come back in the
 * order of the keys; what is absent, or hidden from the caller, is `null`.
 */
export interface Batch<Key extends string, Value> {
  readonly name: string;
  readonly load: (session: Session, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
}

export function defineBatch<Key extends string, Value>(
  name: string,
  load: (session: Session, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Batch<Key, Value> {
  return { name, load };
}

/**
 * The reads of one request. All of a query's fields are read from one session; after each mutation the session is
 * opened anew, at or after the mutation's position.
 */
export class RequestReads {
  #session: Promise<Session> | undefined;
  #batches = new Map<string, DataLoader<string, unknown>>();
  #released = false;

  constructor(
    private readonly caller: Caller,
    private readonly sessions: SessionFactory,
    private readonly projections: ProjectionRunner,
    private readonly waitMs: number,
  ) {}

  session(): Promise<Session> {
    if (this.#released) throw new Error('The request has ended.');
    this.#session ??= this.sessions.open(this.caller);
    return this.#session;
  }

  /**
   * Every read from now on shows at least this position.
   * @throws ReadBehindError
   */
  async reach(position: Position): Promise<void> {
    await this.projections.waitFor(position, this.waitMs);
    await this.#giveBack();
  }

  /**
   * One object through a batch; calls of the same turn become one query. A load that nobody waits for, and that fails
   * because the request has ended meanwhile, is no fault: nobody asked for it any more.
   */
  one<Key extends string, Value>(batch: Batch<Key, Value>, key: Key): Promise<Value | null> {
    let loader = this.#batches.get(batch.name) as DataLoader<Key, Value | null> | undefined;
    if (!loader) {
      loader = new DataLoader<Key, Value | null>(async (keys) => {
        const found = await batch.load(await this.session(), keys);
        return keys.map((each) => found.get(each) ?? null);
      });
      this.#batches.set(batch.name, loader as DataLoader<string, unknown>);
    }
    const loading = loader.load(key);
    loading.catch(() => undefined);
    return loading;
  }

  /** The position that the request's answer shows; `undefined` when it read nothing. */
  async position(): Promise<Position | undefined> {
    return (await this.#session)?.position;
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.#giveBack();
  }

  async #giveBack(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#batches = new Map();
    (await session)?.[Symbol.dispose]();
  }
}
