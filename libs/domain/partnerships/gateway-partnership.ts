import { visibleRows } from '#platform/access';
import { defineSharedQuery, type Places, type Session } from '#platform/sessions';
import { parsePlainDate, type PlainDate } from '#platform/working-days';
import { absencesOf, type AbsenceRow } from './appointments.queries.js';
import type { ContactRule, ContactRuleWho } from './contact-criteria.js';
import type { ContactRuleRow } from './contact-criteria.queries.js';
import type { CriteriaTables } from './contact-criteria.tables.js';
import { givesPrecedence } from './core-principles.js';
import { currentPartnerships } from './partnership.queries.js';
import { principlesAffirmedByBoth } from './reviews.queries.js';
import type { PartnershipStatus } from './partnership.vocabulary.js';

export interface OfficerInPost {
  readonly officerId: string;
  readonly authorityId: string;
}

/** What the gateway must know of an organisation's partnership to advise on a contact. */
export interface GatewayPartnership {
  readonly id: string;
  readonly organisationId: string;
  /** Never one of an ended partnership. Whether a partnership that is not active counts is the gateway's to say. */
  readonly status: PartnershipStatus;
  readonly leadAuthorityId: string;
  readonly accountManager: OfficerInPost | null;
  readonly shadow: OfficerInPost | null;
  /** True while the account manager is recorded as absent: the shadow then acts. */
  readonly accountManagerAbsent: boolean;
  /** True when both sides have affirmed that the partnership comes before local initiatives. */
  readonly precedenceOverLocalInitiatives: boolean;
  /** Published and in force on the day of the contact. See `decidingRules` for which of them count. */
  readonly contactRules: readonly ContactRule[];
}

/**
 * The partnership that an organisation has or is about to have, as the gateway needs it, on the session's day;
 * `undefined` when there is none, or when the caller may not know of it.
 * @param contactOn the day of the contact, whose criteria count: a later version may be published already
 */
export async function findGatewayPartnership(
  session: Session,
  organisationId: string,
  contactOn: PlainDate = session.today,
): Promise<GatewayPartnership | undefined> {
  const row = (await currentPartnerships(session, [organisationId])).get(organisationId);
  if (!row) return undefined;
  const principles = (await principlesAffirmedByBoth.load(session, [row.id])).get(row.id)?.version ?? null;
  const absences = (await absencesOf.load(session, [row.id])).get(row.id) ?? [];
  return {
    id: row.id,
    organisationId: row.organisationId,
    status: row.status,
    leadAuthorityId: row.leadAuthorityId,
    accountManager: inPost(row.accountManagerId, row.accountManagerAuthorityId),
    shadow: inPost(row.shadowId, row.shadowAuthorityId),
    accountManagerAbsent: isAbsent(absences, row.accountManagerId, session.today),
    precedenceOverLocalInitiatives: principles !== null && givesPrecedence(principles),
    contactRules: (await rulesOn(session, { partnershipId: row.id, day: contactOn })).map(toContactRule),
  };
}

export function inPost(officerId: string | null, authorityId: string | null): OfficerInPost | null {
  return officerId === null || authorityId === null ? null : { officerId, authorityId };
}

/** True when one of these absences is the account manager's and lasts on this day. */
export function isAbsent(absences: readonly AbsenceRow[], accountManagerId: string | null, today: PlainDate): boolean {
  return absences.some(
    ({ officerId, validFrom, validUntil }) =>
      officerId === accountManagerId && validFrom <= today && validUntil > today,
  );
}

interface RuleOfVersion extends ContactRuleRow {
  readonly versionFrom: string;
  readonly versionUntil: string | null;
}

const rulesOn = defineSharedQuery((source, { value }: Places<{ partnershipId: string; day: PlainDate }>) =>
  source
    .tables<CriteriaTables>()
    .selectFrom('contact_rule as rule')
    .innerJoin('criteria_version as version', (join) =>
      join.onRef('version.partnershipId', '=', 'rule.partnershipId').onRef('version.version', '=', 'rule.version'),
    )
    .selectAll('rule')
    .select(['version.validFrom as versionFrom', 'version.validUntil as versionUntil'])
    .$castTo<RuleOfVersion>()
    .where(visibleRows(source.ability, 'read', 'ContactCriteria', { table: 'version' }))
    .where('rule.partnershipId', '=', value('partnershipId'))
    .where('version.published', '=', 1)
    .where('version.validFrom', '<=', value('day'))
    .where((where) =>
      where.or([where('version.validUntil', 'is', null), where('version.validUntil', '>', value('day'))]),
    )
    .where((where) => where.or([where('rule.validFrom', 'is', null), where('rule.validFrom', '<=', value('day'))]))
    .where((where) => where.or([where('rule.validUntil', 'is', null), where('rule.validUntil', '>', value('day'))]))
    .orderBy('rule.number'),
);

function toContactRule(row: RuleOfVersion): ContactRule {
  return {
    ruleId: row.ruleId,
    criteriaVersion: row.version,
    number: row.number,
    ...given({
      who: whoOf(row),
      topic: row.topic,
      purpose: row.purpose,
      siteId: row.siteId,
      urgency: row.urgency,
      coordinateWith: row.coordinateWith,
    }),
    advice: row.advice,
    reason: row.reason,
    validFrom: latest(row.validFrom, row.versionFrom),
    validUntil: ownEnd(row.validUntil, row.versionUntil),
  };
}

/** Whose contacts a stored rule concerns. */
export function whoOf(row: ContactRuleRow): ContactRuleWho | null {
  switch (row.whoKind) {
    case 'PARTY_KIND':
      return row.whoPartyKind && { kind: 'PARTY_KIND', partyKind: row.whoPartyKind };
    case 'REGION':
      return row.whoRegion === null ? null : { kind: 'REGION', region: row.whoRegion };
    case 'AUTHORITY':
      return row.whoAuthorityId && { kind: 'AUTHORITY', authorityId: row.whoAuthorityId };
    case null:
      return null;
  }
}

type Given<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields that hold something: rules leave out what they do not ask about. */
function given<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Given<Fields>;
}

function latest(a: string | null, b: string): PlainDate {
  return parsePlainDate(a !== null && a > b ? a : b);
}

/** Where the version ends first, the next one may hold the same rule again: then nobody knows the rule's end yet. */
function ownEnd(ofRule: string | null, ofVersion: string | null): PlainDate | undefined {
  const endsWithin = ofRule !== null && (ofVersion === null || ofRule <= ofVersion);
  return endsWithin ? parsePlainDate(ofRule) : undefined;
}
