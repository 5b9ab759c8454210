import {
  assertValidAppend,
  type EventId,
  type LogInspection,
  type Position,
  type RawRecord,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '#platform/event-store';
import type { FaultList } from './log-fault.js';

const RECORDED_AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Checks a record as far as the log file itself tells: that it is an event, that it follows the one before it in its
 * stream and in time, and that the indexes lead to it.
 * @param after when the event before it was recorded
 * @returns the event; undefined when there is none in the record
 */
export function checkRecord(
  log: LogInspection,
  raw: RawRecord,
  after: string | undefined,
  faults: FaultList,
): RecordedEvent | undefined {
  const { position } = raw;
  const event = eventIn(raw);
  if (typeof event === 'string') {
    faults.add('malformed', position, `Position ${position} holds no event: ${event}`);
    return undefined;
  }
  if (after !== undefined && event.recordedAt < after) {
    faults.add('malformed', position, `Position ${position} says it was recorded before the event in front of it.`);
  }
  checkIndexes(log, event, faults);
  return event;
}

function checkIndexes(log: LogInspection, { position, id, stream, revision }: RecordedEvent, faults: FaultList): void {
  const byId = log.positionOfId(id);
  if (byId !== position) {
    faults.add(
      'misindexed',
      position,
      `The index of ids leads to ${place(byId)} for the event at position ${position}.`,
    );
  }
  const byStream = log.positionOfRevision(stream, revision);
  if (byStream !== position) {
    const text = `The index of streams leads to ${place(byStream)} for the event at position ${position}.`;
    faults.add('misindexed', position, text);
  }
  if (revision === 0) return;
  const before = log.positionOfRevision(stream, revision - 1);
  if (before !== undefined && before < position) return;
  const text = `Position ${position} is revision ${revision} of ${stream}, but revision ${revision - 1} is at ${place(before)}.`;
  faults.add('malformed', position, text);
}

function place(position: number | undefined): string {
  return position === undefined ? 'no record' : `position ${position}`;
}

/** The event, or why there is none. */
function eventIn(raw: RawRecord): RecordedEvent | string {
  const { position, stream, revision, id, type, recordedAt, data, metadata } = raw;
  if (typeof stream !== 'string' || typeof id !== 'string' || typeof type !== 'string') {
    return 'its stream, id or type is no text.';
  }
  if (typeof recordedAt !== 'string' || !RECORDED_AT.test(recordedAt) || Number.isNaN(Date.parse(recordedAt))) {
    return 'it does not say when it was recorded.';
  }
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 0) return 'its revision is none.';
  if (!(data instanceof Uint8Array) || !(metadata instanceof Uint8Array)) return 'its data or metadata is missing.';
  const event = {
    position: position as Position,
    stream: stream as StreamName,
    revision: revision as Revision,
    id: id as EventId,
    type,
    recordedAt,
    data,
    metadata,
  };
  return faultOfContent(event) ?? event;
}

function faultOfContent(event: RecordedEvent): string | undefined {
  try {
    assertValidAppend(event.stream, 'any', [event]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!isJson(event.data)) return 'its data is not JSON.';
  return isJson(event.metadata) ? undefined : 'its metadata is not JSON.';
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(utf8.decode(bytes));
    return true;
  } catch {
    return false;
  }
}
