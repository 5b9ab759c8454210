import type { Pool } from 'pg';

export interface LeaseStatus {
  readonly name: string;
  /** How often the lease has changed hands. */
  readonly epoch: number;
  /** Who has it; undefined when nobody does. */
  readonly holder: string | undefined;
  /** Since when the holder has it, or nobody. */
  readonly since: string | undefined;
}

/** A holder that died has not taken its name off: only who holds the lock has the lease. */
const STATUS = `
  select name, epoch, holder, since, exists (
    select from pg_catalog.pg_locks
    where locktype = 'advisory' and objsubid = 2 and granted
      and database = (select oid from pg_catalog.pg_database where datname = current_database())
      and classid = 'concordat_coordination.leases'::regclass::oid and objid = number::oid
  ) as held
  from concordat_coordination.leases
  order by name collate "C"
`;

interface Row {
  readonly name: string;
  readonly epoch: number;
  readonly holder: string | null;
  readonly since: Date | null;
  readonly held: number;
}

export async function readLeases(pool: Pool): Promise<readonly LeaseStatus[]> {
  const { rows } = await pool.query<Row>(STATUS);
  return rows.map(({ name, epoch, holder, since, held }) => ({
    name,
    epoch,
    holder: held === 1 ? (holder ?? undefined) : undefined,
    since: since?.toISOString(),
  }));
}
