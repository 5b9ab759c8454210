import { expect, it } from '@jest/globals';
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
});
