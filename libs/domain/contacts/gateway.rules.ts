import { decidingRules, sameTopic, type ContactRule } from '#domain/partnerships';
import { daysBetween, type PlainDate } from '#platform/working-days';
import type { AdviceKind, Coordination, Reason } from './gateway.advice.js';
import { actingContactPoint, isAccountManaging, isActive } from './gateway.partnership.js';
import type { GatewayFacts, GatewayQuestion, NearbyContact, PartnershipFacts } from './gateway.question.js';
import { describeContacts, EXEMPTION_TEXT, STATUS_TEXT } from './gateway.texts.js';

/** What one rule has to say. Without a kind it is said besides, and weighs nothing. */
export interface Finding {
  readonly kind?: AdviceKind;
  /** Settles the matter, whatever other rules find. */
  readonly conclusive?: true;
  readonly text: string;
  readonly criteria?: Reason['criteria'];
  readonly contactIds?: readonly NearbyContact['contactId'][];
  readonly coordinateWith?: readonly Coordination[];
  readonly until?: PlainDate | undefined;
}

export interface GatewayRule {
  readonly id: string;
  /** Goes up by one whenever the rule may answer differently than before. */
  readonly version: number;
  readonly judge: (question: GatewayQuestion, facts: GatewayFacts) => readonly Finding[];
}

/** Advice never blocks a statutory power: these grounds come before everything else. */
function statutoryExemption({ exemption, asker }: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!exemption) return [];
  const tell = !isActive(partnership)
    ? 'There is no active partnership, so there is no account manager to tell.'
    : isAccountManaging(partnership, asker.officerId)
      ? 'You manage the account yourself.'
      : 'Tell the account manager as soon as you reasonably can.';
  const text = `${EXEMPTION_TEXT[exemption]} No partnership holds you back: proceed. ${tell}`;
  return [{ kind: 'PROCEED_AND_TELL_ACCOUNT_MANAGER', conclusive: true, text }];
}

function ownAccount({ asker }: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!isActive(partnership) || !isAccountManaging(partnership, asker.officerId)) return [];
  return [{ kind: 'PROCEED', conclusive: true, text: "You manage this organisation's account: proceed." }];
}

function noActivePartnership(_question: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (isActive(partnership)) return [];
  const text = partnership
    ? (STATUS_TEXT[partnership.status] ?? 'The partnership with this organisation is not active.')
    : 'There is no partnership with this organisation.';
  return [{ kind: 'PROCEED', conclusive: true, text: `${text} Proceed.` }];
}

const ADVICE_OF_CRITERIA: Readonly<Record<ContactRule['advice'], AdviceKind>> = {
  PROCEED: 'PROCEED',
  ACCOUNT_MANAGER_FIRST: 'ACCOUNT_MANAGER_FIRST',
  COORDINATE: 'COORDINATE_WITH',
  NOT_NOW: 'NOT_NOW',
};

/** The most specific of the partnership's published rules that count on the planned day. */
function contactCriteria(question: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!isActive(partnership)) return [];
  return decidingCriteria(question, partnership).map((rule) => ({
    kind: ADVICE_OF_CRITERIA[rule.advice],
    text: `The partnership's contact criteria (version ${rule.criteriaVersion}, rule ${rule.number}) say: ${rule.reason}`,
    criteria: { partnershipId: partnership.id, criteriaVersion: rule.criteriaVersion, ruleId: rule.ruleId },
    ...(rule.advice === 'COORDINATE' ? { coordinateWith: [partnerOf(rule, partnership)] } : {}),
    until: rule.validUntil,
  }));
}

function partnerOf({ coordinateWith }: ContactRule, { leadAuthorityId }: PartnershipFacts): Coordination {
  return { authorityId: coordinateWith ?? leadAuthorityId };
}

function decidingCriteria(
  { plannedOn, asker, topic, purpose, siteId, urgency }: GatewayQuestion,
  { contactRules }: PartnershipFacts,
): readonly ContactRule[] {
  const counting = contactRules.filter(
    ({ validFrom, validUntil }) => validFrom <= plannedOn && (validUntil === undefined || plannedOn < validUntil),
  );
  const { partyKind, authorityId, region } = asker;
  return decidingRules(counting, { partyKind, authorityId, region, topic, purpose, siteId, urgency });
}

/**
 * The partnership comes before local initiatives, where its core principles say so. Criteria that speak of local
 * initiatives themselves leave the flexibility at a local level that they grant.
 */
function precedenceOverLocalInitiatives(question: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!isActive(partnership) || !partnership.precedenceOverLocalInitiatives) return [];
  if (question.purpose !== 'LOCAL_INITIATIVE') return [];
  if (decidingCriteria(question, partnership).some(({ purpose }) => purpose === 'LOCAL_INITIATIVE')) return [];
  const text =
    'The partnership takes precedence over local initiatives: agree this one with the account manager first.';
  return [{ kind: 'ACCOUNT_MANAGER_FIRST', text }];
}

