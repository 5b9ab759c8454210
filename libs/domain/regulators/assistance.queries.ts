import { visibleRows } from '#platform/access';
import {
  applicationError,
  connectionOf,
  defineBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import { toJson, type RowOf } from '#platform/projections';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import type { Nation, PlainDate } from '#platform/working-days';
import type { assistanceEntryTable, AssistanceTables } from './assistance-directory.projection.js';
import type { AuthorityTables } from './authority-register.projection.js';
import type { OfficerTables } from './officer-register.projection.js';
import { soughtWords } from './topic-words.js';

/** What an entry has for its regions when it serves all. */
const EVERYWHERE = toJson<readonly string[]>([]);

export type AssistanceEntryRow = RowOf<(typeof assistanceEntryTable)['columns']>;

function entries(source: QuerySource) {
  return source
    .tables<AssistanceTables & AuthorityTables & OfficerTables>()
    .selectFrom('assistance_entry')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'AssistanceEntry'));
}

/** The entries among `ids` that the caller may know of. */
export const findAssistanceEntries = defineLookUp(
  (source, ids) => entries(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const assistanceEntryById = defineBatch('assistance-entry', findAssistanceEntries);

export interface AssistanceSearch {
  /** Words of the topic, or their beginnings; all must be found. */
  readonly topic?: string | null;
  readonly nation?: Nation | null;
  /** As the register of authorities names it, whatever the letter case. */
  readonly region?: string | null;
  /** In force on this day; today when left out. */
  readonly on?: PlainDate | null;
}

/**
 * Entries of the directory that are in force and lead to somebody, in the alphabetical order of their first topics.
 * @throws BAD_USER_INPUT when the topic sought holds no word
 */
export async function searchAssistance(
  session: Session,
  page: ConnectionArguments,
  { topic, nation, region, on }: AssistanceSearch,
): Promise<Connection<AssistanceEntryRow>> {
  const day = on ?? session.today;
  let query = offeredOn(session, day);
  if (nation) {
    query = query.where('id', 'in', (from) =>
      from.selectFrom('assistance_nation').select('entryId').where('nation', '=', nation),
    );
  }
  if (region) {
    query = query.where((row) =>
      row.or([
        row('regions', '=', EVERYWHERE),
        row('id', 'in', (from) =>
          from.selectFrom('assistance_region').select('entryId').where('region', '=', region.toLowerCase()),
        ),
      ]),
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

/**
 * Entries in force behind which somebody stands: the authority has not ended, and where there is no contact point the
 * officer serves it.
 */
function offeredOn(session: Session, day: PlainDate) {
  return entries(session)
    .where('withdrawnReason', 'is', null)
    .where('validFrom', '<=', day)
    .where((row) => row.or([row('validUntil', 'is', null), row('validUntil', '>', day)]))
    .where('authorityId', 'not in', (from) => from.selectFrom('authority').select('id').where('endedOn', '<=', day))
    .where((row) =>
      row.or([
        row('contactPoint', 'is not', null),
        row.exists((from) =>
          from
            .selectFrom('officer_service')
            .select('officer_service.officerId')
            .whereRef('officer_service.officerId', '=', 'assistance_entry.officerId')
            .whereRef('officer_service.authorityId', '=', 'assistance_entry.authorityId')
            .where('officer_service.since', '<=', day)
            .where(({ or, eb }) =>
              or([eb('officer_service.until', 'is', null), eb('officer_service.until', '>', day)]),
            ),
        ),
      ]),
    );
}

function wordsOf(topic: string): readonly string[] {
  const words = soughtWords(topic);
  if (words.length > 0) return words;
  throw applicationError('BAD_USER_INPUT', 'topic must hold a letter or a digit. Leave it out to list every entry.');
}
