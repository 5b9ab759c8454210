import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { findPostgresql, startPostgresql, type ClusterOptions, type PostgresqlCluster } from './postgresql-cluster.js';

/**
 * Like `describe`, with a PostgreSQL server of its own for the tests in it. Where PostgreSQL is not installed they are
 * skipped, except in CI. By default commits do not wait for the disk.
 * @param tests gets the server, which is there once the tests run
 */
export function describeWithPostgresql(
  name: string,
  tests: (cluster: () => PostgresqlCluster) => void,
  options: ClusterOptions = { durable: false },
): void {
  const programs = findPostgresql();
  if (programs === undefined) return withoutPostgresql(name);
  describe(name, () => {
    let cluster: PostgresqlCluster | undefined;
    beforeAll(async () => {
      cluster = await startPostgresql(programs, options);
    });
    afterAll(() => cluster?.close());
    tests(() => {
      if (cluster === undefined) throw new Error('The PostgreSQL server is there only while the tests run.');
      return cluster;
    });
  });
}

/**
 * In place of tests that need a server, where PostgreSQL is not installed: whoever only has Node and npm can run all others.
 * @throws in CI, where nothing is left out
 */
export function withoutPostgresql(name: string): void {
  if (process.env['CI'] !== undefined) throw new Error(`${name}: PostgreSQL must be installed in CI.`);
  // There is nothing to test against; `.ci/run` installs it, so that nothing is left out there.
  // oxlint-disable-next-line jest/no-disabled-tests
  describe.skip(name, () => {
    it('PostgreSQL is not installed (apt-get install postgresql)', () => undefined);
  });
}
