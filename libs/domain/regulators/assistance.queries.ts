import { visibleRows } from '#platform/access';
import {
  applicationError,
  connectionOf,
  defineBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { Nation, PlainDate } from '#platform/working-days';
import type { assistanceEntryTable, AssistanceTables } from './assistance-directory.projection.js';
import { soughtWords } from './topic-words.js';

export type AssistanceEntryRow = RowOf<(typeof assistanceEntryTable)['columns']>;

function entries(session: Session) {
  return session
    .tables<AssistanceTables>()
    .selectFrom('assistance_entry')
    .selectAll()
    .where(visibleRows(session.ability, 'read', 'AssistanceEntry'));
}

export const assistanceEntryById = defineBatch('assistance-entry', async (session, ids: readonly string[]) => {
  const rows = await entries(session).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
});

export interface AssistanceSearch {
  /** Words of the topic, or their beginnings; all must be found. */
  readonly topic?: string | null;
  readonly nation?: Nation | null;
  /** In force on this day; today when left out. */
  readonly on?: PlainDate | null;
}

/**
 * Entries of the directory that are in force, in the alphabetical order of their first topics.
 * @throws BAD_USER_INPUT when the topic sought holds no word
 */
export async function searchAssistance(
  session: Session,
  page: ConnectionArguments,
  { topic, nation, on }: AssistanceSearch,
): Promise<Connection<AssistanceEntryRow>> {
  const day = on ?? session.today;
  let query = entries(session)
    .where('withdrawnReason', 'is', null)
    .where('validFrom', '<=', day)
    .where((row) => row.or([row('validUntil', 'is', null), row('validUntil', '>', day)]));
  if (nation) {
    query = query.where('id', 'in', (from) =>
      from.selectFrom('assistance_nation').select('entryId').where('nation', '=', nation),
    );
  }
  for (const word of topic === null || topic === undefined ? [] : wordsOf(topic)) {
    query = query.where('id', 'in', (from) =>
      from
        .selectFrom('assistance_word')
        .select('entryId')
        .where('word', '>=', word)
        .where('word', '<', `${word}\u{10FFFF}`),
    );
  }
  return connectionOf(query, { by: ['sortTopic', 'id'], direction: 'asc' }, page);
}

function wordsOf(topic: string): readonly string[] {
  const words = soughtWords(topic);
  if (words.length > 0) return words;
  throw applicationError('BAD_USER_INPUT', 'topic must hold a letter or a digit. Leave it out to list every entry.');
}
