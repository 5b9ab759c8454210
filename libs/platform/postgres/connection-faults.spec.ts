import { expect, it } from '@jest/globals';
import pg from 'pg';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { connectionFault, isConnectionLost } from './connection-faults.js';
import { openPool } from './pool.js';

describeWithPostgresql('a fault of connecting', (cluster) => {
  const faultOf = async (connectionString: string, query = 'select 1'): Promise<Error> => {
    const pool = openPool({ connectionString }, 'test');
    try {
      await pool.query(query);
    } catch (error) {
      const fault = connectionFault(error, { connectionString });
      if (fault instanceof Error) return fault;
    } finally {
      await pool.end();
    }
    throw new Error('There was no fault.');
  };

  it('tells who is not let in from who may not do something', async () => {
    const url = new URL(await cluster().createDatabase());
    const database = url.pathname.slice(1);
    await cluster().query(`create role guest login; revoke connect on database ${database} from public`);
    await cluster().query('create table notes ()', url.href);
    url.username = 'guest';
    expect((await faultOf(url.href)).message).toContain('Run: grant connect on database');
    await cluster().query(`grant connect on database ${database} to guest`);
    const fault = await faultOf(url.href, 'table notes');
    expect(fault.message).toContain('this user lacks a privilege. Run "concordat migrate --grant-to"');
    expect(fault.message).toContain('permission denied for table notes');
  });

  it('tells a certificate that is not there from a server that is not there', async () => {
    const url = new URL(await cluster().createDatabase());
    url.search = '?sslmode=verify-full&sslrootcert=/nowhere/ca.crt';
    expect((await faultOf(url.href)).message).toContain('Correct sslrootcert, sslcert or sslkey');
    const fault = await faultOf('postgresql://somebody@%2Fnowhere/database');
    expect(fault.message).toContain('no server answers');
    expect(isConnectionLost(fault.cause)).toBe(true);
  });

  it('says how a pooler has to be set that refuses the settings of a session', () => {
    // As PgBouncer words it.
    const refusal = new pg.DatabaseError('unsupported startup parameter: statement_timeout', 0, 'error');
    refusal.code = '08P01';
    const fault = connectionFault(refusal, { connectionString: 'postgresql://pooler/database' });
    expect(String(fault)).toContain('ignore_startup_parameters = statement_timeout,options');
  });
});
