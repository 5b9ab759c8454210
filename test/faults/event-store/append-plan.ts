import { createHash } from 'node:crypto';
import type {
  EventId,
  EventToAppend,
  ExpectedRevision,
  Revision,
  StreamName,
} from '../../../libs/platform/event-store/index.js';

/**
 * What each client appends, worked out from its number alone: so that a client that was killed sends the same
 * appends again, and the checker knows every event there may be.
 */
export interface PlannedAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/** Every fourth append of a client goes to a stream that all clients share, the others to its own. */
const SHARED_EVERY = 4;
const MOST_EVENTS = 3;

export function plannedAppend(campaign: string, client: number, index: number): PlannedAppend {
  const events = Array.from({ length: eventCount(index) }, (_, event) => plannedEvent(campaign, client, index, event));
  if (index % SHARED_EVERY === SHARED_EVERY - 1) {
    return { stream: streamOf(campaign, 'shared'), expected: 'any', events };
  }
  return { stream: streamOf(campaign, `client ${client}`), expected: ownRevisionBefore(index), events };
}

function plannedEvent(campaign: string, client: number, index: number, event: number): EventToAppend {
  const content = { client, index, event, text: 'inspection – visité '.repeat((index % 7) * 10) };
  return {
    id: uuidOf(`${campaign} event ${client} ${index} ${event}`) as EventId,
    type: 'faults.ClientAppended.v1',
    data: Buffer.from(JSON.stringify(content)),
    metadata: Buffer.from(JSON.stringify({ campaign })),
  };
}

function eventCount(index: number): number {
  return (index % MOST_EVENTS) + 1;
}

/** The revision that a client's own stream has before its append number `index`. */
function ownRevisionBefore(index: number): ExpectedRevision {
  let events = 0;
  for (let earlier = 0; earlier < index; earlier += 1) {
    if (earlier % SHARED_EVERY !== SHARED_EVERY - 1) events += eventCount(earlier);
  }
  return events === 0 ? 'none' : ((events - 1) as Revision);
}

function streamOf(campaign: string, name: string): StreamName {
  return `fault-${uuidOf(`${campaign} stream ${name}`)}` as StreamName;
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
