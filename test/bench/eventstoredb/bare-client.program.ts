import { EventStoreDBClient, NO_STREAM, type BinaryEventData } from '@eventstore/db-client';
import { sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';
import {
  measureWriters,
  sampleEvents,
  type EventStoreDbFigures,
  type EventStoreDbInput,
} from './eventstoredb.input.js';

/** As much as the client does by itself: events with an exact revision, read back with their bytes. */
export const bareClient = defineProgram(
  import.meta.url,
  async (input: EventStoreDbInput): Promise<EventStoreDbFigures> => {
    const client = EventStoreDBClient.connectionString(input.connectionString);
    const eventsToAppend = (): BinaryEventData[] =>
      sampleEvents(input.eventsPerAppend).map((event) => ({ ...event, contentType: 'application/octet-stream' }));
    const figures = await measureWriters(
      input,
      (stream, index) =>
        client.appendToStream(stream, eventsToAppend(), {
          expectedRevision: index === 0 ? NO_STREAM : BigInt(index * input.eventsPerAppend - 1),
        }),
      () => sampleStreams(1)[0] ?? '',
      async (stream) => {
        let events = 0;
        for await (const { event } of client.readStream(stream)) if (event) events += 1;
        return events;
      },
    );
    await client.dispose();
    // The client keeps its connection open.
    setImmediate(() => process.exit());
    return figures;
  },
);
