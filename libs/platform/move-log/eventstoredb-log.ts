import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  NumberedEventStore,
  openEventStoreDb,
  type EventStoreDbEventStore,
  type EventStoreDbEventStoreOptions,
  type Position,
  type RecordedEvent,
  type Revision,
} from '#platform/event-store';
import type { PostgresSettings } from '#platform/postgres';
import { checkpointOnRecord } from './checkpoint-on-record.js';
import { LogInUseError, TargetNotEmptyError } from './move-log.errors.js';
import type { LogSource, LogTarget, WholeLog } from './moved-log.port.js';

const log = { error: () => undefined };

/**
 * A log in EventStoreDB. Whether somebody else uses it cannot be asked: at the end it is seen whether it has grown.
 * @param readModels where its processes have their newest checkpoint on record; undefined where that is not known
 * @throws EventStoreDbSettingsError, EventStoreDbUnavailableError, EventStoreDbAccessDeniedError, EventStoreDbNoLogError,
 *   EventStoreDbLogNotWholeError
 */
export async function openEventStoreDbSource(
  connectionString: string,
  readModels?: PostgresSettings,
): Promise<LogSource> {
  const { whole } = await openWhole({ connectionString, mustExist: true });
  try {
    return { ...whole, ...(await checkpointOnRecord(readModels, whole.installationId)) };
  } catch (error) {
    await whole.close();
    throw error;
  }
}

/**
 * A log in EventStoreDB that is empty, or that an earlier run has begun to fill.
 * @param installationId of the log that moves there
 * @throws EventStoreDbSettingsError, EventStoreDbUnavailableError, EventStoreDbAccessDeniedError
 */
export async function openEventStoreDbTarget(connectionString: string, installationId: string): Promise<LogTarget> {
  const { store, whole } = await openWhole({ connectionString, installationId, isMoved: true });
  return new EventStoreDbTarget(store, whole);
}

class EventStoreDbTarget implements LogTarget {
  /** Where the last event lies, as the server counts; undefined until something was taken. */
  #reached: Position | undefined;

  constructor(
    private readonly store: EventStoreDbEventStore,
    private readonly whole: WholeLog,
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
    if (installationId === this.installationId) return this.store.beginMove();
    throw new TargetNotEmptyError(
      `The event log in ${this.place} was given to another installation (${this.installationId}) already, which cannot be ` +
        'changed there. It was left as it is. Choose a server that no service has used.',
    );
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    await this.#assertUnchanged();
    // One after the other: the order of the log is the order in which the server takes them.
    for (const run of runsOf(events)) {
      const [first] = run;
      if (first === undefined) continue;
      const last = first.revision === 0 ? undefined : ((first.revision - 1) as Revision);
      this.#reached = await this.store.importEvents(first.stream, last, run);
    }
  }

  finish(): Promise<void> {
    return this.store.finishMove();
  }

  close(): Promise<void> {
    return this.whole.close();
  }

  async #assertUnchanged(): Promise<void> {
    if (this.#reached === undefined || (await this.store.head()) === this.#reached) return;
    throw new LogInUseError(
      `Somebody else writes the event log in ${this.place}: stop every process that uses it, and choose an empty server.`,
    );
  }
}

/** With ordinals, from an index that is thrown away afterwards. */
async function openWhole(options: Omit<EventStoreDbEventStoreOptions, 'log'>) {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-move-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const store = await openEventStoreDb({ ...options, log });
    const numbered = await NumberedEventStore.open({ store, file: join(folder, 'ordinals.db'), log });
    const whole: WholeLog = {
      place: store.place,
      installationId: store.installationId,
      head: () => numbered.head(),
      read: (after, limit) => numbered.readAll({ after: after, ...(limit !== undefined && { limit }) }),
      close: async () => {
        await numbered.close();
        remove();
      },
    };
    return { store, whole };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Events of one stream that follow one another in the log are appended together. */
function runsOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const runs: RecordedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.at(-1)?.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
}
