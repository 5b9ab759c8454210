import type { Lease } from './coordination.port.js';

/** What runs a statement on the connection of a transaction. */
export interface FencedConnection {
  query(statement: {
    readonly text: string;
    readonly values: unknown[];
  }): Promise<{ readonly rowCount: number | null }>;
}

/**
 * For the first statement of a transaction on the database of the leases: whether the lease is still in the epoch in
 * which this process got it. Until the transaction ends, no other process can have it then.
 *
 * Only a lease that cannot be lost has the epoch 0: nothing is asked for it.
 */
export async function isUnfenced(connection: FencedConnection, { name, epoch }: Lease): Promise<boolean> {
  if (epoch === 0) return true;
  const { rowCount } = await connection.query({
    text: 'select from concordat_coordination.leases where name = $1 and epoch = $2 for share',
    values: [name, epoch],
  });
  return rowCount === 1;
}
