import { PostgresCoordination, type LeaseTimings } from '../../../libs/platform/coordination/index.js';
import { EventCodec } from '../../../libs/platform/event-sourcing/index.js';
import { tallyEvents } from '../../../libs/platform/event-sourcing/tally.fixture.js';
import { PostgresEventStore } from '../../../libs/platform/event-store/index.js';
import { Signals } from '../../../libs/platform/postgres/index.js';
import { board } from '../../../libs/platform/projections/board.fixture.js';
import { PostgresReadModelDatabase, SharedProjections } from '../../../libs/platform/projections/index.js';

/* A worker, as far as the read models are concerned: contends for keeping them, until it is killed. */

export interface KeeperInput {
  readonly connectionString: string;
  readonly holder: string;
  readonly timings: LeaseTimings;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
const input = JSON.parse(process.argv[2] ?? '{}') as KeeperInput;
const { holder, timings } = input;
const settings = { connectionString: input.connectionString };
const log = { info: () => undefined, error: () => undefined };
const onFault = (fault: unknown) => say(`fault ${String(fault)}`);

const signals = new Signals({ settings, log });
signals.start();
const store = await PostgresEventStore.open({ settings, signals, log });
const coordination = await PostgresCoordination.open({ settings, signals, holder, timings, log });
const lease = coordination.lease('read-models');
const projections = [board()];
const database = await PostgresReadModelDatabase.open({ settings, signals, projections, lease, onFault, log });
const { requests } = coordination;
const codec = new EventCodec([tallyEvents]);
const shared = new SharedProjections({ store, codec, database, projections, lease, signals, requests, log, onFault });
await coordination.start();
await shared.start();
say('ready');
