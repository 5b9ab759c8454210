import { MaxAppendSizeExceededError, type BinaryEventData } from '@eventstore/db-client';
import { decideAppend, errorOf, type AppendRequest } from '../append.decision.js';
import { EVENT_STORE_LIMITS, START } from '../event-store.port.js';
import type {
  AppendResult,
  EventId,
  EventToAppend,
  Position,
  RecordedEvent,
  Revision,
  StreamName,
} from '../event-store.port.js';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import type { RecordingClock } from '../recording-clock.js';
import { assertFitsServer, partsThatFit, tooLarge } from './append-size.js';
import { fromServerEvent, hold, positionOf, toServerEvent, type HeldEvent } from './event-envelope.js';
import {
  AppendOutcomeUnknownError,
  EventStoreDbAccessDeniedError,
  EventStoreDbLogAlteredError,
} from './eventstoredb.errors.js';
import { InFlight } from './in-flight.js';
import { persist } from './persistence.js';
import { detailOf, serverFaultOf } from './server-fault.js';
import type { ServerLog } from './server-log.js';
import type { ServerPage } from './server-page.js';
import { UNKNOWN_STREAM, type KnownStream, type StreamMemory } from './stream-memory.js';

export interface AppenderParts {
  readonly server: ServerLog;
  readonly memory: StreamMemory;
  readonly recording: RecordingClock;
  readonly clock: () => Date;
  readonly maximumAppendBytes: number;
}

/** An event to be taken over from another log, with the time that it was recorded there. */
export interface EventToImport extends EventToAppend {
  readonly recordedAt: string;
}

interface HeldAppend extends AppendRequest {
  readonly events: readonly HeldEvent[];
}

type Written =
  | { readonly kind: 'written'; readonly position: Position }
  /** Others have appended to the stream meanwhile. */
  | { readonly kind: 'overtaken' };

/** Most events of a page of a stream that is read to decide about an append. */
const PAGE_EVENTS = 512;
/** A read that the server ends at once looks like one that found nothing. */
const MOST_READ_IN_VAIN = 5;

/**
 * Appends as the port promises, on a server that compares ids only, and only where it expects them.
 *
 * Every append to the server names the exact revision. The ids that it sees are made for this one append and stay the same
 * when it is sent again: so "success" says that these very bytes are in the log, once. With the events' own ids it would
 * also say so of other events with the same ids. Whether the events' own ids are in the stream is decided here, from what
 * was read and written before, and what is missing of that is read first.
 */
export class Appender {
  readonly #inFlight = new InFlight();

  constructor(private readonly parts: AppenderParts) {}

  append(request: AppendRequest): Promise<AppendResult> {
    const events = request.events.map(hold);
    return this.#inFlight.run(request.stream, () => this.#append({ ...request, events }));
  }

  import(stream: StreamName, last: Revision | undefined, events: readonly EventToImport[]): Promise<Position> {
    return this.#inFlight.run(stream, () => this.#import(stream, last, events));
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#inFlight.idle();
  }

  async #append(request: HeldAppend): Promise<AppendResult> {
    const { stream, expected, events } = request;
    this.parts.server.ending.throwIfAborted();
    let known = this.parts.memory.of(stream);
    if (known === undefined && expected !== 'none' && expected !== 'any') known = await this.#readOn(stream);
    for (let inVain = 0; ;) {
      // Of a stream that nothing is known of, it is supposed that there is none: the server finds out.
      const view = known ?? UNKNOWN_STREAM;
      const decision = decideAppend(request, view.last, await this.#recorded(stream, events, view));
      if (decision.kind === 'repeated') return decision.result;
      if (decision.kind === 'write') {
        const result = await this.#write(request, view.last);
        if (result) return result;
      } else if (await this.#isLastOf(stream, view.last)) {
        throw errorOf(request, decision);
      }
      known = await this.#readOn(stream);
      inVain = known.last === view.last ? inVain + 1 : 0;
      if (inVain === MOST_READ_IN_VAIN) throw notReadable(stream, view.last);
    }
  }

