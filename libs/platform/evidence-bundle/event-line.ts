import type { EventId, Position, RecordedEvent, Revision, StreamName } from '#platform/event-store';

/**
 * An event as one line of JSON, with the exact bytes of its data and metadata in it: whoever reads JSON reads it, and
 * whoever checks it cuts the bytes out by their lengths. Bytes that a line of JSON cannot hold are in base64 instead.
 *
 *     {"position":1,"stream":"…","revision":0,"id":"…","type":"…","recordedAt":"…","dataBytes":2,"metadataBytes":2,"data":{},"metadata":{}}
 */
const DATA = ',"data":';
const METADATA = ',"metadata":';
const DATA_BYTES = Buffer.from(DATA);
const METADATA_BYTES = Buffer.from(METADATA);
const END = '}'.charCodeAt(0);
const LINE_FEED = 0x0a;

/** A line that is not exactly what an event is written as. */
export class EventLineError extends Error {
  override readonly name = 'EventLineError';
}

interface Head {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly encoding?: 'base64';
  readonly dataBytes: number;
  readonly metadataBytes: number;
}

/** @returns the line with its line feed */
export function eventLine(event: RecordedEvent): Uint8Array {
  const isPlain = fitsInLine(event.data) && fitsInLine(event.metadata);
  const [data, metadata] = isPlain ? [event.data, event.metadata] : [quoted(event.data), quoted(event.metadata)];
  const head = headText({
    position: event.position,
    stream: event.stream,
    revision: event.revision,
    id: event.id,
    type: event.type,
    recordedAt: event.recordedAt,
    ...(isPlain ? {} : { encoding: 'base64' }),
    dataBytes: data.byteLength,
    metadataBytes: metadata.byteLength,
  });
  return Buffer.concat([Buffer.from(head), DATA_BYTES, data, METADATA_BYTES, metadata, Buffer.from('}\n')]);
}

/**
 * @param line without its line feed; the event's data and metadata are views of it where they can be
 * @throws EventLineError unless it is to the byte what `eventLine` writes
 */
export function parseEventLine(line: Uint8Array): RecordedEvent {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const headEnd = bytes.indexOf(DATA_BYTES);
  if (headEnd === -1) throw new EventLineError('it has no data');
  const headOfLine = bytes.toString('latin1', 0, headEnd);
  const head = parseHead(headOfLine);
  const dataStart = headEnd + DATA_BYTES.length;
  const dataEnd = dataStart + head.dataBytes;
  const metadataStart = dataEnd + METADATA_BYTES.length;
  const metadataEnd = metadataStart + head.metadataBytes;
  if (metadataEnd + 1 !== bytes.length || bytes[metadataEnd] !== END) {
    throw new EventLineError('its lengths do not fit its content');
  }
  if (METADATA_BYTES.compare(bytes, dataEnd, metadataStart) !== 0) {
    throw new EventLineError('its metadata does not follow its data');
  }
  const read = head.encoding === undefined ? exact : unquoted;
  return {
    position: head.position as Position,
    stream: head.stream as StreamName,
    revision: head.revision as Revision,
    id: head.id as EventId,
    type: head.type,
    recordedAt: head.recordedAt,
    data: read(bytes.subarray(dataStart, dataEnd)),
    metadata: read(bytes.subarray(metadataStart, metadataEnd)),
  };
}

function headText(head: Head): string {
  return JSON.stringify(head).slice(0, -1);
}

/** Names, ids and times hold no character beyond ASCII: what does has been altered. */
function parseHead(text: string): Head {
  let parsed: unknown;
  try {
    parsed = JSON.parse(`${text}}`);
  } catch {
    throw new EventLineError('it is not JSON');
  }
  if (!isHead(parsed)) throw new EventLineError('a field is missing or of another kind');
  const { position, stream, revision, id, type, recordedAt, encoding, dataBytes, metadataBytes } = parsed;
  const known = {
    position,
    stream,
    revision,
    id,
    type,
    recordedAt,
    ...(encoding === undefined ? {} : { encoding }),
    dataBytes,
    metadataBytes,
  };
  if (headText(known) !== text) throw new EventLineError('it is written differently than the export writes it');
  return known;
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const head = value as Partial<Record<keyof Head, unknown>>;
  return (
    isCount(head.position) &&
    isCount(head.revision) &&
    isCount(head.dataBytes) &&
    isCount(head.metadataBytes) &&
    typeof head.stream === 'string' &&
    typeof head.id === 'string' &&
    typeof head.type === 'string' &&
    typeof head.recordedAt === 'string' &&
    (head.encoding === undefined || head.encoding === 'base64')
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** JSON on one line, and nothing else: what comes back from a JSON parser is then this and not a part of the line. */
function fitsInLine(bytes: Uint8Array): boolean {
  if (bytes.includes(LINE_FEED)) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (Buffer.byteLength(text) !== bytes.byteLength || !Buffer.from(text).equals(bytes)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function exact(bytes: Buffer): Uint8Array {
  return bytes;
}

function quoted(bytes: Uint8Array): Buffer {
  return Buffer.from(JSON.stringify(Buffer.from(bytes).toString('base64')));
}

function unquoted(bytes: Buffer): Uint8Array {
  const text = bytes.toString('latin1');
  const decoded = Buffer.from(text.slice(1, -1), 'base64');
  if (JSON.stringify(decoded.toString('base64')) !== text) throw new EventLineError('its content is not base64');
  return decoded;
}
