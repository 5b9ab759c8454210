import { randomUUID } from 'node:crypto';
import type { BinaryEventData, MetadataType, RecordedEvent as ServerEvent } from '@eventstore/db-client';
import type { EventId, EventToAppend, Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';
import { EventStoreDbLogAlteredError } from './eventstoredb.errors.js';

/**
 * How an event of the service lies in EventStoreDB. Its data is binary, because the client would parse JSON and with it
 * lose the exact bytes: the event's data, followed by its metadata. The metadata for the server is the envelope, a flat
 * map of texts as servers and clients of all versions take it.
 */
interface Envelope {
  /** The event's id. The id that the server sees is made for one append: see `Appender`. */
  readonly id: string;
  readonly recordedAt: string;
  /** How many bytes are the event's data; the rest are its metadata. */
  readonly dataBytes: string;
}

/** What the server adds for every event, as it counts towards the size of an append: twice the type, in UTF-16. */
const BYTES_PER_CHARACTER = 2;

/** What a server of an earlier version gives for a position that it does not know. */
const NO_POSITION = 2n ** 64n - 1n;

const encoder = new TextEncoder();

/** An event whose bytes nobody else changes: data and metadata are one behind the other, as the server is to have them. */
export interface HeldEvent extends EventToAppend {
  readonly content: Uint8Array;
}

/** The caller may use its buffers again. */
export function hold({ id, type, data, metadata }: EventToAppend): HeldEvent {
  const content = new Uint8Array(data.byteLength + metadata.byteLength);
  content.set(data);
  content.set(metadata, data.byteLength);
  return { id, type, content, data: content.subarray(0, data.byteLength), metadata: content.subarray(data.byteLength) };
}

export function toServerEvent({ id, type, data, content }: HeldEvent, recordedAt: string): BinaryEventData {
  const envelope: Envelope = { id, recordedAt, dataBytes: String(data.byteLength) };
  return {
    id: randomUUID(),
    contentType: 'application/octet-stream',
    type,
    data: content,
    // Bytes, because the client would take an object through base64.
    metadata: encoder.encode(JSON.stringify(envelope)),
  };
}

/** The bytes of an event that count towards the server's limit of an append. */
export function serverBytes({ type, data, metadata }: BinaryEventData): number {
  const envelopeBytes = metadata instanceof Uint8Array ? metadata.byteLength : 0;
  return data.byteLength + envelopeBytes + type.length * BYTES_PER_CHARACTER;
}

/**
 * An event that something else wrote into a stream of the service comes as it is, without metadata: whoever decodes it
 * finds out that it is no event of the service, and deals with it as with any poison event.
 *
 * @throws EventStoreDbLogAlteredError the event has no position of its own
 */
export function fromServerEvent(event: ServerEvent, position: Position): RecordedEvent {
  const { streamId, type } = event;
  const place = { stream: streamId as StreamName, revision: Number(event.revision) as Revision, position, type };
  const envelope = envelopeOf(event.metadata);
  if (envelope === undefined || !(event.data instanceof Uint8Array)) return { ...place, ...foreignContent(event) };
  const dataBytes = Number(envelope.dataBytes);
  if (!(dataBytes <= event.data.byteLength)) return { ...place, ...foreignContent(event) };
  return {
    ...place,
    id: envelope.id as EventId,
    recordedAt: envelope.recordedAt,
    data: event.data.subarray(0, dataBytes),
    metadata: event.data.subarray(dataBytes),
  };
}

/** @throws EventStoreDbLogAlteredError */
export function positionOf({ position, streamId, revision }: ServerEvent): Position {
  const at = `revision ${revision} of ${streamId}`;
  if (position === undefined || position.commit === NO_POSITION) {
    throw new EventStoreDbLogAlteredError(
      `EventStoreDB gives no position with ${at}. The service needs a server of version 22.6 or later.`,
    );
  }
  const commit = Number(position.commit);
  if (position.commit !== position.prepare || !Number.isSafeInteger(commit)) {
    throw new EventStoreDbLogAlteredError(
      `The event at ${at} was written in a transaction of its own kind (positions ${position.commit} and ` +
        `${position.prepare}), which the service never does. Its order in the log is not certain.`,
    );
  }
  return commit as Position;
}

function envelopeOf(metadata: MetadataType | undefined): Envelope | undefined {
  if (typeof metadata !== 'object' || metadata instanceof Uint8Array || Array.isArray(metadata)) return undefined;
  const { id, recordedAt, dataBytes } = metadata as Partial<Record<keyof Envelope, unknown>>;
  if (typeof id !== 'string' || typeof recordedAt !== 'string' || typeof dataBytes !== 'string') return undefined;
  return { id, recordedAt, dataBytes };
}

function foreignContent({
  id,
  created,
  data,
}: ServerEvent): Pick<RecordedEvent, 'id' | 'recordedAt' | 'data' | 'metadata'> {
  return {
    id: id as EventId,
    recordedAt: created.toISOString(),
    data: data instanceof Uint8Array ? data : encoder.encode(typeof data === 'string' ? data : JSON.stringify(data)),
    metadata: new Uint8Array(),
  };
}
