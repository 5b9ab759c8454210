import pg from 'pg';
import type { Lease } from '#platform/coordination';
import { POSTGRES_SCHEMAS } from '#platform/postgres';

/**
 * Part of each write's transaction: a row comes back while the lease is this process's. It is locked until the
 * transaction ends, so that whoever takes the lease over waits for the write, and what is written later is refused.
 * `undefined` where nobody else can have the lease.
 */
export function fenceOf({ name, epoch }: Pick<Lease, 'name' | 'epoch'>): string | undefined {
  if (epoch === 0) return undefined;
  const leases = `${POSTGRES_SCHEMAS.coordination}.leases`;
  return `select epoch from ${leases} where name = ${pg.escapeLiteral(name)} and epoch = ${epoch} for share`;
}
