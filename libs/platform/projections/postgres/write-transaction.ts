import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fenceOf, type Lease } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import { isConnectionLost, POSTGRES_SCHEMAS } from '#platform/postgres';
import { FencedError, type Checkpoint } from '../read-model-database.js';
import type { WriterConnection } from './writer-connection.js';

const SCHEMA = POSTGRES_SCHEMAS.readModels;

/** What a write changes besides rows. A savepoint that is undone puts it back. */
export interface WriteState {
  checkpoint: Checkpoint;
  layout: number;
  /** True when there are other active generations than before. */
  hasNewLayout: boolean;
}

interface Begun extends WriteState {
  readonly version: number;
}

/** The outcome of a write, for the next one: nobody else writes in between. */
export interface Written {
  readonly epoch: number;
  readonly version: number;
}

/** One transaction of the read models, with what makes it theirs alone: the fence, the checkpoint and its version. */
export class WriteTransaction {
  readonly state: WriteState;
  readonly #writeId = randomUUID();

  private constructor(
    readonly client: pg.Client,
    private readonly writer: WriterConnection,
    private readonly begun: Begun,
    private readonly epoch: number,
    private readonly isOurs: () => boolean,
  ) {
    const { checkpoint, layout, hasNewLayout } = begun;
    this.state = { checkpoint, layout, hasNewLayout };
  }

  /**
   * @param last what this process wrote last
   * @throws FencedError, and faults of the server
   */
  static async begin(writer: WriterConnection, lease: Lease, last: Written | undefined): Promise<WriteTransaction> {
    if (!lease.isHeld) throw new FencedError(`this process does not hold the lease ${lease.name}`);
    const { epoch } = lease;
    const fence = fenceOf(lease);
    const client = await writer.client();
    const begun = await beginOn(client, fence, lease.name);
    if (last?.epoch === epoch && last.version !== begun.version) {
      throw new FencedError('something else has written to them meanwhile');
    }
    return new WriteTransaction(client, writer, begun, epoch, () => lease.isHeld && lease.epoch === epoch);
  }

  /**
   * Resolves when everything is committed, also when the answer to the commit is lost.
   * @throws faults of the server; nothing is committed then
   */
  async commit(): Promise<Written> {
    const written = await this.#commit();
    // Within the transaction it would hold a lock until the commit is on the disk, and all others of the whole server who
    // signal would wait for that. When it is lost, whoever waits looks in any case.
    this.client.query(`notify ${SCHEMA}`).catch(() => undefined);
    return written;
  }

  async #commit(): Promise<Written> {
    const { version } = this.begun;
    // Never a number that was used before, also when the database was put back to an earlier moment.
    const next = Math.max(version + 1, Date.now());
    try {
      await this.client.query(this.#ending(next));
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      const { isOurs } = this;
      const committed = await this.writer.wasCommitted({ writeId: this.#writeId, before: version, isOurs });
      if (!committed) throw error;
    }
    return { epoch: this.epoch, version: next };
  }

  #ending(version: number): string {
    const { checkpoint, layout } = this.state;
    const eventId = checkpoint.eventId === undefined ? 'null' : pg.escapeLiteral(checkpoint.eventId);
    return `
      update ${SCHEMA}.checkpoint set position = ${Number(checkpoint.position)}, event_id = ${eventId},
        version = ${version}, layout = ${layout}, write_id = '${this.#writeId}';
      commit`;
  }
}

type CheckpointRow = { position: Position; eventId: string | null; version: number; layout: number };

async function beginOn(client: pg.Client, fence: string | undefined, lease: string): Promise<Begun> {
  const statements = [
    'begin',
    ...(fence === undefined ? [] : [fence]),
    `select position, event_id as "eventId", version, layout from ${SCHEMA}.checkpoint for update`,
  ];
  // Several statements give several results, which the types do not know.
  const results = (await client.query(statements.join('; '))) as unknown as readonly pg.QueryResult[];
  if (fence !== undefined && results[1]?.rows.length !== 1) {
    throw new FencedError(`another process holds the lease ${lease} now`);
  }
  const row = results.at(-1)?.rows[0] as CheckpointRow | undefined;
  if (!row) throw new Error('The read models have lost their checkpoint.');
  const checkpoint = { position: row.position, eventId: row.eventId ?? undefined };
  return { checkpoint, layout: row.layout, hasNewLayout: false, version: row.version };
}
