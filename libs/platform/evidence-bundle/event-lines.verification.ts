import type { RecordedEvent } from '#platform/event-store';
import type { BundleFiles } from './bundle-files.js';
import { placeOfLine } from './event-differences.js';
import { EventLineError, parseEventLine } from './event-line.js';
import { faulty } from './evidence-fault.js';
import { lineGroups, LineTooLongError, type Line } from './lines.js';

export interface EventAtLine {
  readonly event: RecordedEvent;
  /** From 1. */
  readonly line: number;
}

/** The events of a file in groups, each read when it is asked for, so that the first fault is found first. */
export async function* eventGroups(folder: BundleFiles, file: string): AsyncGenerator<Iterable<EventAtLine>> {
  try {
    for await (const group of lineGroups(folder.stream(file))) yield eventsAt(group, file);
  } catch (error) {
    if (error instanceof LineTooLongError) throw faulty('FILE_MALFORMED', file, error.message);
    throw error;
  }
}

/** @throws FaultFound */
function* eventsAt(group: readonly Line[], file: string): Generator<EventAtLine> {
  for (const { number, bytes, ended } of group) {
    if (!ended) {
      throw faulty('EVENT_ALTERED', placeOfLine(file, number), 'The file ends within this line: it was cut.');
    }
    yield { event: readEvent(bytes, placeOfLine(file, number)), line: number };
  }
}

function readEvent(bytes: Buffer, place: string): RecordedEvent {
  try {
    return parseEventLine(bytes);
  } catch (error) {
    if (!(error instanceof EventLineError)) throw error;
    throw faulty('EVENT_ALTERED', place, `The line is not what an event is written as: ${error.message}.`);
  }
}
