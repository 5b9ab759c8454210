/**
 * A process with several clients that append to a log on PostgreSQL as fast as they can. Its first argument is a
 * `PostgresAppendClientInput`.
 */
import { appendAsClients, report, type ReportingClients } from '../event-store/reporting-clients.js';
import { openLog } from './postgres-logs.js';

export interface PostgresAppendClientInput extends ReportingClients {
  readonly connectionString: string;
}

const input = JSON.parse(process.argv[2] ?? '{}') as PostgresAppendClientInput;
const log = await openLog({ connectionString: input.connectionString });
await appendAsClients(log.store, input);
report({ kind: 'finished', committedGroups: log.store.statistics.committedGroups });
await log.close();
