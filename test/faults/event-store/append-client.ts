/**
 * A process with several clients that append to one log as fast as they can. It writes a line for each acknowledged
 * append, at once, so that whoever kills it knows what it was promised. Its first argument is an `AppendClientInput`.
 */
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import { appendAsClients, report, type ReportingClients } from './reporting-clients.js';

export interface AppendClientInput extends ReportingClients {
  readonly file: string;
}

// Without a listener the signal ends the process before SQLite can report that a file may not grow.
process.on('SIGXFSZ', () => undefined);

const input = JSON.parse(process.argv[2] ?? '{}') as AppendClientInput;
const store = await SqliteEventStore.open({ file: input.file });
await appendAsClients(store, input);
report({ kind: 'finished', committedGroups: store.statistics.committedGroups });
await store.close();