  async #import(stream: StreamName, last: Revision | undefined, events: readonly EventToImport[]): Promise<Position> {
    const serverEvents = events.map((event) => toServerEvent(hold(event), event.recordedAt));
    let [reached, position] = [last, START];
    for (const part of partsThatFit(serverEvents, this.parts.maximumAppendBytes, EVENT_STORE_LIMITS.eventsPerAppend)) {
      const written = await this.#writeAfter(stream, reached, part);
      if (written.kind === 'overtaken') {
        const actual = (await this.#readOn(stream)).last;
        throw new WrongExpectedRevisionError(stream, reached ?? 'none', actual);
      }
      reached = ((reached ?? -1) + part.length) as Revision;
      position = written.position;
    }
    return position;
  }

  /** `undefined`: others were faster. */
  async #write({ stream, events }: HeldAppend, last: Revision | undefined): Promise<AppendResult | undefined> {
    const { memory, recording, clock, maximumAppendBytes } = this.parts;
    const recordedAt = recording.record(clock().toISOString());
    const serverEvents = events.map((event) => toServerEvent(event, recordedAt));
    assertFitsServer(stream, serverEvents, maximumAppendBytes);
    const written = await this.#writeAfter(stream, last, serverEvents);
    if (written.kind === 'overtaken') return undefined;
    const firstRevision = (last === undefined ? 0 : last + 1) as Revision;
    memory.learn(
      stream,
      events.map(({ id }, index) => ({ id, revision: (firstRevision + index) as Revision })),
    );
    const lastRevision = (firstRevision + events.length - 1) as Revision;
    return { firstRevision, lastRevision, position: written.position, recordedAt, repeated: false };
  }

  /**
   * Writes after an exact revision, and sends the same again until it is known what became of it.
   * @throws AppendOutcomeUnknownError
   */
  async #writeAfter(
    stream: StreamName,
    last: Revision | undefined,
    events: readonly BinaryEventData[],
  ): Promise<Written> {
    const { server } = this.parts;
    const { ending: signal } = server;
    const lastRevision = (last ?? -1) + events.length;
    const append = { stream, last, events };
    signal.throwIfAborted();
    let attempts = 0;
    try {
      const { nextExpectedRevision, position } = await persist(
        async (attempt) => {
          attempts = attempt;
          return await (attempt === 1 ? server.append(append) : server.appendAgain(append));
        },
        {
          giveUpAfterMs: server.giveUpAfterMs,
          signal,
          givingUp: (error) => new AppendOutcomeUnknownError(stream, server.shown, detailOf(error)),
        },
      );
      if (Number(nextExpectedRevision) !== lastRevision) throw numberedOn(stream, lastRevision, nextExpectedRevision);
      // What position a server gives for an append that it had taken before is not written down anywhere.
      if (attempts === 1 && position !== undefined)
        return { kind: 'written', position: Number(position.commit) as Position };
      return { kind: 'written', position: await this.#positionAt(stream, lastRevision) };
    } catch (error) {
      if (signal.aborted)
        throw new AppendOutcomeUnknownError(stream, server.shown, 'it was too late: the service stopped');
      return this.#overtakenOrThrow(stream, error);
    }
  }

  #overtakenOrThrow(stream: StreamName, error: unknown): Written {
    switch (serverFaultOf(error)) {
      case 'wrong-revision':
        return { kind: 'overtaken' };
      case 'too-large':
        throw tooLarge(stream, undefined, error instanceof MaxAppendSizeExceededError ? error.maxAppendSize : 0);
      case 'access-denied':
        throw new EventStoreDbAccessDeniedError(this.parts.server.shown);
      case 'stream-deleted':
        throw new EventStoreDbLogAlteredError(
          `The stream ${stream} was deleted in EventStoreDB, which takes no more events for it: restore the database from ` +
            'a backup.',
        );
      default:
        throw error;
    }
  }

  async #positionAt(stream: StreamName, revision: number): Promise<Position> {
    for (let inVain = 0; inVain < MOST_READ_IN_VAIN; inVain += 1) {
      const [event] = (await this.#serverPage(stream, revision, 1)).events;
      if (event) return positionOf(event);
    }
    throw new EventStoreDbLogAlteredError(`Revision ${revision} of ${stream} is not in the log.`);
  }

  /** What the log holds under the ids of these events, as far as it is known. */
  async #recorded(
    stream: StreamName,
    events: readonly { readonly id: EventId }[],
    { revisions }: KnownStream,
  ): Promise<readonly (RecordedEvent | undefined)[]> {
    const at = events.map(({ id }) => revisions.get(id));
    const known = at.filter((revision) => revision !== undefined);
    if (known.length === 0) return at.map(() => undefined);
    const [lowest, highest] = [Math.min(...known), Math.max(...known)];
    const found = new Map<number, RecordedEvent>();
    let [next, inVain] = [lowest, 0];
    while (next <= highest) {
      const page = await this.#page(stream, next, Math.min(PAGE_EVENTS, highest - next + 1));
      for (const event of page.events) found.set(event.revision, event);
      const last = page.events.at(-1);
      inVain = last === undefined ? inVain + 1 : 0;
      if (inVain === MOST_READ_IN_VAIN) throw notReadable(stream, (next - 1) as Revision);
      next = last === undefined ? next : last.revision + 1;
    }
    return at.map((revision) => (revision === undefined ? undefined : eventAt(stream, revision, found)));
  }

  /** Nothing is refused by what is remembered, or by a read that the server may have ended too early. */
  async #isLastOf(stream: StreamName, revision: Revision | undefined): Promise<boolean> {
    const { server } = this.parts;
    return (await server.lastRevisionOf(stream, server.ending)) === (revision ?? -1);
  }

  /** Reads what is in the stream beyond what is known of it. */
  async #readOn(stream: StreamName): Promise<KnownStream> {
    const { memory } = this.parts;
    for (;;) {
      const last = memory.of(stream)?.last;
      const page = await this.#page(stream, last === undefined ? 0 : last + 1, PAGE_EVENTS);
      memory.learn(stream, page.events);
      if (page.isLast || memory.of(stream)?.last === last) return memory.of(stream) ?? UNKNOWN_STREAM;
    }
  }

  async #page(stream: StreamName, from: number, limit: number) {
    const { events, isLast } = await this.#serverPage(stream, from, limit);
    return { events: events.map((event) => fromServerEvent(event, positionOf(event))), isLast };
  }

  #serverPage(stream: StreamName, from: number, limit: number): Promise<ServerPage> {
    const { server } = this.parts;
    return server.streamPage({ stream, direction: 'forwards', from, limit }, server.ending);
  }
}

/** An id that is known to be in the stream must not be taken for a new one because its event cannot be read. */
function eventAt(stream: StreamName, revision: Revision, found: ReadonlyMap<number, RecordedEvent>): RecordedEvent {
  const event = found.get(revision);
  if (event === undefined) throw notReadable(stream, (revision - 1) as Revision);
  return event;
}

function notReadable(stream: StreamName, last: Revision | undefined): EventStoreDbLogAlteredError {
  return new EventStoreDbLogAlteredError(
    `The stream ${stream} has a revision ${(last ?? -1) + 1}, or had one, that cannot be read. Somebody deleted or truncated ` +
      'the stream in EventStoreDB: restore the database from a backup.',
  );
}

function numberedOn(stream: StreamName, expected: number, actual: bigint): EventStoreDbLogAlteredError {
  return new EventStoreDbLogAlteredError(
    `The stream ${stream} has events that do not show: what should have become revision ${expected} became ${actual}. ` +
      'Somebody deleted or truncated the stream in EventStoreDB: restore the database from a backup.',
  );
}
