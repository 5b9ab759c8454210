import pg from 'pg';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import type { Lease } from './coordination.port.js';

/**
 * For the first statement of a transaction on the database of the leases: gives a row while the lease is in this epoch.
 * The row is locked until the transaction ends, so that whoever takes the lease over waits for what is written, and what
 * is written later is refused.
 * @returns undefined for a lease that nobody else can have
 */
export function fenceOf({ name, epoch }: Pick<Lease, 'name' | 'epoch'>): string | undefined {
  if (epoch === 0) return undefined;
  const leases = `${POSTGRES_SCHEMAS.coordination}.leases`;
  return `select epoch from ${leases} where name = ${pg.escapeLiteral(name)} and epoch = ${epoch} for share`;
}

/** What runs a statement on the connection of a transaction. */
export interface FencedConnection {
  query(statement: string): Promise<{ readonly rowCount: number | null }>;
}

/** Whether the lease is still in this epoch, and stays in it until the transaction ends. */
export async function isUnfenced(connection: FencedConnection, lease: Pick<Lease, 'name' | 'epoch'>): Promise<boolean> {
  const fence = fenceOf(lease);
  return fence === undefined || (await connection.query(fence)).rowCount === 1;
}
