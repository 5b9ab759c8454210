import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  isUnfenced,
  PostgresCoordination,
  type Lease,
  type LeaseTimings,
} from '../../../libs/platform/coordination/index.js';
import { clientConfig, Signals } from '../../../libs/platform/postgres/index.js';

/*
 * Contends for a lease and, while it has it, does what is told of in a table: each deed has the number after the one
 * before, counted in memory from what it found when it got the lease. Two that were at it at once would count the same.
 */

export interface ContenderInput {
  readonly connectionString: string;
  readonly holder: string;
  readonly timings: LeaseTimings;
  /** Gets a line for each moment at which the process takes the lease for its own: epoch, and nanoseconds of the machine. */
  readonly momentsFile: string;
}

const MOMENT_MS = 2;
/** A transaction that is left alone for so long is ended by the server, in milliseconds. */
const LEFT_ALONE_MS = 1_000;

const quiet = { info: () => undefined, error: () => undefined };
const input = JSON.parse(process.argv[2] ?? '{}') as ContenderInput;
const settings = { connectionString: input.connectionString };

const signals = new Signals({ settings, log: quiet });
signals.start();
const coordination = await open();
const lease = coordination.lease('read-models');
setInterval(() => {
  if (lease.isHeld) appendFileSync(input.momentsFile, `${lease.epoch} ${process.hrtime.bigint()}\n`);
}, MOMENT_MS);
await started();
process.stdout.write('contends\n');
for (;;) await keep(lease);

/** The network may be cut at this very moment. */
async function open(): Promise<PostgresCoordination> {
  for (;;) {
    try {
      const { holder, timings } = input;
      return await PostgresCoordination.open({ settings, signals, holder, timings, log: quiet });
    } catch {
      await delay(50);
    }
  }
}

async function started(): Promise<void> {
  for (;;) {
    try {
      return await coordination.start();
    } catch {
      await delay(50);
    }
  }
}

async function keep(lease: Lease): Promise<void> {
  const connection = new pg.Client({ ...clientConfig(settings, 'deeds'), query_timeout: 2 * LEFT_ALONE_MS });
  connection.on('error', () => undefined);
  try {
    await held(lease);
    await connection.connect();
    await connection.query(`set idle_in_transaction_session_timeout = ${LEFT_ALONE_MS}`);
    await doDeeds(connection, lease);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '23505')
      process.stdout.write(`collision ${error.detail}\n`);
  } finally {
    void connection.end().catch(() => undefined);
  }
}

async function held(lease: Lease): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = lease.onChange((isHeld) => isHeld && resolve());
  await promise;
  end();
}

async function doDeeds(connection: pg.Client, lease: Lease): Promise<void> {
  const { name, epoch } = lease;
  const { rows } = await connection.query<{ last: number | null }>('select max(number) as last from deeds');
  let number = rows[0]?.last ?? 0;
  for (;;) {
    number += 1;
    await connection.query('begin');
    // The epoch of its tenure: should it have got the lease anew, what it counted is out of date.
    if (!(await isUnfenced(connection, { ...lease, name, epoch }))) return void (await connection.query('rollback'));
    await connection.query('insert into deeds (number, epoch, holder) values ($1, $2, $3)', [
      number,
      epoch,
      input.holder,
    ]);
    await connection.query('commit');
  }
}
