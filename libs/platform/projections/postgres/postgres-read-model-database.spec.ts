import { describe } from '@jest/globals';
import { describeReadModelDatabase } from '../read-model-database.contract.js';
import { inPostgresql, postgresqlPrograms } from '../read-model-storages.fixture.js';

(postgresqlPrograms === undefined ? describe.skip : describe)('The read models in PostgreSQL', () => {
  describeReadModelDatabase('PostgreSQL', inPostgresql());
});
