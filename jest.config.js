/**
 * Jest runs the compiled output in `dist`, so that the tests exercise exactly the files that are shipped:
 * worker threads and child processes start from the same place as in production.
 */
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['**/*.spec.js'],
  transform: {},
  // One PostgreSQL server for all spec files, where CONCORDAT_TEST_ENGINE names an engine that needs one.
  globalSetup: './test/support/engines/global-setup.js',
  globalTeardown: './test/support/engines/global-teardown.js',
  testSequencer: '<rootDir>/test/support/slowest-first.sequencer.js',
  moduleNameMapper: {},
  setupFiles: [],
  testTimeout: 30_000,
  // Modules of finished specs stay in memory (Node keeps what a VM context has loaded): a worker that has grown is replaced.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
