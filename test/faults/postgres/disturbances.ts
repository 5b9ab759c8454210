import { setTimeout as pause } from 'node:timers/promises';
import type { Progress } from '../../history/workload.js';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import type { Random } from '../../support/random-calls/random.js';
import type { Piece, TcpProxy } from '../../support/tcp-proxy.js';

/** What stands between the clients and their log. */
export interface Surroundings {
  readonly cluster: PostgresqlCluster;
  /** All connections go through it. */
  readonly network: TcpProxy;
  readonly random: Random;
}

export interface Disturbance {
  readonly name: string;
  /** Does it now and then, until the clients are done. @returns how often */
  run(surroundings: Surroundings, progress: Progress): Promise<number>;
}

/** Between two of them, in operations of all clients. */
const LEAST_OPERATIONS = 30;
const MORE_OPERATIONS = 120;
/** How long the network stays away, in milliseconds. */
const AWAY_MS = 200;
/** So many of a hundred appends. */
const LOST = 10;

export const DISTURBANCES: readonly Disturbance[] = [
  repeatedly('the server is killed', async ({ cluster }) => {
    await cluster.kill('SIGKILL');
    await cluster.start();
  }),
  repeatedly('the server is stopped at once', async ({ cluster }) => {
    await cluster.stop('immediate');
    await cluster.start();
  }),
  repeatedly('all connections are cut', async ({ network }) => network.cut()),
  repeatedly('the network is away for a while', async ({ network }) => {
    network.goDown();
    await pause(AWAY_MS);
    network.comeUp();
  }),
  repeatedly('the network holds everything back for a while', async ({ network }) => {
    network.freeze();
    await pause(AWAY_MS);
    network.thaw();
  }),
  onAppends('connections are cut before an append has arrived', 'cut'),
  onAppends('connections are cut while an append is being committed', 'lose-answer'),
];

function repeatedly(name: string, act: (surroundings: Surroundings) => Promise<void>): Disturbance {
  return {
    name,
    run: async (surroundings, { operations, over }) => {
      for (let count = 0; ; count += 1) {
        await operations(LEAST_OPERATIONS + surroundings.random.below(MORE_OPERATIONS));
        if (over.aborted) return count;
        await act(surroundings);
      }
    },
  };
}

function onAppends(name: string, verdict: 'cut' | 'lose-answer'): Disturbance {
  return {
    name,
    run: async ({ network, random }, { over }) => {
      let count = 0;
      network.judge((piece) => {
        // The first at any rate: a campaign in which nothing happened would show nothing.
        if (!isAppend(piece) || (count > 0 && !random.percent(LOST))) return 'pass';
        count += 1;
        return verdict;
      });
      if (!over.aborted) await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
      network.judge(() => 'pass');
      return count;
    },
  };
}

/** A message that has the server run `concordat_log.append`: which it commits before it answers. */
function isAppend({ direction, data }: Piece): boolean {
  return direction === 'request' && (data.includes('concordat_log.append') || data.includes('\0append\0'));
}
