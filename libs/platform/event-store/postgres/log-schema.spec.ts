import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { newEvents, newStream } from '../contract/sample-events.js';
import { newPostgresLog, openPostgresStore } from './postgres-log.fixture.js';

const HEAD = `explain (analyze, buffers, format json)
  select h.position, h.recorded_at from concordat_log.head h order by h.position desc limit 1`;

describeWithPostgresql('the PostgreSQL log', (cluster) => {
  it('finds its head at once, also while a long transaction keeps thousands of former versions of it', async () => {
    const settings = await newPostgresLog(cluster());
    await using opened = await openPostgresStore(settings);
    await using backup = await cluster().session(settings.connectionString);
    await backup.query('begin isolation level repeatable read');
    await backup.query('select from concordat_log.head');
    const stream = newStream();
    for (let count = 0; count < 1_500; count += 1) await opened.store.append(stream, 'any', newEvents(1));
    const [versions] = await cluster().query(
      `select pg_relation_size('concordat_log.head') / 8192 as pages`,
      settings.connectionString,
    );
    expect(Number(versions?.['pages'])).toBeGreaterThan(8);
    await using session = await cluster().session(settings.connectionString);
    await session.query('set enable_seqscan = off');
    const [row] = await session.query(HEAD);
    expect(buffersOf(row?.['QUERY PLAN'])).toBeLessThan(8);
  });
});

/** Pages that a query looked at. */
function buffersOf(plan: unknown): number {
  const [{ Plan }] = plan as [{ readonly Plan: Record<string, number> }];
  return (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0);
}
