import { once } from 'node:events';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { LoggedEvent } from './double-log.js';
import { lastStreamPosition, readEventOf, SERVER_ERRORS, streamNameOf, streamNotFound } from './double-messages.js';
import type { DoubleNode } from './double-node.js';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** A read of a stream or of the log, either way: it ends by itself. */
export async function read(node: DoubleNode, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const fault = node.faults.takeOneOf(['unavailable-read', 'half-close-read', 'hang-read', 'drop-read']);
  if (fault === 'unavailable-read') return void call.emit('error', SERVER_ERRORS.unavailable());
  // The end is that of the moment when the server looks, however long its answer takes.
  const end = endOf(node, options);
  const found = options.hasStream() ? eventsOfStream(node, options) : eventsOfLog(node, options);
  if (found === 'deleted') {
    const stream = streamNameOf(options.getStream()?.getStreamIdentifier());
    return void call.emit('error', SERVER_ERRORS.streamDeleted(stream));
  }
  if (found === undefined) {
    call.write(streamNotFound(streamNameOf(options.getStream()?.getStreamIdentifier())));
    return void call.end();
  }
  let given = 0;
  for (const event of found) {
    if (call.cancelled) return;
    if (fault !== undefined && given === node.faults.eventsBefore) break;
    if (!call.write(readEventOf(event))) await room(call);
    given += 1;
  }
  if (fault === 'drop-read') return void call.emit('error', SERVER_ERRORS.unavailable());
  if (fault === undefined && end !== undefined) call.write(lastStreamPosition(end));
  if (fault !== 'hang-read') call.end();
}

/** Waits until what was written has gone out, or nobody wants it any more. */
export async function room(call: ReadCall): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([
    once(call, 'drain', { signal }),
    once(call, 'cancelled', { signal }),
    once(call, 'close', { signal }),
  ]).catch(() => undefined);
  waiting.abort();
}

/** Stated at the end of a read of a stream to those who ask for it, by servers that can (`Enumerator.ReadStreamForwards.cs`). */
function endOf(node: DoubleNode, options: ReadReq.Options): number | undefined {
  const isAsked = options.hasStream() && (options.getControlOption()?.getCompatibility() ?? 0) >= 1;
  if (!isAsked || !node.statesEnd) return undefined;
  const view = node.log.read(streamNameOf(options.getStream()?.getStreamIdentifier()));
  return view === undefined || view === 'deleted' ? undefined : view.events.length - 1;
}

function eventsOfStream(node: DoubleNode, options: ReadReq.Options): Iterable<LoggedEvent> | 'deleted' | undefined {
  const of = options.getStream();
  const view = node.log.read(streamNameOf(of?.getStreamIdentifier()));
  if (view === undefined || view === 'deleted') return view;
  const { events, first } = view;
  const count = Number(options.getCount());
  if (options.getReadDirection() === 0) {
    const from = of?.hasRevision() ? Number(of.getRevision()) : 0;
    return upwards(events, Math.max(from, first), count);
  }
  const last = events.length - 1;
  return downwards(events, of?.hasRevision() ? Math.min(Number(of.getRevision()), last) : last, count, first);
}

/** Forwards from a position includes it; backwards from one does not. */
function eventsOfLog(node: DoubleNode, options: ReadReq.Options): Iterable<LoggedEvent> {
  const { events } = node.log;
  const all = options.getAll();
  const count = Number(options.getCount());
  const position = all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : undefined;
  if (options.getReadDirection() === 0) {
    const start = all?.hasEnd() ? events.length : 0;
    return upwards(events, position === undefined ? start : indexOf(events, position), count);
  }
  const end = all?.hasStart() ? 0 : events.length;
  return downwards(events, (position === undefined ? end : indexOf(events, position)) - 1, count, 0);
}

/** The first event at or after a position. */
export function indexOf(events: readonly LoggedEvent[], position: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.position ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* upwards(events: readonly LoggedEvent[], from: number, count: number): Generator<LoggedEvent> {
  const end = Math.min(events.length, from + count);
  for (let index = from; index < end; index += 1) {
    const event = events[index];
    if (event) yield event;
  }
}

function* downwards(
  events: readonly LoggedEvent[],
  from: number,
  count: number,
  first: number,
): Generator<LoggedEvent> {
  const end = Math.max(first, from - count + 1);
  for (let index = from; index >= end; index -= 1) {
    const event = events[index];
    if (event) yield event;
  }
}
