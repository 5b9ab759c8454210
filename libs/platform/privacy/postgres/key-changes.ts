import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SubjectId } from '#platform/event-sourcing';
import { OutageLog, type OutageReports } from '#platform/outages';
import { KeyStoreOfAnotherLogError } from '../key-store.errors.js';
import type { KeyDatabase } from './key-database.js';

/** A subject that was fenced, or whose keys were destroyed, since somebody looked last. */
export interface KeyChange {
  readonly subject: SubjectId;
  readonly reference: string;
  readonly destroyed_at: string | null;
  /** The subject's key; null when it never had one. */
  readonly key_id: string | null;
}

export interface KeyTimings {
  /** How often a process shows that it is there, and looks for changes. */
  readonly everyMs: number;
  /** A process that was not seen for so long is not waited for. It has let go by itself before. */
  readonly goneAfterMs: number;
}

export const KEY_TIMINGS: KeyTimings = { everyMs: 1_000, goneAfterMs: 10_000 };

/** Sooner than the others give it up: clocks do not run alike. */
const TRUSTED_FOR = 0.8;
const WAIT_MS = 25;

export interface KeyChangesParts {
  readonly database: KeyDatabase;
  /** With a connection of its own: showing that this process is there waits behind nothing else. */
  readonly heartbeats: KeyDatabase;
  readonly storeId: string;
  /** Names this process to operators. */
  readonly name: string;
  readonly timings: KeyTimings;
  /** From its return on no key of theirs seals, or opens if it was destroyed. */
  readonly take: (changes: readonly KeyChange[]) => void;
  /** What was read with keys that are gone is let go when it resolves; all that was read, when no subjects are named. */
  readonly letGo: (subjects: readonly SubjectId[]) => Promise<void>;
  /** The store is not the one that was opened: this process must end. */
  readonly onReplaced: (fault: KeyStoreOfAnotherLogError) => void;
  readonly log: OutageReports;
}

interface StoreRow {
  readonly id: string;
  readonly change: number;
}

/**
 * Keeps the keys at hand of all processes in step. Each process shows in a table that it is there and up to which change
 * it has let go; an erasure waits for all of them. One that cannot show itself stops using its keys before the others
 * stop waiting for it.
 */
export class KeyChanges {
  readonly #id = randomUUID();
  #timer: NodeJS.Timeout | undefined;
  /** Changes up to here are taken: no key at hand is older. */
  #taken: number;
  /** Changes up to here are let go in everything that was read. */
  #letGo: number;
  readonly #toLetGo = new Set<SubjectId>();
  #lettingGo: Promise<void> | undefined;
  #generation = 0;
  #shownAt = { clock: -Infinity, wall: -Infinity };
  #hasLetGoOfAll = true;
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #outage: OutageLog;

