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

  it('goes by its own settings, whatever the administrator of the database has set', async () => {
    const connectionString = await cluster().createDatabase();
    const { pathname } = new URL(connectionString);
    for (const setting of [
      `default_transaction_isolation = 'serializable'`,
      `timezone = 'Asia/Kathmandu'`,
      `datestyle = 'SQL, DMY'`,
      'extra_float_digits = -15',
      'array_nulls = off',
    ]) {
      await cluster().query(`alter database ${pathname.slice(1)} set ${setting}`);
    }
    const pool = openPool({ connectionString }, 'spec');
    const client = await pool.connect();
    await client.query('begin');
    const { rows } = await client.query(
      `select current_setting('transaction_isolation') as isolation, timestamptz '2026-11-26 09:00:00.125Z' as moment,
         now()::text as text, 1234567890123.5::float8 as number, ($1::text[])[2] is null as nothing`,
      [['a', null]],
    );
    await client.query('commit');
    client.release();
    await pool.end();
    expect(rows).toEqual([
      {
        isolation: 'read committed',
        moment: new Date('2026-11-26T09:00:00.125Z'),
        text: expect.stringMatching(/^\d{4}-\d\d-\d\d .*\+00$/),
        number: 1234567890123.5,
        nothing: 1,
      },
    ]);
  });
});
