import { afterAll, describe, it } from '@jest/globals';
import type { TestEngineKind } from '../support/engines/test-engine.kind.js';
import { stopTestServer } from '../support/engines/test-postgresql.js';
import { findPostgresql } from '../support/postgresql-cluster.js';

/** Commands, reads and repetitions; `npm run test:engines` runs all scenarios. */
const CHOSEN = ['organisations', 'repeated-commands'];

/** Runs some of the scenarios on another engine than the embedded one, as part of every run. */
export async function describeChosenScenarios(kind: TestEngineKind): Promise<void> {
  if (findPostgresql() === undefined) {
    if (process.env['CI'] !== undefined) throw new Error('PostgreSQL must be installed in CI.');
    // oxlint-disable-next-line jest/no-disabled-tests
    return describe.skip(`scenarios on ${kind}`, () => {
      it('PostgreSQL is not installed (apt-get install postgresql)', () => undefined);
    });
  }
  process.env['CONCORDAT_TEST_ENGINE'] = kind;
  afterAll(stopTestServer);
  for (const name of CHOSEN) await import(`../scenarios/${name}.spec.js`);
}
