import { PostgresEventStore, PostgresLogImport, type RecordedEvent } from '#platform/event-store';
import { placeOf, Signals, type PostgresSettings } from '#platform/postgres';
import { LogInUseError } from './move-log.errors.js';
import type { LogSource, LogTarget, WholeLog } from './moved-log.port.js';
import { checkpointOnRecord } from './checkpoint-on-record.js';
import { assertUnused } from './postgres-in-use.js';

const log = { info: () => undefined, error: () => undefined };

/**
 * A log in PostgreSQL that no process uses.
 * @param readModels where its processes have their newest checkpoint on record; left out, in the same database
 * @throws LogInUseError, SourceUnsuitableError, PostgresConnectionError, SchemaMismatchError, EventLogPrivilegesError, EventLogUnsuitableError
 */
export async function openPostgresSource(settings: PostgresSettings, readModels = settings): Promise<LogSource> {
  await assertUnused(settings);
  const whole = await openWhole(settings, false);
  try {
    return { ...whole, ...(await checkpointOnRecord(readModels, whole.installationId)) };
  } catch (error) {
    await whole.close();
    throw error;
  }
}

/**
 * A database whose log is empty, or that an earlier run has begun to fill. Its tables are made.
 * @throws LogInUseError, PostgresConnectionError, SchemaMismatchError, SchemaRoleError, EventLogPrivilegesError
 */
export async function openPostgresTarget(settings: PostgresSettings): Promise<LogTarget> {
  await assertUnused(settings);
  const writing = await PostgresLogImport.open(settings);
  try {
    return new PostgresTarget(writing, await openWhole(settings, true), settings);
  } catch (error) {
    await writing.close();
    throw error;
  }
}

class PostgresTarget implements LogTarget {
  constructor(
    private readonly writing: PostgresLogImport,
    private whole: WholeLog,
    private readonly settings: PostgresSettings,
  ) {}

  get place(): string {
    return this.whole.place;
  }

  get installationId(): string {
    return this.whole.installationId;
  }

  head: LogTarget['head'] = () => this.whole.head();

  read: LogTarget['read'] = (after, limit) => this.whole.read(after, limit);

  async adopt(installationId: string): Promise<void> {
    await this.whole.close();
    await this.writing.adopt(installationId);
    this.whole = await openWhole(this.settings, true);
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    if (await this.writing.take(events)) return;
    throw new LogInUseError(
      `Somebody else writes the event log in ${this.place}: stop every process that uses it, and choose an empty place.`,
    );
  }

  finish(): Promise<void> {
    return this.writing.finish();
  }

  async close(): Promise<void> {
    await this.writing.close();
    await this.whole.close();
  }
}

async function openWhole(settings: PostgresSettings, isMoved: boolean): Promise<WholeLog> {
  const signals = new Signals({ settings, log });
  const store = await PostgresEventStore.open({ settings, signals, log, isMoved });
  return {
    place: placeOf(settings),
    installationId: store.installationId,
    head: () => store.head(),
    read: (after, limit) => store.readAll({ after, ...(limit !== undefined && { limit }) }),
    close: async () => {
      await store.close();
      await signals.stop();
    },
  };
}