/** No site is checked twice within days by people who do not know of one another. */
function sameSite(question: GatewayQuestion, { nearby, nearbyIsComplete, settings }: GatewayFacts): readonly Finding[] {
  const clashes = nearby.filter((contact) => isAtSameSite(contact, question, settings.siteWindowDays));
  const others = clashes.filter((contact) => !isOwn(contact, question));
  if (others.length === 0) return [];
  const text = `There are other contacts at this site within ${settings.siteWindowDays} days: ${describeContacts(others, nearbyIsComplete)}`;
  return [{ kind: 'COORDINATE_WITH', text, ...citing(others), coordinateWith: others.map(toCoordination) }];
}

/** One subject is raised with an organisation as a whole by one regulator at a time. */
function sameTopicWithOrganisation(
  question: GatewayQuestion,
  { nearby, nearbyIsComplete, settings }: GatewayFacts,
): readonly Finding[] {
  const others = nearby.filter(
    (contact) =>
      isAboutTheSame(contact, question) &&
      !isOwn(contact, question) &&
      !isAtSameSite(contact, question, settings.siteWindowDays),
  );
  if (others.length === 0) return [];
  const text =
    `The same topic is raised with the organisation within ${settings.organisationWindowDays} days: ` +
    describeContacts(others, nearbyIsComplete);
  return [{ kind: 'COORDINATE_WITH', text, ...citing(others), coordinateWith: others.map(toCoordination) }];
}

/** Said besides, so that the officer knows how much attention the organisation gets. */
function otherContacts(
  question: GatewayQuestion,
  { nearby, nearbyIsComplete, settings }: GatewayFacts,
): readonly Finding[] {
  const rest = nearby.filter(
    (contact) =>
      isOwn(contact, question) ||
      !(isAtSameSite(contact, question, settings.siteWindowDays) || isAboutTheSame(contact, question)),
  );
  if (rest.length === 0) return [];
  const text =
    `Also on record with the organisation within ${settings.organisationWindowDays} days: ` +
    describeContacts(rest, nearbyIsComplete);
  return [{ text, ...citing(rest) }];
}

function noCriteriaCover(question: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!isActive(partnership) || decidingCriteria(question, partnership).length > 0) return [];
  const text = "No rule of the partnership's contact criteria covers this contact: let the account manager know.";
  return [{ kind: 'PROCEED_AND_TELL_ACCOUNT_MANAGER', text }];
}

/** Names who acts while the post of the account manager is empty or its holder away. */
function absence({ asker }: GatewayQuestion, { partnership }: GatewayFacts): readonly Finding[] {
  if (!isActive(partnership) || isAccountManaging(partnership, asker.officerId)) return [];
  const { accountManager, accountManagerAbsent } = partnership;
  if (accountManager && !accountManagerAbsent) return [];
  const why = accountManager ? 'The account manager is away' : 'There is no account manager at the moment';
  const { capacity } = actingContactPoint(partnership);
  const who = capacity === 'SHADOW_ACCOUNT_MANAGER' ? 'the shadow account manager' : 'the lead authority';
  return [{ text: `${why}: turn to ${who} instead.` }];
}

/** In the order in which they may conclude and in which their reasons are given. */
export const GATEWAY_RULES: readonly GatewayRule[] = [
  { id: 'statutory-exemption', version: 1, judge: statutoryExemption },
  { id: 'own-account', version: 1, judge: ownAccount },
  { id: 'no-active-partnership', version: 1, judge: noActivePartnership },
  { id: 'contact-criteria', version: 1, judge: contactCriteria },
  { id: 'precedence-over-local-initiatives', version: 1, judge: precedenceOverLocalInitiatives },
  { id: 'same-site', version: 2, judge: sameSite },
  { id: 'same-topic', version: 2, judge: sameTopicWithOrganisation },
  { id: 'no-criteria-cover', version: 1, judge: noCriteriaCover },
  { id: 'absence', version: 1, judge: absence },
  { id: 'other-contacts', version: 2, judge: otherContacts },
];

function isAtSameSite(contact: NearbyContact, { siteId, plannedOn }: GatewayQuestion, days: number): boolean {
  return siteId !== undefined && contact.siteId === siteId && Math.abs(daysBetween(plannedOn, contact.date)) <= days;
}

/** Two sites may each be asked about one topic; the organisation as a whole should hear of it once. */
function isAboutTheSame(contact: NearbyContact, { siteId, topic }: GatewayQuestion): boolean {
  return (contact.siteId === undefined || siteId === undefined) && sameTopic(contact.topic, topic);
}

/** An officer needs no telling of an own contact. */
function isOwn({ officerId }: NearbyContact, { asker }: GatewayQuestion): boolean {
  return officerId !== undefined && officerId === asker.officerId;
}

function citing(contacts: readonly NearbyContact[]): Pick<Finding, 'contactIds'> {
  return { contactIds: contacts.map(({ contactId }) => contactId) };
}

function toCoordination({ authorityId, officerId, contactId }: NearbyContact): Coordination {
  return { authorityId, ...(officerId ? { officerId } : {}), contactId };
}
