import { migrate, openPool, Signals } from '#platform/postgres';
import type { Lease } from './coordination.port.js';
import { coordinationSchema } from './coordination.schema.js';
import { LEASE_TIMINGS, type LeaseTimings } from './lease-timings.js';
import { PostgresCoordination } from './postgres-coordination.js';

export interface CoordinationBench {
  /** Another process, as far as the database can tell. */
  process(holder: string, options?: ProcessOptions): Promise<PostgresCoordination>;
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export interface ProcessOptions {
  readonly timings?: Partial<LeaseTimings>;
  readonly contends?: boolean;
  /** Instead of the server's own: goes through something that can be cut. */
  readonly connectionString?: string;
}

/** Processes that share out work over one database. */
export async function coordinationBench(connectionString: string): Promise<CoordinationBench> {
  const pool = openPool({ connectionString }, 'spec');
  await migrate(pool, coordinationSchema);
  await pool.end();
  const logged: string[] = [];
  const record = (_facts: object, message: string) => void logged.push(message);
  const log = { info: record, error: record };
  const open: { stop(): Promise<void> }[] = [];
  return {
    logged,
    process: async (holder, { timings, contends = true, connectionString: via = connectionString } = {}) => {
      const settings = { connectionString: via };
      const signals = new Signals({ settings, log });
      signals.start();
      open.unshift(signals);
      const coordination = await PostgresCoordination.open({
        settings,
        signals,
        holder,
        contends,
        timings: { ...LEASE_TIMINGS, roundMs: 50, ...timings },
        log,
      });
      open.unshift(coordination);
      return coordination;
    },
    close: async () => {
      for (const each of open) await each.stop();
    },
  };
}

/** Resolves when the lease is held. */
export function gained(lease: Lease): Promise<void> {
  return changed(lease, true);
}

/** Resolves when the lease is no longer held. */
export function lost(lease: Lease): Promise<void> {
  return changed(lease, false);
}

async function changed(lease: Lease, wanted: boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = lease.onChange((isHeld) => isHeld === wanted && resolve());
  await promise;
  end();
}
