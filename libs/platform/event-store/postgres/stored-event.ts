import type { CustomTypesConfig } from 'pg';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';

/** As the columns of `STORED_EVENT` come over the wire. */
export type StoredEvent = readonly [
  position: number,
  recordedAt: string,
  id: string,
  revision: number,
  stream: string,
  type: string,
  data: string,
  metadata: string,
];

/**
 * Content as `encode(…, 'escape')`: the driver reads values as text, and JSON hardly changes that way, where hexadecimal
 * digits would double it.
 */
export const STORED_EVENT = `position, extract(epoch from recorded_at) as recorded_at, id, revision, stream, type,
  encode(data, 'escape') as data, encode(metadata, 'escape') as metadata`;

const [INT8, INT4] = [20, 23];

/** Numbers as numbers, everything else as the text it came as. */
export const STORED_EVENT_TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number) => (oid === INT8 || oid === INT4 ? Number : asItIs),
};

export function recordedEvent(row: readonly [...StoredEvent, ...unknown[]]): RecordedEvent {
  const [position, recordedAt, id, revision, stream, type, data, metadata] = row;
  return {
    id: id as EventId,
    type,
    data: unescaped(data),
    metadata: unescaped(metadata),
    stream: stream as StreamName,
    revision: revision as Revision,
    position: position as Position,
    recordedAt: isoTime(recordedAt),
  };
}

/** Events next to each other mostly have one time. */
let lastTime = { seconds: '', iso: '' };

/** @param seconds since 1970, with decimals */
function isoTime(seconds: string): string {
  if (lastTime.seconds !== seconds) {
    lastTime = { seconds, iso: new Date(Math.round(Number(seconds) * 1000)).toISOString() };
  }
  return lastTime.iso;
}

const BACKSLASH = 0x5c;
const ZERO = 0x30;

/** Zero bytes and those from 128 come as a backslash and three octal digits, a backslash as two; others as they are. */
function unescaped(text: string): Uint8Array {
  if (!text.includes('\\')) return Buffer.from(text, 'latin1');
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let index = 0; index < text.length; length += 1) {
    const code = text.charCodeAt(index);
    if (code !== BACKSLASH) {
      bytes[length] = code;
      index += 1;
    } else if (text.charCodeAt(index + 1) === BACKSLASH) {
      bytes[length] = BACKSLASH;
      index += 2;
    } else {
      const digit = (place: number): number => text.charCodeAt(index + place) - ZERO;
      bytes[length] = digit(1) * 64 + digit(2) * 8 + digit(3);
      index += 4;
    }
  }
  return bytes.subarray(0, length);
}

function asItIs(text: string): string {
  return text;
}
