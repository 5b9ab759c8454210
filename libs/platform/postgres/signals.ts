import pg from 'pg';
import { OutageLog, type OutageReports } from '#platform/outages';
import { clientConfig } from './pool.js';
import type { PostgresSettings } from './postgres.settings.js';

export interface SignalsOptions {
  readonly settings: PostgresSettings;
  /** How often listeners are called although nothing was heard, in milliseconds: a signal may be lost. Default 1,000. */
  readonly lookEveryMs?: number;
  readonly log: OutageReports;
}

/** How often the connection is tried, in milliseconds: one that has broken without a word would never be heard of. */
const HEARTBEAT_MS = 10_000;

/** First and longest pause before another attempt to connect, in milliseconds. */
const PAUSES = { first: 100, longest: 5_000 };

/** How long other connections to the same database may take until they are there, or somebody says why not, in milliseconds. */
const STARTS_WITHIN_MS = 15_000;

/**
 * Hears that something has changed, over a connection of its own. A listener is called once its channel is listened to, at
 * each notification, after each reconnection, and now and then: it has to look for itself what is new.
 */
export class Signals {
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #timer: NodeJS.Timeout;
  #client: pg.Client | undefined;
  #pauseMs = PAUSES.first;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #startedAt = performance.now();
  #hasHeard = false;
  readonly #outage: OutageLog;

  constructor(private readonly options: SignalsOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'The connection that hears of changes was lost and is made again',
      over: 'Changes are heard of over a new connection',
    });
    this.#timer = setInterval(() => this.#callAll(), options.lookEveryMs ?? 1_000);
    this.#timer.unref();
  }

  /** Connects, and connects again whenever the connection breaks; until then listeners are only called now and then. */
  start(): void {
    void this.#connect();
  }

  /** @returns ends it */
  on(channel: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set();
    listeners.add(listener);
    if (!this.#listeners.has(channel)) {
      this.#listeners.set(channel, listeners);
      // What was sent before the server listens is not heard.
      void this.#client?.query(listenTo(channel)).then(
        () => this.#call(channel),
        () => undefined,
      );
    }
    return () => void listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    this.#listeners.clear();
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    let client: pg.Client;
    try {
      client = new pg.Client(clientConfig(this.options.settings, 'signals'));
    } catch (error) {
      // The connection string is none: whoever opens the log or the read models says so, and does not start.
      return this.#connectLater(error);
    }
    let lost = false;
    const heartbeat = setInterval(() => void client.query('select 1').catch(onLost), HEARTBEAT_MS);
    heartbeat.unref();
    const onLost = (error?: unknown): void => {
      if (lost) return;
      lost = true;
      clearInterval(heartbeat);
      if (this.#client === client) this.#client = undefined;
      this.#connectLater(error);
    };
    client.on('error', onLost);
    client.on('end', () => onLost());
    client.on('notification', ({ channel }) => this.#call(channel));
    try {
      await client.connect();
      if (this.#closed) return void (await client.end());
      this.#client = client;
      for (const channel of this.#listeners.keys()) await client.query(listenTo(channel));
      this.#pauseMs = PAUSES.first;
      this.#hasHeard = true;
      this.#outage.over();
      this.#callAll();
    } catch (error) {
      onLost(error);
      await client.end().catch(() => undefined);
    }
  }

  #connectLater(error: unknown): void {
    if (this.#closed) return;
    // At the start, whoever opens the log or the read models says why there is none, and does not start.
    const isStarting = !this.#hasHeard && performance.now() - this.#startedAt < STARTS_WITHIN_MS;
    if (!isStarting) this.#outage.failed({ err: error });
    const pauseMs = this.#pauseMs * (0.5 + Math.random() / 2);
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSES.longest);
    this.#retry = setTimeout(() => void this.#connect(), pauseMs);
    this.#retry.unref();
  }

  #call(channel: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener();
  }

  #callAll(): void {
    for (const channel of this.#listeners.keys()) this.#call(channel);
  }
}

function listenTo(channel: string): string {
  return `listen ${pg.escapeIdentifier(channel)}`;
}
