import { setTimeout as delay } from 'node:timers/promises';
import type { Notice } from '#platform/backup';
import type { DomainContext, Erasing, Erasure } from '#platform/contexts';
import type { Lease } from '#platform/coordination';
import type { EventCodec } from '#platform/event-sourcing';
import { START, type EventStore, type Position } from '#platform/event-store';
import type { DamagedKey, SubjectKeys, UnknownKeys } from '#platform/privacy';
import type { ProjectionLog } from '#platform/projections';
import type { Session } from '#platform/sessions';

/** Events at the end of the log whose keys are looked for. */
const LOOKED_THROUGH = 1_000;
/** Erasures read at a time. */
const PAGE = 200;
/** Damaged keys that a notice names. */
const MOST_NAMED = 10;
/** Between two looks at what another process carries out, in milliseconds. */
const WAIT_MS = 500;

export interface KeyCheckParts {
  readonly keys: Pick<SubjectKeys, 'damagedAmong' | 'fencesOf' | 'unknownAmong' | 'unknownKeys'>;
  readonly contexts: readonly DomainContext[];
  readonly store: EventStore;
  readonly codec: Pick<EventCodec, 'keysIn'>;
  readonly erasing: Erasing;
  readonly openSession: () => Promise<Session>;
  readonly log: ProjectionLog;
  /** Whoever holds it carries out what is missing; the others wait. */
  readonly lease: Lease;
}

/**
 * Whether the key store goes with the log. Somebody may have put an older copy of it back: it opens what was erased since,
 * and lacks the keys of whom was first heard of since.
 */
export class KeyCheck {
  #notices: readonly Notice[] = [];

  constructor(private readonly parts: KeyCheckParts) {}

  /** What was found; empty before the check. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /**
   * Carries out again what is on record as erased and is not erased in the key store. To be called when the read models
   * have caught up, and before anything is served.
   */
  async run(signal: AbortSignal): Promise<void> {
    const undone = await this.#undone();
    for (let left = undone; left.length > 0; left = await this.#undone()) {
      signal.throwIfAborted();
      if (this.parts.lease.isHeld) for (const erasure of left) await this.parts.erasing.erase(erasure, signal);
      else await delay(WAIT_MS, undefined, { signal });
    }
    const sealedWith = await this.#sealedWith();
    const ids = [...new Set(sealedWith.flat())];
    const { keys } = this.parts;
    const unknown = new Set(await keys.unknownAmong(ids));
    const damaged = await keys.damagedAmong(ids.filter((id) => !unknown.has(id)));
    this.#notices = [
      ...undoneNotices(undone.length),
      ...unknownNotices(eventsWith(sealedWith, unknown), keys.unknownKeys),
      ...damagedNotices(damaged, eventsWith(sealedWith, new Set(damaged.map(({ id }) => id)))),
    ];
    for (const { kind, text } of this.#notices) this.parts.log.error({ kind }, text);
  }

  async #undone(): Promise<readonly Erasure[]> {
    const found: Erasure[] = [];
    using session = await this.parts.openSession();
    for (const { erased } of this.parts.contexts) {
      if (erased === undefined) continue;
      for (let page = await erased(session, '', PAGE); page.length > 0;) {
        found.push(...(await this.#undoneOf(page)));
        page = await erased(session, page.at(-1)?.reference ?? '', PAGE);
      }
    }
    return found;
  }

  async #undoneOf(erasures: readonly Erasure[]): Promise<readonly Erasure[]> {
    const fences = await this.parts.keys.fencesOf(erasures.flatMap(({ subjectIds }) => subjectIds));
    const done = new Set(fences.flatMap(({ subject, destroyedAt }) => (destroyedAt === null ? [] : [subject])));
    return erasures.filter(({ subjectIds }) => !subjectIds.every((subject) => done.has(subject)));
  }

  /** The keys of each of the last events. */
  async #sealedWith(): Promise<readonly (readonly string[])[]> {
    const { store, codec } = this.parts;
    const after = Math.max(START, (await store.head()) - LOOKED_THROUGH) as Position;
    const sealedWith: (readonly string[])[] = [];
    for await (const event of store.readAll({ after })) sealedWith.push(codec.keysIn(event));
    return sealedWith;
  }
}

function eventsWith(sealedWith: readonly (readonly string[])[], keyIds: ReadonlySet<string>): number {
  return sealedWith.filter((ids) => ids.some((id) => keyIds.has(id))).length;
}

const UNKNOWN_ARE: Readonly<Record<UnknownKeys, string>> = {
  forgotten:
    'What they seal reads as [forgotten]. If there is a newer copy of the key store, stop the service and put it back.',
  fault:
    'What they seal cannot be read, and what the read models lack for it stands among the dead letters. Stop all ' +
    'processes, put the newest copy of the key store back, start them and retry the dead letters. If what is missing is ' +
    'lost for good, start all processes with CONCORDAT_UNKNOWN_KEYS=forgotten instead, and retry the dead letters.',
};

function undoneNotices(count: number): readonly Notice[] {
  if (count === 0) return [];
  const which = count === 1 ? 'An erasure that is' : `${count} erasures that are`;
  const text = `${which} on record had not been carried out in the key store, which is an older one. That was done at the start, before anything was served.`;
  return [{ kind: 'KEYS_OLDER', text }];
}

function unknownNotices(events: number, unknownKeys: UnknownKeys): readonly Notice[] {
  if (events === 0) return [];
  const which = events === 1 ? 'One of the last events is' : `${events} of the last ${LOOKED_THROUGH} events are`;
  const text = `${which} sealed with keys that the key store never held: it is older than the record, or another one. ${UNKNOWN_ARE[unknownKeys]}`;
  return [{ kind: 'KEYS_OLDER', text }];
}

function damagedNotices(damaged: readonly DamagedKey[], events: number): readonly Notice[] {
  if (damaged.length === 0) return [];
  const which = damaged.length === 1 ? 'A key is' : `${damaged.length} keys are`;
  const named = damaged.slice(0, MOST_NAMED).map(({ id }) => id);
  const more = damaged.length > MOST_NAMED ? ` and ${damaged.length - MOST_NAMED} more` : '';
  const text =
    `${which} damaged: ${named.join(', ')}${more}. ${events} of the last ${LOOKED_THROUGH} events are sealed with ` +
    `${damaged.length === 1 ? 'it' : 'them'} and cannot be read; everything else can. ${damaged[0]?.damage.message}`;
  return [{ kind: 'KEYS_DAMAGED', text }];
}
