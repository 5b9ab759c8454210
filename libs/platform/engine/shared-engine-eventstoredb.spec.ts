import { expect, it } from '@jest/globals';
import { SERVER_KIND, startEventStoreDb } from '../../../test/support/eventstoredb/event-store-db-server.js';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { openTalliesOf, openTally, SharedEngineBench } from './shared-engine.fixture.js';
import { tallyOf } from './tallies-context.fixture.js';

describeWithPostgresql(`Processes on EventStoreDB (${SERVER_KIND}) and PostgreSQL`, (cluster) => {
  it('read everywhere what was written anywhere, by the same positions, and have the same evidence', async () => {
    const server = await startEventStoreDb();
    const bench = new SharedEngineBench(await cluster().createDatabase());
    try {
      const log = { kind: 'eventstoredb', connectionString: server.connectionString } as const;
      const worker = await bench.worker({ log });
      const service = await bench.open({ log });
      await service.start();
      const outcome = await openTally(service, 'a', '2099-01-01T00:00:00.000Z');
      if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
      const { position } = outcome;
      await Promise.all([worker, service].map((engine) => engine.projections.waitFor(position, 30_000)));
      expect([await openTalliesOf(worker), await openTalliesOf(service)]).toEqual([[tallyOf('a')], [tallyOf('a')]]);
      await Promise.all([worker, service].map((engine) => engine.ledger.requireUpTo(position)));
      const size = Math.min(worker.ledger.size, service.ledger.size);
      expect(size).toBeGreaterThanOrEqual(position);
      expect(service.ledger.checkpointAt(size).note).toBe(worker.ledger.checkpointAt(size).note);
    } finally {
      await bench.close();
      server.stop();
    }
  });
});
