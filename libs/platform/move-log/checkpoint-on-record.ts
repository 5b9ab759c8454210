import pg from 'pg';
import { EvidenceFormatError, parseCheckpoint, parseNote } from '#platform/ledger';
import { clientConfig, connectionFault, placeOf, POSTGRES_SCHEMAS, type PostgresSettings } from '#platform/postgres';
import { SourceUnsuitableError } from './move-log.errors.js';
import type { SignedBeside } from './moved-log.port.js';

const IS_THERE = `select to_regclass('${POSTGRES_SCHEMAS.coordination}.newest_checkpoint') is not null as there`;
const ON_RECORD = `
  select (select id from concordat_coordination.installation) as installation,
    (select note from concordat_coordination.newest_checkpoint) as note`;
/** Not one of the names by which it is seen that the service uses a database. */
const NAME = 'concordat-move';

interface OnRecord {
  readonly installation: string | null;
  readonly note: string | null;
}

/**
 * The newest checkpoint that the processes of a shared log have put on record, beside its read models: an older state of the
 * log, or another one, is not moved. Where there is none, or nobody can look, that is told with the result.
 * @param settings of the database of the read models; undefined where it is not named
 * @throws SourceUnsuitableError when what is on record is no checkpoint
 */
export async function checkpointOnRecord(
  settings: PostgresSettings | undefined,
  installationId: string,
): Promise<SignedBeside> {
  if (settings === undefined)
    return none('The database of the read models, which holds the newest checkpoint, is not named');
  const place = placeOf(settings);
  let onRecord: OnRecord | undefined;
  try {
    onRecord = await read(settings);
  } catch (error) {
    const fault = connectionFault(error, settings);
    const reason = fault instanceof Error ? fault.message : String(fault);
    return none(`The newest checkpoint on record could not be read: ${reason}`);
  }
  if (onRecord === undefined) return none(`${place} holds no ${POSTGRES_SCHEMAS.coordination}, and no checkpoint`);
  if (onRecord.installation !== null && onRecord.installation !== installationId) {
    return none(`What is on record in ${place} is of another installation (${onRecord.installation})`);
  }
  if (onRecord.note === null) return none(`No checkpoint is on record in ${place} yet`);
  return { signedRoots: [{ ...checkpointOf(onRecord.note, place), by: `the checkpoint on record in ${place}` }] };
}

function none(notCompared: string): SignedBeside {
  return { signedRoots: [], notCompared };
}

function checkpointOf(note: string, place: string) {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (error) {
    if (!(error instanceof EvidenceFormatError)) throw error;
    throw new SourceUnsuitableError(
      `What is on record in ${place} as the newest checkpoint is none (${error.message}): somebody has altered it. Restore ` +
        'the database from a backup before you move the log.',
    );
  }
}

/** Undefined where there are no such tables. */
async function read(settings: PostgresSettings): Promise<OnRecord | undefined> {
  const client = new pg.Client({ ...clientConfig(settings, 'move'), application_name: NAME });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ there: number }>(IS_THERE);
    if (rows[0]?.there !== 1) return undefined;
    return (await client.query<OnRecord>(ON_RECORD)).rows[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}
