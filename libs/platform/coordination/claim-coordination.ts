import type { Pool } from 'pg';
import { assertMigrated } from '#platform/postgres';
import { CoordinationError } from './coordination.errors.js';
import { coordinationSchema } from './coordination.schema.js';

const CLAIM = 'insert into concordat_coordination.installation (id) values ($1) on conflict do nothing';

/**
 * Says, the first time, to which log the coordination belongs, and from then on makes sure of it.
 * @throws CoordinationError when it is another one, SchemaMismatchError
 */
export async function claimCoordination(pool: Pool, installationId: string): Promise<void> {
  await assertMigrated(pool, coordinationSchema);
  await pool.query(CLAIM, [installationId]);
  const { rows } = await pool.query<{ id: string }>('select id from concordat_coordination.installation');
  const known = rows[0]?.id;
  if (known === installationId) return;
  throw new CoordinationError(
    `The schema concordat_coordination belongs to the log of another installation (${known}; this one is ` +
      `${installationId}). Check the addresses of the log and of the read models. If the log was moved here on purpose, ` +
      'drop concordat_coordination and concordat_read_models and run "concordat migrate": they are made anew.',
  );
}
