import type { PostgresEventStore } from '../../../libs/platform/event-store/index.js';
import * as eventStore from '../../../libs/platform/event-store/index.js';
import { migrate, openPool, Signals, type PostgresSettings } from '../../../libs/platform/postgres/index.js';

const silent = { info: () => undefined, error: () => undefined };

/** The engine, or another copy of it. */
export type PostgresLogModule = Pick<typeof eventStore, 'logSchema' | 'PostgresEventStore'>;

export const POSTGRES: PostgresLogModule = eventStore;

/** Makes the tables of a log in an empty database. */
export async function makeLog(connectionString: string, engine = POSTGRES): Promise<void> {
  const pool = openPool({ connectionString }, 'migrations');
  try {
    await migrate(pool, engine.logSchema);
  } finally {
    await pool.end();
  }
}

export interface OpenedLog {
  readonly store: PostgresEventStore;
  close(): Promise<void>;
}

export interface OpenLogOptions {
  readonly engine?: PostgresLogModule;
  readonly clock?: () => Date;
}

/** As a process opens it: with connections of its own to write, to read and to listen. */
export async function openLog(settings: PostgresSettings, options: OpenLogOptions = {}): Promise<OpenedLog> {
  const { engine = POSTGRES, clock } = options;
  const signals = new Signals({ settings, log: silent });
  signals.start();
  try {
    const store = await engine.PostgresEventStore.open({
      settings,
      signals,
      log: silent,
      ...(clock !== undefined && { clock }),
    });
    return {
      store,
      close: async () => {
        await store.close();
        await signals.stop();
      },
    };
  } catch (error) {
    await signals.stop();
    throw error;
  }
}

/** The same log, opened several times. */
export async function openLogs(settings: PostgresSettings, count: number): Promise<readonly OpenedLog[]> {
  return Promise.all(Array.from({ length: count }, () => openLog(settings)));
}

/** By way of another port: that of a network in between. */
export function through(connectionString: string, port: number): string {
  const url = new URL(connectionString);
  url.port = String(port);
  return url.href;
}
