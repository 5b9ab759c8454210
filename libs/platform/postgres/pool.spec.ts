import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { openPool } from './pool.js';

describeWithPostgresql('A pool of connections', (cluster) => {
  it('outlives the loss of one that is lent out, also between two statements', async () => {
    const connectionString = await cluster().createDatabase();
    const pool = openPool({ connectionString }, 'spec');
    const lent = await pool.connect();
    const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
    expect(lent.listenerCount('error')).toBeGreaterThan(0);
    const ended = new Promise<void>((resolve) => lent.once('end', resolve));
    await cluster().query(`select pg_terminate_backend(${rows[0]?.pid})`, connectionString);
    await ended;
    await expect(lent.query('select 1')).rejects.toThrow();
    lent.release(true);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
