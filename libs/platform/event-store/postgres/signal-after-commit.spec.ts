import { expect, it } from '@jest/globals';
import { holdCommits } from '../../../../test/support/held-commits.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { newEvents, newStream } from '../contract/sample-events.js';
import { newPostgresLog, openPostgresStore } from './postgres-log.fixture.js';

describeWithPostgresql('An append to the PostgreSQL log', (cluster) => {
  it('keeps nobody from signalling while it waits for the disk', async () => {
    await using opened = await openPostgresStore(await newPostgresLog(cluster()));
    await using held = await holdCommits(cluster());
    const append = () => opened.store.append(newStream(), 'none', newEvents(1));
    const { writing } = await held.untilOneWaits(append);
    await using other = await cluster().session();
    await other.query(`set lock_timeout = '1s'`);
    await other.query('notify others');
    await held.release();
    await expect(writing).resolves.toMatchObject({ lastRevision: 0 });
  });
});
