import { openEventStoreDb, type EventToAppend, type Revision, type StreamName } from '#platform/event-store';
import { sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';
import {
  measureWriters,
  sampleEvents,
  type EventStoreDbFigures,
  type EventStoreDbInput,
} from './eventstoredb.input.js';

export const adapter = defineProgram(
  import.meta.url,
  async (input: EventStoreDbInput): Promise<EventStoreDbFigures> => {
    const { connectionString, eventsPerAppend } = input;
    const store = await openEventStoreDb({ connectionString, log: { error: () => undefined } });
    const figures = await measureWriters(
      input,
      (stream, index) =>
        store.append(
          stream as StreamName,
          index === 0 ? 'none' : ((index * eventsPerAppend - 1) as Revision),
          sampleEvents(eventsPerAppend) as EventToAppend[],
        ),
      () => sampleStreams(1)[0] ?? '',
      async (stream) => {
        let events = 0;
        for await (const _ of store.readStream(stream as StreamName)) events += 1;
        return events;
      },
    );
    await store.close();
    return figures;
  },
);
