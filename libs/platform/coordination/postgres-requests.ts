import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { POSTGRES_SCHEMAS, type Signals } from '#platform/postgres';
import type { Request, Requests } from './requests.port.js';

const CHANNEL = POSTGRES_SCHEMAS.coordination;

/** How long an answer is kept for the one who asked. */
const KEPT = '1 day';

export class PostgresRequests implements Requests {
  constructor(
    private readonly pool: Pool,
    private readonly signals: Signals,
  ) {}

  async ask(kind: string, input: unknown): Promise<string> {
    const id = randomUUID();
    await this.pool.query(
      `with old as (
         delete from concordat_coordination.requests where answered_at < clock_timestamp() - $1::interval
       ), asked as (
         insert into concordat_coordination.requests (id, kind, input) values ($2, $3, $4)
       )
       select pg_notify($5, '')`,
      [KEPT, id, kind, JSON.stringify(input), CHANNEL],
    );
    return id;
  }

  async answerTo(id: string): Promise<unknown> {
    const { rows } = await this.pool.query<{ answer: unknown }>(
      'select answer from concordat_coordination.requests where id = $1',
      [id],
    );
    return rows[0]?.answer ?? undefined;
  }

  async unanswered(kinds: readonly string[]): Promise<readonly Request[]> {
    const { rows } = await this.pool.query<Request>(
      `select id, kind, input, attempts from concordat_coordination.requests
       where answered_at is null and kind = any($1::text[])
       order by asked_at, id`,
      [kinds],
    );
    return rows;
  }

  async begin(id: string): Promise<void> {
    await this.pool.query('update concordat_coordination.requests set attempts = attempts + 1 where id = $1', [id]);
  }

  async answer(id: string, answer: NonNullable<unknown>): Promise<void> {
    await this.pool.query(
      `with answered as (
         update concordat_coordination.requests set answer = $2, answered_at = clock_timestamp()
         where id = $1 and answered_at is null
       )
       select pg_notify($3, '')`,
      [id, JSON.stringify(answer), CHANNEL],
    );
  }

  onChange(listener: () => void): () => void {
    return this.signals.on(CHANNEL, listener);
  }
}
