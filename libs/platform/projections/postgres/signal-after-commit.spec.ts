import { it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { holdCommits } from '../../../../test/support/held-commits.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { board } from '../board.fixture.js';
import { tally } from '../contract/sample-tallies.js';
import { inPostgresql } from '../read-model-storages.fixture.js';

describeWithPostgresql('A write of the read models in PostgreSQL', (cluster) => {
  it('keeps nobody from signalling while it waits for the disk', async () => {
    const database = await (await inPostgresql(cluster).create()).open([board()]);
    const generation = await database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    await using held = await holdCommits(cluster());
    let rows = 0;
    const insert = () =>
      database.write((write) => write.apply({ generation, changes: [tally(`tally-${(rows += 1)}`)] }));
    const { writing } = await held.untilOneWaits(insert);
    await using other = await cluster().session();
    await other.query(`set lock_timeout = '1s'`);
    await other.query('notify others');
    await held.release();
    await writing;
    await database.close();
  });
});
