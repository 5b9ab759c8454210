import type { Pool } from 'pg';
import { z } from 'zod';
import { parseSignatureLines, signatureLine, type NoteSignature } from '#platform/ledger';
import { openPool, POSTGRES_SCHEMAS, type PostgresSettings, type Signals } from '#platform/postgres';
import { WITNESS_STATES } from '#platform/witness';
import type { EvidenceExchange, SharedEvidence, SharedWitnessStatus } from './evidence-exchange.port.js';

const CHANNEL = POSTGRES_SCHEMAS.coordination;

/** Cosignatures that are kept, by checkpoint: as many as a ledger keeps itself. */
const KEPT_CHECKPOINTS = 1_000;

const PUBLISH = `
  insert into concordat_coordination.newest_checkpoint (size, note) values ($1, $2)
  on conflict (singleton) do update set size = excluded.size, note = excluded.note
  where newest_checkpoint.size < excluded.size
`;

const KEEP = `
  with kept as (
    insert into concordat_coordination.cosignatures (size, key, line) values ($1, $2, $3)
    on conflict (size, key) do update set line = excluded.line, number = default
  ), old as (
    delete from concordat_coordination.cosignatures where size < (
      select distinct size from concordat_coordination.cosignatures order by size desc limit 1 offset $4
    )
  )
  select pg_notify($5, '')
`;

const PUT_STATUSES = `
  with put as (
    insert into concordat_coordination.witness_statuses (statuses) values ($1)
    on conflict (singleton) do update set statuses = excluded.statuses
  )
  select pg_notify($2, '')
`;

const READ = `
  select
    coalesce((select size from concordat_coordination.newest_checkpoint), 0) as newest_size,
    coalesce((select statuses from concordat_coordination.witness_statuses), '[]') as statuses,
    coalesce((
      select json_agg(json_build_object('number', number, 'size', size, 'line', line) order by number)
      from concordat_coordination.cosignatures where number >= $1
    ), '[]') as cosignatures
`;

const rowSchema = z.object({
  newest_size: z.number(),
  statuses: z.array(
    z.object({
      name: z.string(),
      state: z.enum(WITNESS_STATES),
      signedSize: z.number().optional(),
      signedAt: z.coerce.date().optional(),
      reason: z.string().optional(),
      nextAttemptAt: z.coerce.date().optional(),
    }),
  ),
  cosignatures: z.array(z.object({ number: z.number(), size: z.number(), line: z.string() })),
});

export interface PostgresEvidenceExchangeOptions {
  /** Of the database that holds the coordination. */
  readonly settings: PostgresSettings;
  /** On the same database. */
  readonly signals: Pick<Signals, 'on'>;
}

/** Over tables that all processes of the log have. */
export class PostgresEvidenceExchange implements EvidenceExchange {
  readonly #pool: Pool;

  constructor(private readonly options: PostgresEvidenceExchangeOptions) {
    this.#pool = openPool({ ...options.settings, poolSize: 2 }, 'evidence');
  }

  async newest(): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ note: string }>(
      'select note from concordat_coordination.newest_checkpoint',
    );
    return rows[0]?.note;
  }

  async publish(size: number, note: string): Promise<void> {
    await this.#pool.query(PUBLISH, [size, note]);
  }

  async keep(size: number, signature: NoteSignature): Promise<void> {
    const key = `${signature.name}+${signature.keyId}`;
    await this.#pool.query(KEEP, [size, key, signatureLine(signature), KEPT_CHECKPOINTS, CHANNEL]);
  }

  async putStatuses(statuses: readonly SharedWitnessStatus[]): Promise<void> {
    await this.#pool.query(PUT_STATUSES, [JSON.stringify(statuses), CHANNEL]);
  }

  async read(fromNumber: number): Promise<SharedEvidence> {
    const { rows } = await this.#pool.query<object>(READ, [fromNumber]);
    const { newest_size: newestSize, statuses, cosignatures } = rowSchema.parse(rows[0]);
    return {
      newestSize,
      statuses,
      cosignatures: cosignatures.flatMap(({ number, size, line }) =>
        parseSignatureLines(line).map((signature) => ({ number, size, signature })),
      ),
    };
  }

  onChange(listener: () => void): () => void {
    return this.options.signals.on(CHANNEL, listener);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
