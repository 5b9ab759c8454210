import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { PostgresConnectionError } from './connection-faults.js';
import { assertKeepsSessions } from './kept-sessions.js';
import { openTransactionPooler } from './transaction-pooler.fixture.js';

describeWithPostgresql('Sessions', (cluster) => {
  it('are kept by the server itself', async () => {
    await assertKeepsSessions({ connectionString: await cluster().createDatabase() });
  });

  it('are not kept by a pooler that lends connections by transaction, which is refused', async () => {
    await using pooler = await openTransactionPooler(await cluster().createDatabase());
    const refused = assertKeepsSessions({ connectionString: pooler.connectionString });
    await expect(refused).rejects.toBeInstanceOf(PostgresConnectionError);
    await expect(refused).rejects.toThrow('pool_mode = session');
  });
});
