import type { EventStore, StreamName } from '../../libs/platform/event-store/index.js';
import { Random } from '../support/random-calls/random.js';
import type { History } from './history.js';
import { HistoryRecorder, seenEvent } from './history-recorder.js';
import { RecordingClient } from './recording-client.js';
import { FollowingClients } from './following-clients.js';
import { WorkloadClient, type SharedKnowledge } from './workload-client.js';

export interface Workload {
  /** Of one log; clients use them in turn, as clients of several processes would. */
  readonly stores: readonly EventStore[];
  /** What is left to chance follows from it. */
  readonly seed: number;
  readonly clients: number;
  readonly operationsPerClient: number;
  readonly subscriptions: number;
  /** Few, so that clients are in each other's way. */
  readonly streams?: number;
  /** How long a subscription may stand still before the end of the log, in milliseconds. */
  readonly standstillMs?: number;
  /** Clients send again what failed, and go on, as they do where servers come and go. Otherwise a failure ends it all. */
  readonly patient?: boolean;
  /** Whether clients also send the ids of one stream's events to another stream, which is to be refused. Default true. */
  readonly idsInOtherStreams?: boolean;
  /** What happens meanwhile; it ends by itself when the signal aborts, at the latest. */
  during?(progress: Progress): Promise<void>;
}

export interface Progress {
  /** Resolves when so many more operations have been answered, or all are done. */
  operations(more: number): Promise<void>;
  /** Aborts when all operations are done. */
  readonly over: AbortSignal;
}

/** Has clients use a log at the same time, and records it. */
export async function recordHistory(workload: Workload): Promise<History> {
  const {
    stores,
    clients,
    operationsPerClient,
    streams = 4,
    standstillMs = 10_000,
    patient = false,
    idsInOtherStreams = true,
  } = workload;
  const random = new Random(workload.seed);
  const recorder = new HistoryRecorder();
  const start = await storeOf(stores, 0).head();
  const shared: SharedKnowledge = {
    start,
    streams: Array.from({ length: streams }, () => `history-${random.uuid()}` as StreamName),
    revisions: new Map(),
    sent: [],
  };
  const clientOn = (session: string, index: number) => new RecordingClient(session, storeOf(stores, index), recorder);
  const following = new FollowingClients(
    Array.from({ length: workload.subscriptions }, (_, index) => clientOn(`subscriber ${index}`, index)),
    { standstillMs, patient },
  );
  following.start(start, random);
  const working = Array.from({ length: clients }, (_, index) => {
    const own = new Random(random.below(2 ** 31));
    const connect = (session: string, copy: number) => clientOn(session, index + copy);
    return new WorkloadClient({
      session: `client ${index}`,
      connect,
      shared,
      random: own,
      patient,
      idsInOtherStreams,
    }).run(operationsPerClient);
  });
  await withDisturbance(Promise.all(working), recorder, workload);
  const log = [];
  for await (const event of storeOf(stores, 0).readAll({ after: start })) log.push(seenEvent(event));
  await following.finish(log.at(-1)?.position ?? start);
  return { start, operations: recorder.operations, log };
}

async function withDisturbance(
  working: Promise<unknown>,
  recorder: HistoryRecorder,
  { during }: Workload,
): Promise<void> {
  const over = new AbortController();
  const done = working.finally(() => over.abort());
  const operations = (more: number) => Promise.race([recorder.after(more), done.then(() => undefined)]);
  await Promise.all([done, during?.({ operations, over: over.signal })]);
}

function storeOf(stores: readonly EventStore[], index: number): EventStore {
  const store = stores[index % stores.length];
  if (store === undefined) throw new Error('There is no store to use.');
  return store;
}
