import { EventStoreDouble, type EventStoreDoubleOptions } from './event-store-double.js';

/** A server for a test: the one that ESDB_CONNECTION_STRING names, or a double of its own. */
export interface EventStoreDbServer {
  readonly connectionString: string;
  /** `undefined` when the server is a real one, which no test may harm. */
  readonly double: EventStoreDouble | undefined;
  stop(): void;
}

/** What the suites say they ran on. */
export const SERVER_KIND = process.env['ESDB_CONNECTION_STRING'] === undefined ? 'a double' : 'a server';

export async function startEventStoreDb(options: EventStoreDoubleOptions = {}): Promise<EventStoreDbServer> {
  const real = process.env['ESDB_CONNECTION_STRING'];
  if (real !== undefined) return { connectionString: real, double: undefined, stop: () => undefined };
  const double = await EventStoreDouble.start(options);
  return { connectionString: double.connectionString, double, stop: () => double.kill() };
}
