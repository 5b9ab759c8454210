import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { describeReadModelDatabase } from '../read-model-database.contract.js';
import { inPostgresql } from '../read-model-storages.fixture.js';

describeWithPostgresql('The read models in PostgreSQL', (cluster) => {
  describeReadModelDatabase('PostgreSQL', inPostgresql(cluster));
});
