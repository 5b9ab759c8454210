import { EventCodec } from '#platform/event-sourcing';
import { SqliteEventStore } from '#platform/event-store';
import { tallyEvents } from '../event-sourcing/tally.fixture.js';
import { board, closings } from './board.fixture.js';
import { ProjectionRunner } from './projection-runner.js';
import { SqliteReadModelDatabase } from './sqlite/sqlite-read-model-database.js';

/*
 * A process of its own that follows a log and is killed at an event, in the midst of a batch: the first projection
 * has written its rows, the second one is at work. Arguments: log file, read-model file, position.
 */

const [logFile = '', readModelFile = '', position = ''] = process.argv.slice(2);
const store = await SqliteEventStore.open({ file: logFile });
const projections = [
  board(),
  closings((event) => {
    if (event.position === Number(position)) process.kill(process.pid, 'SIGKILL');
  }),
];
const quiet = { info: () => undefined, error: () => undefined };
const runner = new ProjectionRunner({
  store,
  codec: new EventCodec([tallyEvents]),
  database: new SqliteReadModelDatabase({ file: readModelFile, projections }),
  projections,
  log: quiet,
  batchSize: 10,
  onFault: (fault) => {
    throw fault;
  },
});
await runner.start();
