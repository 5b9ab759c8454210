import { EventCodec, type EventMetadata } from '#platform/event-sourcing';
import { MemoryEventStore, type EventId, type StreamName } from '#platform/event-store';
import { ProjectionRunner, SqliteReadModelDatabase, type Projection } from '#platform/projections';
import type { Session } from '#platform/sessions';
import { deriveId, deriveUuid } from '#platform/values';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { eventIndex } from './event-index.projection.js';

const encoder = new TextEncoder();
const BASE: EventMetadata = {
  actor: { party: { kind: 'HSE', id: 'authority-hse' }, subject: 'anne', roles: ['OFFICER'], client: 'spec' },
  commandId: deriveUuid('command'),
  commandType: 'Count',
  fingerprint: '',
  correlationId: deriveUuid('correlation'),
};

export const idOf = (kind: string, name: string) => deriveId(kind, name) as string as StreamName;

export interface IndexBench {
  /** Records one event; its data is no JSON, so that whoever reads it fails. */
  record(stream: string, type: string, at: string, metadata?: Partial<EventMetadata>): Promise<void>;
  read<Result>(work: (session: Pick<Session, 'tables'>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * The event index over a log in memory, whose events no catalogue knows.
 * @param others projections beside it; what they cannot take is expected
 */
export async function indexBench(others: readonly Projection[] = []): Promise<IndexBench> {
  const folder = temporaryFolder();
  let now = new Date(0);
  const store = new MemoryEventStore({ clock: () => now });
  const projections = [...others, eventIndex];
  const database = new SqliteReadModelDatabase({ file: `${folder.path}/index.db`, projections });
  const faults: unknown[] = [];
  const runner = new ProjectionRunner({
    store,
    codec: new EventCodec([]),
    database,
    projections,
    log: { info: () => undefined, error: (...fault) => void (others.length === 0 && faults.push(fault)) },
    onFault: (fault) => void faults.push(fault),
  });
  await runner.start();
  let recorded = 0;
  return {
    record: async (stream, type, at, metadata = {}) => {
      now = new Date(at);
      const id = deriveUuid('event', String(recorded++)) as string as EventId;
      const event = {
        id,
        type,
        data: encoder.encode('{'),
        metadata: encoder.encode(JSON.stringify({ ...BASE, ...metadata })),
      };
      await store.append(idOf('tally', stream), 'any', [event]);
    },
    read: async (work) => {
      await runner.caughtUp();
      if (faults.length > 0) throw new AggregateError(faults, 'The index met faults.');
      using snapshot = await database.snapshot();
      return await work(snapshot);
    },
    close: async () => {
      await runner.stop();
      await database.close();
      folder.remove();
    },
  };
}
