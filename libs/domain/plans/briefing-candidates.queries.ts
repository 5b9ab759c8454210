import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { isAmong, pairsOf, textRows } from '#platform/queries';
import type { Session } from '#platform/sessions';
import type { BriefingContentTables } from './briefing-contents.projection.js';

/** A version of a plan in force that has something to say to the authority. */
export interface BriefingCandidate {
  readonly organisationId: string;
  readonly planId: `plan-${string}`;
  readonly version: number;
  /** 1 when the authority enforces at an open site of the organisation. */
  readonly enforces: 0 | 1;
}

export interface CandidatesFor {
  readonly ids: readonly string[];
  readonly region: string | undefined;
  readonly isHse: boolean;
  readonly organisationId: string | undefined;
}

/** The place of a subquery in the types of a query. */
interface Candidates {
  readonly candidate: BriefingCandidate;
}

/**
 * The versions in force that name the authority or its region, or belong to an organisation at whose sites it enforces.
 * The organisations are found from one to the next through the index of allocations: however many sites of one lie
 * there, they are passed over in one step.
 */
export function briefingCandidates(
  session: Session,
  { ids, region = '', isHse, organisationId }: CandidatesFor,
): SelectQueryBuilder<Candidates, 'candidate', BriefingCandidate> {
  const named = sql`(target.kind = 'AUTHORITY' and ${isAmong(sql.ref('target.target'), ids)})`;
  const others: RawBuilder<unknown>[] = [];
  if (region !== '') others.push(sql`(target.kind = 'REGION' and target.target = ${region})`);
  if (isHse) others.push(sql`(target.kind = 'HSE' and target.target = '')`);
  const targets = sql.join([named, ...others].map(targeted(session.today)), sql` union `);
  const candidates = sql<BriefingCandidate>`(
    with recursive enforced("authorityId", id) as (
      select value, ${nextOrganisation(sql`value`, sql`''`)} from ${textRows(ids, 'own')}
      union all
      select enforced."authorityId", ${nextOrganisation(sql`enforced."authorityId"`, sql`enforced.id`)}
      from enforced where enforced.id is not null
    ), briefed as (
      select v."organisationId", v."planId", v.version
      from enforced join ${sql.table('briefed_version')} as v on v."organisationId" = enforced.id
      where ${inForce(session.today)}
      union ${targets}
    )
    select briefed.*, exists (select 1 from enforced where enforced.id = briefed."organisationId") as enforces
    from briefed
  )`;
  const query = session.tables<Candidates>().selectFrom(candidates.as('candidate')).selectAll() as SelectQueryBuilder<
    Candidates,
    'candidate',
    BriefingCandidate
  >;
  return organisationId === undefined ? query : query.where('organisationId', '=', organisationId);
}

/**
 * The first organisation after `after` with an open site that is allocated to the authority now: one step through the index.
 * PostgreSQL takes it in that order only when all columns that no equality fixes are named, with null first as they lie there;
 * `min` would read all that the authority has, for each step.
 */
function nextOrganisation(authorityId: RawBuilder<unknown>, after: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select a."organisationId" from ${sql.table('allocation')} as a
    where a."authorityId" = ${authorityId} and a."siteIsOpen" = 1 and a."validUntil" is null
      and a."organisationId" > ${after}
    order by a."validUntil" nulls first, a."organisationId" nulls first limit 1
  )`;
}

function inForce(today: string): RawBuilder<unknown> {
  return sql`v."validFrom" <= ${today} and (v."validUntil" is null or v."validUntil" > ${today})`;
}

function targeted(today: string) {
  return (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select v."organisationId", v."planId", v.version
    from ${sql.table('briefed_target')} as target
    join ${sql.table('briefed_version')} as v on v."planId" = target."planId" and v.version = target.version
    where ${condition} and ${inForce(today)}`;
}

/** By plan and version: what they say. */
export async function contentsOf(
  session: Session,
  versions: readonly { readonly planId: string; readonly version: number }[],
) {
  if (versions.length === 0) return new Map<string, BriefedVersion>();
  const keys = pairsOf(versions.map(({ planId, version }) => [planId, version]));
  const rows = await session
    .tables<BriefingContentTables>()
    .selectFrom('briefed_version')
    .select(['planId', 'version', 'partnershipId', 'content', 'validFrom'])
    .where(sql<boolean>`("planId", version) in ${keys}`)
    .execute();
  return new Map(rows.map((row) => [versionKey(row), row]));
}

type BriefedVersion = Pick<
  BriefingContentTables['briefed_version'],
  'planId' | 'version' | 'partnershipId' | 'content' | 'validFrom'
>;

export function versionKey({ planId, version }: { readonly planId: string; readonly version: number }): string {
  return `${planId} ${version}`;
}
