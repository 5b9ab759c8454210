import DataLoader from 'dataloader';
import type { SelectQueryBuilder } from 'kysely';
import type { Caller } from '#platform/access';
import type { Position } from '#platform/event-store';
import type { Projections } from '#platform/projections';
import type { Session, SessionSource } from '#platform/sessions';
import type { Instant } from '#platform/working-days';
import { connectionsOf, type Connection, type ConnectionArguments, type ConnectionOrder } from './connection.js';

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

/** `null` when it is absent, or hidden from the caller. */
type Found<Value> = Value | null;

/** Lists in one statement: SQLite joins at most 500 queries. */
const MOST_LISTS_AT_ONCE = 100;

/** A list under an object, for example the sites of an organisation, with the page that is asked for. */
export interface ListKey<Filter> {
  readonly parent: string;
  readonly page: ConnectionArguments;
  readonly filter: Filter;
}

/** Loads pages of the lists under many objects at once, so that a list of lists costs one query. */
export interface ConnectionBatch<Row extends object, Filter> {
  readonly load: (session: Session, keys: readonly ListKey<Filter>[]) => Promise<Connection<Row>[]>;
}

/**
 * @param list the whole list under one object, as the session may see it
 * @param order the same for the lists of all objects
 */
export function defineConnectionBatch<Tables, Table extends keyof Tables, Row extends object, Filter>(
  list: (session: Session, parent: string, filter: Filter) => SelectQueryBuilder<Tables, Table, Row>,
  order: ConnectionOrder<NoInfer<Row>>,
): ConnectionBatch<Row, Filter> {
  return {
    load: (session, keys) =>
      connectionsOf(
        session.tables<Tables>(),
        keys.map(({ parent, page, filter }) => ({ query: list(session, parent, filter), order, page })),
      ),
  };
}

/** Where a request reads that asks about the past. */
export interface PastReads {
  open(): Promise<Session>;
  /** Of what is recorded, only what took effect by `effectiveBy` counts; `undefined` where all of it does. */
  readonly moment: { readonly effectiveBy: Instant | undefined };
  /** What the answer says of the moment that it shows. */
  describe(): Readonly<Record<string, unknown>>;
}

/**
 * The reads of one request. All of a query's fields are read from one session; after each mutation the session is
 * opened anew, at or after the mutation's position.
 */
export class RequestReads {
  #session: Promise<Session> | undefined;
  /** By the batch itself: two contexts may give theirs the same name. */
  #loaders = new Map<object, unknown>();
  /** Objects found, by batch and key. */
  #atHand = new Map<object, Map<string, unknown>>();
  #released = false;
  #past: PastReads | undefined;

  constructor(
    private readonly caller: Caller,
    private readonly sessions: SessionSource,
    private readonly projections: Pick<Projections, 'waitFor'> | undefined,
    private readonly waitMs: number,
  ) {}

