import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { Position } from '#platform/event-store';
import type { Engine } from '#platform/engine';
import { applicationError } from './errors/index.js';
import type { Authentication } from './authentication.js';
import type { RequestContext } from './request-context.js';
import { RequestReads } from './request-reads.js';

/** The connection that a request came over. */
type ClientSocket = Pick<EventEmitter, 'once' | 'off'> & { readonly destroyed: boolean };

/** What the factory reads of an HTTP request. */
export interface IncomingRequest {
  readonly id?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw?: { readonly socket: ClientSocket };
}

/** Longest wait for the read models to reach a position, in milliseconds, where the service says nothing else. */
const READ_WAIT_MS = 5_000;

/** Makes the context of one request: who asks, and from which position on the answer may be read. */
export class RequestContextFactory {
  constructor(
    private readonly engine: Engine,
    private readonly authentication: Authentication,
    private readonly readWaitMs: number = READ_WAIT_MS,
  ) {}

  async create(request: IncomingRequest): Promise<RequestContext> {
    const caller = await this.authentication.authenticate(single(request.headers['authorization']));
    const reads = new RequestReads(caller, this.engine.sessions, this.engine.projections, this.readWaitMs);
    const after = single(request.headers['concordat-read-after']);
    if (after !== undefined) await reads.reach(await this.#issued(after));
    return { caller, correlationId: request.id ?? randomUUID(), reads, onGone: onGone(request.raw?.socket) };
  }

  /** A position that was never issued would only run into the time limit: refuse it at once. */
  async #issued(text: string): Promise<Position> {
    const position = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    if (position === undefined || position > (await this.engine.store.head())) {
      throw applicationError(
        'POSITION_NOT_ISSUED',
        'The header concordat-read-after must hold a position that this service returned.',
      );
    }
    return position as Position;
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}

/** A connection serves many requests: whoever listens ends that when its own is answered. */
function onGone(socket: ClientSocket | undefined): RequestContext['onGone'] {
  return (listener) => {
    // A connection that was closed already tells nobody any more.
    if (socket?.destroyed) listener();
    else socket?.once('close', listener);
    return () => void socket?.off('close', listener);
  };
}
