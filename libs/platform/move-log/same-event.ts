import type { Position, RecordedEvent } from '#platform/event-store';
import type { WholeLog } from './moved-log.port.js';

/** Whether two logs hold the same event in the same place, with everything that was recorded of it. */
export function isSameEvent(one: RecordedEvent | undefined, other: RecordedEvent | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.position === other.position &&
    one.id === other.id &&
    one.stream === other.stream &&
    one.revision === other.revision &&
    one.type === other.type &&
    one.recordedAt === other.recordedAt &&
    Buffer.compare(one.data, other.data) === 0 &&
    Buffer.compare(one.metadata, other.metadata) === 0
  );
}

export async function eventAt(log: WholeLog, position: Position): Promise<RecordedEvent | undefined> {
  for await (const event of log.read((position - 1) as Position, 1)) return event;
  return undefined;
}