  constructor(
    private readonly parts: KeyChangesParts,
    change: number,
  ) {
    this.#taken = change;
    this.#letGo = change;
    this.#outage = new OutageLog(parts.log, {
      began: 'Changes of keys are not heard of for now',
      over: 'Changes of keys are heard of again',
    });
  }

  /** Shows that this process is there, and goes on doing so. */
  async start(): Promise<void> {
    await this.parts.database.query(
      "delete from concordat_keys.holder where seen_at < clock_timestamp() - interval '1 day'",
    );
    await this.look();
    const { everyMs } = this.parts.timings;
    this.#timer = setInterval(() => {
      if (performance.now() - this.#shownAt.clock > everyMs * 0.9) this.lookSoon();
    }, everyMs);
    this.#timer.unref();
  }

  /** Whether the others wait for this process: then no key at hand was destroyed without its knowing. */
  get isCurrent(): boolean {
    const most = this.parts.timings.goneAfterMs * TRUSTED_FOR;
    return performance.now() - this.#shownAt.clock < most && Date.now() - this.#shownAt.wall < most;
  }

  /** Grows with each change that is taken: what was read before is to be read again. */
  get generation(): number {
    return this.#generation;
  }

  /** Resolves when everything is taken and let go that was changed before the call. @throws KeyStoreUnavailableError */
  async look(): Promise<void> {
    await this.#looked();
    await this.#letGoOfTaken();
  }

  /** One at a time; who comes while one is under way waits for the next. */
  #looked(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#look();
    });
    this.#last = this.#next.catch(() => undefined);
    return this.#next;
  }

  /** Reports what goes wrong; it is tried again. */
  lookSoon(): void {
    if (this.#isClosed) return;
    if (!this.isCurrent) this.#letGoOfAll();
    this.look().then(
      () => this.#outage.over(),
      (error: unknown) => this.#outage.failed({ err: error }),
    );
  }

  /** Waits until every other process has let go of what was changed, or is gone. */
  async waitForOthers(change: number): Promise<void> {
    for (;;) {
      const others = await this.parts.database.query<{ name: string }>(
        `select name from concordat_keys.holder
         where id <> $1 and change < $2
           and seen_at > clock_timestamp() - gone_after_ms * interval '1 millisecond'`,
        [this.#id, change],
      );
      if (others.length === 0) return;
      await delay(WAIT_MS);
    }
  }

  async stop(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#last;
    await this.#lettingGo?.catch(() => undefined);
    await this.parts.heartbeats
      .query('delete from concordat_keys.holder where id = $1', [this.#id])
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'The others find out that this process is gone'));
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return;
    const store = await this.#show();
    if (store.id !== this.parts.storeId || store.change < this.#taken) return this.#replaced();
    if (store.change === this.#taken) return;
    const changes = await this.parts.heartbeats.query<KeyChange>(
      `select f.subject, f.reference, f.destroyed_at, k.id as key_id
       from concordat_keys.fence f left join concordat_keys.subject_key k using (subject)
       where f.change > $1 order by f.change`,
      [this.#taken],
    );
    this.parts.take(changes);
    this.#taken = store.change;
    this.#generation += 1;
    for (const { subject, destroyed_at: at } of changes) if (at !== null) this.#toLetGo.add(subject);
    await this.#show();
  }

  #letGoOfTaken(): Promise<void> {
    this.#lettingGo ??= this.#letGoUntilTaken().finally(() => (this.#lettingGo = undefined));
    return this.#lettingGo;
  }

  /** However long it takes, this process goes on showing that it is there. */
  async #letGoUntilTaken(): Promise<void> {
    while (this.#letGo < this.#taken && !this.#isClosed) {
      const upTo = this.#taken;
      const subjects = [...this.#toLetGo];
      if (subjects.length > 0) await this.parts.letGo(subjects);
      for (const subject of subjects) this.#toLetGo.delete(subject);
      this.#letGo = upTo;
      await this.#show();
    }
  }

  /** What this process has let go of, for the others to see; and what there is to let go of. */
  async #show(): Promise<StoreRow> {
    const now = { clock: performance.now(), wall: Date.now() };
    const { goneAfterMs } = this.parts.timings;
    // The store is read after the row is there: whoever changes it later sees the row.
    const { heartbeats, name } = this.parts;
    await heartbeats.query(
      `insert into concordat_keys.holder values ($1, $2, $3, $4, clock_timestamp())
       on conflict (id) do update set change = excluded.change, seen_at = clock_timestamp()`,
      [this.#id, name, goneAfterMs, this.#letGo],
    );
    const [store] = await heartbeats.query<StoreRow>('select id, change from concordat_keys.store');
    if (store === undefined) return { id: '', change: 0 };
    // What changed meanwhile is not taken yet.
    if (store.change === this.#taken) this.#isShown(now);
    return store;
  }

  #isShown(at: { readonly clock: number; readonly wall: number }): void {
    this.#shownAt = at;
    this.#hasLetGoOfAll = false;
  }

  /** It may have been destroyed since: nobody waits for this process any more. */
  #letGoOfAll(): void {
    if (this.#hasLetGoOfAll) return;
    this.#hasLetGoOfAll = true;
    this.parts.log.error({}, 'The key store was not reached for long: what was read with its keys is let go');
    this.parts
      .letGo([])
      .catch((error: unknown) => this.parts.log.error({ err: error }, 'What was read with keys was not let go'));
  }

  #replaced(): void {
    this.parts.onReplaced(
      new KeyStoreOfAnotherLogError(
        `The key store in ${this.parts.database.place} was replaced, or put back to an earlier state, while it was in ` +
          'use. End all processes, then start them again: what was erased is erased there again.',
      ),
    );
  }
}
