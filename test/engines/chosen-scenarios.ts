import { afterAll } from '@jest/globals';
import type { TestEngineKind } from '../support/engines/test-engine.kind.js';
import { stopTestServer } from '../support/engines/test-postgresql.js';
import { findPostgresql } from '../support/postgresql-cluster.js';
import { withoutPostgresql } from '../support/with-postgresql.js';

/** Commands, reads and repetitions; `npm run test:engines` runs all scenarios. */
const CHOSEN = ['organisations', 'repeated-commands'];

/** Runs some of the scenarios on another engine than the embedded one, as part of every run. */
export async function describeChosenScenarios(kind: TestEngineKind): Promise<void> {
  if (findPostgresql() === undefined) return withoutPostgresql(`scenarios on ${kind}`);
  process.env['CONCORDAT_TEST_ENGINE'] = kind;
  afterAll(stopTestServer);
  for (const name of CHOSEN) await import(`../scenarios/${name}.spec.js`);
}
