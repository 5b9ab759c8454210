import { visibleRows } from '#platform/access';
import { connectionOf, defineBatch, type Connection, type ConnectionArguments } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import { parsePlainDate, type Nation, type PlainDate } from '#platform/working-days';
import type { AuthorityTables, authorityTable, formerNameTable } from './authority-register.projection.js';
import type { AuthorityToServe } from './authority-to-serve.js';
import type { AuthorityKind } from './authority.events.js';

export type AuthorityRow = RowOf<(typeof authorityTable)['columns']>;
export type FormerNameRow = RowOf<(typeof formerNameTable)['columns']>;

function authorities(source: QuerySource) {
  return source
    .tables<AuthorityTables>()
    .selectFrom('authority')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Authority'));
}

/** The authorities among `ids` that the caller may know of. */
export const findAuthorities = defineLookUp(
  (source, ids) => authorities(source).where('id', 'in', ids),
  ({ id }) => id,
);

export const authorityById = defineBatch('authority', findAuthorities);

export async function authorityToServe(session: Session, id: string): Promise<AuthorityToServe> {
  const row = (await findAuthorities(session, [id])).get(id);
  return { known: row !== undefined, endedOn: row?.endedOn ? parsePlainDate(row.endedOn) : undefined };
}

export function findAuthorityByGssCode(session: Session, gssCode: string): Promise<AuthorityRow | undefined> {
  return authorities(session).where('gssCode', '=', gssCode).executeTakeFirst();
}

/** The codes under which a source knows a local authority. */
export interface CouncilCodes {
  readonly gssCode?: string | undefined;
  readonly localCode?: string | undefined;
}

/**
 * The local authorities on record that have these codes, in the order asked for; `undefined` for codes that none has.
 * The GSS code decides; the local code does where the register or the source knows no GSS code, and one alone has it.
 */
export async function findCouncils(
  session: Session,
  sought: readonly CouncilCodes[],
): Promise<readonly (AuthorityRow | undefined)[]> {
  const gssCodes = sought.flatMap(({ gssCode }) => gssCode ?? []);
  const localCodes = sought.flatMap(({ localCode }) => localCode ?? []);
  const rows = await authorities(session)
    .where('kind', '=', 'LOCAL_AUTHORITY')
    .where((row) => row.or([row('gssCode', 'in', gssCodes), row('localCode', 'in', localCodes)]))
    .execute();
  return sought.map(({ gssCode, localCode }) => {
    const sameGss = gssCode === undefined ? undefined : rows.find((row) => row.gssCode === gssCode);
    if (sameGss || localCode === undefined) return sameGss;
    const [found, ...others] = rows.filter(
      (row) => row.localCode === localCode && (gssCode === undefined || row.gssCode === null),
    );
    return others.length === 0 ? found : undefined;
  });
}

export interface AuthorityFilter {
  readonly kind?: AuthorityKind | null;
  readonly nation?: Nation | null;
  readonly region?: string | null;
  /** Only those that have started and have not ended on this day; an unknown start counts as long ago. */
  readonly currentOn?: PlainDate | null;
  /** Whatever the letter case. */
  readonly nameStartsWith?: string | null;
}

/** In alphabetical order. */
export function listAuthorities(
  session: Session,
  page: ConnectionArguments,
  { kind, nation, region, currentOn, nameStartsWith }: AuthorityFilter,
): Promise<Connection<AuthorityRow>> {
  let query = authorities(session);
  if (kind) query = query.where('kind', '=', kind);
  if (nation) query = query.where('nation', '=', nation);
  if (region) query = query.where('region', '=', region);
  if (nameStartsWith) {
    const prefix = nameStartsWith.toLowerCase();
    query = query.where('sortName', '>=', prefix).where('sortName', '<', `${prefix}\u{10FFFF}`);
  }
  if (currentOn) {
    query = query
      .where((row) => row.or([row('startedOn', 'is', null), row('startedOn', '<=', currentOn)]))
      .where((row) => row.or([row('endedOn', 'is', null), row('endedOn', '>', currentOn)]));
  }
  return connectionOf(query, { by: ['sortName', 'id'], direction: 'asc' }, page);
}

/** The names of regions and nations in which authorities lie, in lower case. */
export async function findRegions(session: Session): Promise<ReadonlySet<string>> {
  const rows = await authorities(session).clearSelect().select('region').distinct().execute();
  return new Set(rows.flatMap(({ region }) => region?.toLowerCase() ?? []));
}

/** The names that an authority gave up, the latest first. */
export const formerNamesOf = defineBatch(
  'authority-former-names',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AuthorityTables>()
        .selectFrom('authority_former_name')
        .selectAll()
        .where('authorityId', 'in', ids)
        .orderBy('revision', 'desc'),
    ({ authorityId }) => authorityId,
  ),
);
