import type { PostgresqlCluster } from './postgresql-cluster.js';

/** Commits on a server of which each takes as long as it likes. */
export interface HeldCommits extends AsyncDisposable {
  /** Writes again and again until a commit waits. @returns what is under way then */
  untilOneWaits(write: () => Promise<unknown>): Promise<{ readonly writing: Promise<unknown> }>;
  /** Lets all of them go. */
  release(): Promise<void>;
}

const WAITING = "select 1 as waiting from pg_stat_activity where wait_event = 'SyncRep'";

/**
 * Commits wait, with all that they hold, as they do for a disk that takes its time: for a standby that never comes. Those
 * of sessions with `synchronous_commit = local` do not.
 */
export async function holdCommits(cluster: PostgresqlCluster): Promise<HeldCommits> {
  const set = async (standbys: string): Promise<void> => {
    await using session = await cluster.session();
    await session.query('set synchronous_commit = local');
    await session.query(`alter system set synchronous_standby_names = '${standbys}'`);
    await session.query('select pg_reload_conf()');
  };
  await set('nobody');
  const release = () => set('');
  return {
    untilOneWaits: async (write) => {
      // The server takes up the setting when it comes to it.
      for (;;) {
        let done = false;
        const writing = write().finally(() => (done = true));
        writing.catch(() => undefined);
        while (!done) if ((await cluster.query(WAITING)).length > 0) return { writing };
      }
    },
    release,
    [Symbol.asyncDispose]: release,
  };
}
