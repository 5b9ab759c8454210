import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { coordinationSchema, type Lease } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import { migrate, openPool, SchemaMismatchError } from '#platform/postgres';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { TcpProxy, type Verdict } from '../../../../test/support/tcp-proxy.js';
import { board, boardsIn, closings, type Board } from '../board.fixture.js';
import { talliesIn, tally } from '../contract/sample-tallies.js';
import {
  FencedError,
  ReadModelFaultError,
  ReadModelsFullError,
  ReadModelsUnavailableError,
  type Generation,
} from '../read-model-database.js';
import { inPostgresql, readModelsOn } from '../read-model-storages.fixture.js';
import { PostgresReadModelDatabase, ReadModelsOfAnotherLogError } from './postgres-read-model-database.js';

const START = 0 as Position;
const projections = [board(), closings()];
const quiet = { info: () => undefined, error: () => undefined };

function leaseOf(epoch: number): Lease {
  return { name: 'read-models', isHeld: true, epoch, onChange: () => () => undefined };
}

describeWithPostgresql('The read models in PostgreSQL', (cluster) => {
  const opened: PostgresReadModelDatabase[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  async function open(
    connectionString: string,
    lease?: Lease,
    statementTimeoutMs?: number,
  ): Promise<PostgresReadModelDatabase> {
    const database = await PostgresReadModelDatabase.open({
      settings: { connectionString, ...(statementTimeoutMs !== undefined && { statementTimeoutMs }) },
      projections,
      onFault: (error) => {
        throw error;
      },
      log: quiet,
      ...(lease && { lease }),
    });
    opened.push(database);
    return database;
  }
  const activate = (on: PostgresReadModelDatabase) =>
    on.write((write) => write.createGeneration(board(), 'active', START));
  const insert = (on: PostgresReadModelDatabase, generation: Generation, id: string) =>
    on.write((write) => write.apply({ generation, changes: [tally(id)] }));

  describe('with several processes', () => {
    let connectionString: string;
    const takeOver = (epoch: number) =>
      cluster().query(
        `insert into concordat_coordination.leases (name, epoch) values ('read-models', ${epoch})
         on conflict (name) do update set epoch = excluded.epoch`,
        connectionString,
      );
    beforeEach(async () => {
      connectionString = await readModelsOn(cluster());
      const pool = openPool({ connectionString }, 'specs');
      await migrate(pool, coordinationSchema);
      await pool.end();
      await takeOver(1);
    });

    it('are written anew for an erasure, however much longer that takes than a statement may', async () => {
      const database = await open(connectionString, leaseOf(1), 200);
      await insert(database, await activate(database), 'a');
      const [{ name } = {}] = await cluster().query(
        `select tablename as name from pg_tables where tablename like 'tally_\\_board%'`,
        connectionString,
      );
      const holder = await cluster().session(connectionString);
      await holder.query(`begin; lock concordat_read_models."${String(name)}" in access exclusive mode`);
      const scrubbed = database.scrub();
      const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
        and query_start < clock_timestamp() - interval '3 seconds'`;
      while ((await cluster().query(waiting, connectionString)).length === 0) await delay(50);
      await holder[Symbol.asyncDispose]();
      await scrubbed;
      expect(await talliesIn(database)).toEqual(['a']);
    }, 60_000);

    it('take nothing from a process that has lost the lease, whatever it thinks', async () => {
      const [before, after] = [await open(connectionString, leaseOf(1)), await open(connectionString, leaseOf(2))];
      const generation = await activate(before);
      await insert(before, generation, 'a');
      await takeOver(2);
      await expect(insert(before, generation, 'late')).rejects.toThrow(FencedError);
      await insert(after, generation, 'b');
      await expect(insert(before, generation, 'later')).rejects.toThrow(FencedError);
      expect(await talliesIn(before)).toEqual(['a', 'b']);
    });

    it('do not wait to learn what became of a write once the lease is lost', async () => {
      const proxy = await TcpProxy.start({ host: '127.0.0.1', port: cluster().port });
      try {
        const lease = { ...leaseOf(1), isHeld: true };
        const database = await open(connectionString.replace(`:${cluster().port}`, `:${proxy.port}`), lease);
        const generation = await activate(database);
        proxy.judge(({ direction, data }) => {
          const isCommit = direction === 'request' && data.includes('write_id = ');
          if (isCommit) lease.isHeld = false;
          return lease.isHeld ? 'pass' : 'cut';
        });
        await expect(insert(database, generation, 'a')).rejects.toThrow('before it was known what became of a write');
        proxy.judge(() => 'pass');
        lease.isHeld = true;
        await insert(database, generation, 'b');
        expect(await talliesIn(database)).toEqual(['b']);
      } finally {
        await proxy.close();
      }
    });

    it('take nothing where the lease is not held at all', async () => {
      const database = await open(connectionString, { ...leaseOf(1), isHeld: false });
      await expect(activate(database)).rejects.toThrow(FencedError);
    });

    it('let the lease change hands only between two writes', async () => {
      const database = await open(connectionString, leaseOf(1));
      const generation = await activate(database);
      let taken: Promise<unknown> = Promise.resolve();
      let isTaken = false;
      await database.write(async (write) => {
        taken = takeOver(2).then(() => (isTaken = true));
        await someoneWaitsForALock();
        await write.apply({ generation, changes: [tally('a')] });
        expect(isTaken).toBe(false);
      });
      await taken;
      expect(await talliesIn(database)).toEqual(['a']);
    });

    it('notice that something else has written, and go on after that', async () => {
      const [one, other] = [await open(connectionString, leaseOf(1)), await open(connectionString, leaseOf(1))];
      const generation = await activate(one);
      await insert(other, generation, 'a');
      await expect(insert(one, generation, 'b')).rejects.toThrow(FencedError);
      await insert(one, generation, 'b');
      expect(await talliesIn(one)).toEqual(['a', 'b']);
    });

    it('end what a process has begun and left alone, within seconds', async () => {
      const database = await open(connectionString, leaseOf(1));
      const generation = await activate(database);
      const left = database.write(async (write) => {
        await write.apply({ generation, changes: [tally('a')] });
        await takeOver(2);
        await write.apply({ generation, changes: [tally('b')] });
      });
      await expect(left).rejects.toThrow(ReadModelsUnavailableError);
      expect(await talliesIn(database)).toEqual([]);
    }, 20_000);

    async function someoneWaitsForALock(): Promise<void> {
      const waiting = 'select 1 from pg_locks where not granted';
      while ((await cluster().query(waiting, connectionString)).length === 0) await delay(5);
    }
  });

  describe('at start', () => {
    it('are refused for another log than theirs, and say what to do', async () => {
      const connectionString = await readModelsOn(cluster());
      const database = await open(connectionString);
      await database.claim('installation-1');
      await database.claim('installation-1');
      await expect(database.claim('installation-2')).rejects.toThrow(ReadModelsOfAnotherLogError);
    });

    it('are refused without their tables', async () => {
      await expect(open(await cluster().createDatabase())).rejects.toThrow(SchemaMismatchError);
    });

    it('are refused for a role without rights, as a fault', async () => {
      const connectionString = await readModelsOn(cluster());
      const database = await open(connectionString);
      await cluster().query('create role stranger login', connectionString);
      const asStranger = connectionString.replace(/\/\/[^@]*@/, '//stranger@');
      await expect(open(asStranger)).rejects.toThrow(ReadModelFaultError);
      expect(await database.generations()).toEqual([]);
    });
  });

  describe('that are followed', () => {
    let proxy: TcpProxy;
    let bench: Board;
    let connectionString = '';
    beforeEach(async () => {
      proxy = await TcpProxy.start({ host: '127.0.0.1', port: cluster().port });
      const through = (direct: string) => {
        connectionString = direct;
        return direct.replace(`:${cluster().port}`, `:${proxy.port}`);
      };
      bench = await boardsIn(inPostgresql(cluster, through))(projections, { retryMs: 10, batchSize: 7 });
      await bench.runner.start();
      await bench.log.open('a');
      await bench.runner.caughtUp();
    });
    afterEach(async () => {
      proxy.judge(() => 'pass');
      await bench.close();
      await proxy.close();
    });

    /** Counts on the tally, and then makes sure that each count is there once. */
    async function followed(counts: number): Promise<void> {
      for (let times = 0; times < counts; times++) await bench.log.count('a', 1, 10);
      await bench.runner.caughtUp(60_000);
      const { tallies, counts: positions } = await bench.rows();
      expect(tallies).toEqual({ a: [counts * 10, counts * 10] });
      expect(positions).toHaveLength(counts * 10);
      expect(await bench.database.deadLetters()).toEqual([]);
      expect(bench.faults).toEqual([]);
    }

    it.each<[string, Verdict]>([
      ['whose answers are lost', 'lose-answer'],
      ['that never arrive', 'cut'],
    ])(
      'lose and repeat nothing with commits %s',
      async (_what, verdict) => {
        let commits = 0;
        proxy.judge(({ direction, data }) => {
          const isCommit = direction === 'request' && data.includes('write_id = ');
          if (isCommit) commits += 1;
          return isCommit && commits % 3 === 1 ? verdict : 'pass';
        });
        await followed(12);
        expect(commits).toBeGreaterThan(12);
      },
      60_000,
    );

    it('lose and repeat nothing when connections are cut again and again', async () => {
      let pieces = 0;
      proxy.judge(() => {
        pieces += 1;
        return pieces % 37 === 0 ? 'cut' : 'pass';
      });
      for (let times = 0; times < 10; times++) await bench.log.count('a', 1, 10);
      await bench.runner.caughtUp(60_000);
      proxy.judge(() => 'pass');
      await followed10More();
    }, 60_000);

    async function followed10More(): Promise<void> {
      for (let times = 0; times < 10; times++) await bench.log.count('a', 1, 10);
      await bench.runner.caughtUp(60_000);
      expect((await bench.rows()).tallies).toEqual({ a: [200, 200] });
      expect(bench.faults).toEqual([]);
    }

    it('wait for a server that was killed, and go on with it', async () => {
      await cluster().kill('SIGKILL');
      await expect(bench.database.snapshot()).rejects.toThrow(ReadModelsUnavailableError);
      await bench.log.count('a', 1, 10);
      await cluster().start();
      await bench.runner.caughtUp(60_000);
      expect((await bench.rows()).tallies).toEqual({ a: [10, 10] });
      expect(bench.faults).toEqual([]);
    }, 60_000);

    it('build a new version although the server is killed meanwhile', async () => {
      await bench.log.count('a', 1, 300);
      await bench.runner.caughtUp();
      let killed: Promise<void> | undefined;
      const before = ({ position }: { readonly position: number }) => {
        if (position === 150)
          killed ??= cluster()
            .kill('SIGKILL')
            .then(() => cluster().start());
      };
      bench = await bench.reopen([board({ version: 2, before }), closings()]);
      await bench.runner.start();
      await killed;
      expect((await bench.rows()).tallies).toEqual({ a: [300, 300] });
      expect(killed).toBeDefined();
    }, 60_000);

    it('wait for space on a full disk, and serve reads meanwhile', async () => {
      await cluster().query(
        `create function refuse() returns trigger language plpgsql as
           $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$;
         create trigger full_disk before update on concordat_read_models.checkpoint
           for each row execute function refuse()`,
        connectionString,
      );
      await expect(bench.database.write(() => undefined)).rejects.toThrow(ReadModelsFullError);
      await bench.log.count('a', 1, 10);
      while (!bench.logged.includes('The read models wait for space on their disk')) await delay(5);
      expect((await bench.rows()).tallies).toEqual({ a: [0, 0] });
      await cluster().query('drop trigger full_disk on concordat_read_models.checkpoint', connectionString);
      await bench.runner.caughtUp(60_000);
      expect((await bench.rows()).tallies).toEqual({ a: [10, 10] });
    }, 60_000);
  });
});
