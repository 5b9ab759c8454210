import type { Pool, QueryResult } from 'pg';
import type { Position } from '#platform/event-store';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import type { Checkpoint, DeadLetter, DeadLetterPage, Generation, ParkedStream } from '../read-model-database.js';

/*
 * What the platform itself reads of the read models, through whichever connection it is given.
 */

export type Queryable = Pick<Pool, 'query'>;

const SCHEMA = POSTGRES_SCHEMAS.readModels;

const DEAD_LETTER = 'id, projection, position, stream, type, fault, attempts, "recordedAt"';

export async function readCheckpoint(on: Queryable): Promise<Checkpoint> {
  const { rows }: QueryResult<{ position: Position; eventId: string | null }> = await on.query(
    `select position, event_id as "eventId" from ${SCHEMA}.checkpoint`,
  );
  const [row] = rows;
  if (!row) throw new Error('The read models have lost their checkpoint.');
  return { position: row.position, eventId: row.eventId ?? undefined };
}

type GenerationRow = Omit<Generation, 'fault'> & { readonly fault: string | null };

export async function readGenerations(on: Queryable): Promise<readonly Generation[]> {
  const { rows }: QueryResult<GenerationRow> = await on.query(`
    select projection, version, generation, state, fault,
      case state when 'active' then (select position from ${SCHEMA}.checkpoint) else position end as position
    from ${SCHEMA}.generation order by projection, generation`);
  return rows.map(({ fault, ...row }) => ({ ...row, ...(fault === null ? {} : { fault }) }));
}

export async function readDeadLetters(on: Queryable, page?: DeadLetterPage): Promise<readonly DeadLetter[]> {
  const letters = `select ${DEAD_LETTER} from ${SCHEMA}.dead_letter`;
  const { rows }: QueryResult<DeadLetter> = page
    ? await on.query(`${letters} where projection = $1 and position > $2 order by position limit $3`, [
        page.projection,
        page.after,
        page.limit,
      ])
    : await on.query(`${letters} order by position, projection`);
  return rows;
}

export async function countDeadLetters(on: Queryable): Promise<ReadonlyMap<string, number>> {
  const { rows }: QueryResult<{ projection: string; letters: number }> = await on.query(
    `select projection, count(*) as letters from ${SCHEMA}.dead_letter group by projection order by projection`,
  );
  return new Map(rows.map(({ projection, letters }) => [projection, letters]));
}

export async function readParkedStreams(on: Queryable): Promise<readonly ParkedStream[]> {
  const { rows }: QueryResult<ParkedStream> = await on.query(
    `select projection, stream, min(position) as position from ${SCHEMA}.dead_letter group by projection, stream`,
  );
  return rows;
}