  session(): Promise<Session> {
    if (this.#released) throw new Error('The request has ended.');
    this.#session ??= this.#past?.open() ?? this.sessions.open(this.caller);
    return this.#session;
  }

  /** Reads of the past only, beside those of the request that asks for them. */
  static ofThePast(caller: Caller, past: PastReads): RequestReads {
    const reads = new RequestReads(caller, { open: () => past.open() }, undefined, 0);
    reads.#past = past;
    return reads;
  }

  /** Every read from now on shows the past. */
  async turnTo(past: PastReads): Promise<void> {
    await this.giveBack();
    this.#past = past;
  }

  /** Set when the request reads the past. */
  get past(): PastReads | undefined {
    return this.#past;
  }

  /**
   * Every read from now on shows at least this position.
   * @throws ReadBehindError
   */
  async reach(position: Position): Promise<void> {
    await this.giveBack();
    await this.projections?.waitFor(position, this.waitMs);
  }

  /** Every read from now on fails with this fault: what had to happen before it could not be done. */
  async refuse(fault: unknown): Promise<void> {
    await this.giveBack();
    this.#session = observed(Promise.reject(fault));
  }

  /** One object through a batch; calls of the same turn become one query. */
  one<Key extends string, Value>(batch: Batch<Key, Value>, key: Key): Promise<Found<Value>> {
    return observed(Promise.resolve(this.related(batch, key)));
  }

  /**
   * What a field refers to. What is at hand comes without a promise: a list whose every field waited by itself would
   * take several times as long.
   */
  related<Key extends string, Value>(
    batch: Batch<Key, Value>,
    key: Key | null | undefined,
  ): Found<Value> | Promise<Found<Value>> {
    if (key === null || key === undefined) return null;
    const found = this.#found(batch).get(key);
    return found === undefined ? observed(this.#objectLoader(batch).load(key)) : found;
  }

  /** What a field refers to several of, in the order of the keys; those absent or hidden are left out. */
  relatedAll<Key extends string, Value>(
    batch: Batch<Key, Value>,
    keys: readonly Key[],
  ): readonly Value[] | Promise<readonly Value[]> {
    const found = this.#found(batch);
    const present = (objects: readonly Found<Value>[]) => objects.filter((object) => object !== null);
    if (keys.every((key) => found.has(key))) return present(keys.map((key) => found.get(key) ?? null));
    return Promise.all(keys.map((key) => this.one(batch, key))).then(present);
  }

  /** Hands over objects that were found otherwise in this request's session, so that no field asks for them again. */
  remember<Key extends string, Value>(batch: Batch<Key, Value>, objects: ReadonlyMap<Key, Value>): void {
    const found = this.#found(batch);
    for (const [key, value] of objects) found.set(key, value);
  }

  /** Looks up what fields will ask for, so that they find it at hand. */
  async prepare<Key extends string, Value>(batch: Batch<Key, Value>, keys: readonly Key[]): Promise<void> {
    const found = this.#found(batch);
    const missing = [...new Set(keys)].filter((key) => !found.has(key));
    if (missing.length > 0) await this.#lookUp(batch, missing);
  }

  /** A page of the list under one object; the lists asked for in the same turn become one query. */
  page<Row extends object, Filter>(
    batch: ConnectionBatch<Row, Filter>,
    parent: string,
    page: ConnectionArguments,
    filter: Filter,
  ): Promise<Connection<Row>> {
    const loader = this.#loader(
      batch,
      () =>
        new DataLoader<ListKey<Filter>, Connection<Row>, string>(
          async (keys) => batch.load(await this.session(), keys),
          { cacheKeyFn: (key) => JSON.stringify(key), maxBatchSize: MOST_LISTS_AT_ONCE },
        ),
    );
    const { first = null, after = null } = page;
    return observed(loader.load({ parent, page: { first, after }, filter }));
  }

  /** The position that the request's answer shows; `undefined` when it read nothing, or could not. */
  async position(): Promise<Position | undefined> {
    return (await this.#opened())?.position;
  }

  /**
   * Gives the snapshot back; the next read opens another one. To be called before waiting for anything: whoever held
   * a snapshot while waiting for another one could wait for ever.
   */
  async giveBack(): Promise<void> {
    const opened = this.#opened();
    this.#session = undefined;
    this.#loaders = new Map();
    this.#atHand = new Map();
    (await opened)?.[Symbol.dispose]();
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.giveBack();
  }

  /** The session, if there is one. That it could not be opened was told to those who wanted to read. */
  #opened(): Promise<Session | undefined> {
    return this.#session?.catch(() => undefined) ?? Promise.resolve(undefined);
  }

  #objectLoader<Key extends string, Value>(batch: Batch<Key, Value>): DataLoader<Key, Value | null> {
    return this.#loader(
      batch,
      () =>
        new DataLoader<Key, Found<Value>>(async (keys) => {
          await this.#lookUp(batch, keys);
          const found = this.#found(batch);
          return keys.map((key) => found.get(key) ?? null);
        }),
    );
  }

  async #lookUp<Key extends string, Value>(batch: Batch<Key, Value>, keys: readonly Key[]): Promise<void> {
    const found = this.#found(batch);
    const objects = await batch.load(await this.session(), keys);
    for (const key of keys) found.set(key, objects.get(key) ?? null);
  }

  #found<Key extends string, Value>(batch: Batch<Key, Value>): Map<Key, Found<Value>> {
    const known = this.#atHand.get(batch) as Map<Key, Found<Value>> | undefined;
    if (known) return known;
    const found = new Map<Key, Found<Value>>();
    this.#atHand.set(batch, found);
    return found;
  }

  #loader<Loader>(batch: object, make: () => Loader): Loader {
    const known = this.#loaders.get(batch) as Loader | undefined;
    if (known) return known;
    const loader = make();
    this.#loaders.set(batch, loader);
    return loader;
  }
}

/**
 * A load that nobody waits for, and that fails because the request has ended meanwhile, is no fault: nobody asked for it
 * any more.
 */
function observed<Value>(loading: Promise<Value>): Promise<Value> {
  loading.catch(() => undefined);
  return loading;
}
