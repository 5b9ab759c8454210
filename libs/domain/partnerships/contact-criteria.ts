import { z } from 'zod';
import { idOf, line, prose, type IdOf } from '#platform/values';
import { plainDateSchema, type PlainDate } from '#platform/working-days';

/**
 * The vocabulary of contact criteria, shared with the gateway: when the account manager wants to be contacted, and
 * when not (HELA paper of 21 March 2006, Annex 3).
 */

/** What a contact with an organisation is for. */
export const PURPOSES = [
  'PLANNED_INSPECTION',
  'VISIT',
  'INCIDENT_INVESTIGATION',
  'COMPLAINT',
  'ADVICE',
  'ENFORCEMENT',
  'INFORMATION_REQUEST',
  'LOCAL_INITIATIVE',
  'CAMPAIGN',
  'OTHER',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const URGENCIES = ['ROUTINE', 'SOON', 'URGENT'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Grounds on which a contact always goes ahead and the account manager is told: advice never blocks a power. */
export const STATUTORY_EXEMPTIONS = ['IMMINENT_RISK', 'FATALITY', 'COMPLAINT_WITH_DUTY'] as const;
export type StatutoryExemption = (typeof STATUTORY_EXEMPTIONS)[number];

export const ADVICE = ['PROCEED', 'ACCOUNT_MANAGER_FIRST', 'COORDINATE', 'NOT_NOW'] as const;
export type Advice = (typeof ADVICE)[number];

/** The subject of a contact in the officers' own words: 'workplace transport'. Compared with `sameTopic`. */
export const topic = line(80);

/** Topics are compared whatever their letter case. */
export function sameTopic(a: string, b: string): boolean {
  return topicKey(a) === topicKey(b);
}

/** The same text for topics that are the same, to look them up by. */
export function topicKey(topic: string): string {
  return topic.toLowerCase();
}

/** Kinds of parties that contact organisations. */
export const CONTACTING_PARTIES = ['HSE', 'LOCAL_AUTHORITY', 'COORDINATING_BODY'] as const;

/** Whose contacts a rule concerns. A region is a region of England or a nation, as the register of authorities has it. */
export const contactRuleWho = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PARTY_KIND'), partyKind: z.enum(CONTACTING_PARTIES) }),
  z.strictObject({ kind: z.literal('REGION'), region: line(100) }),
  z.strictObject({ kind: z.literal('AUTHORITY'), authorityId: idOf('authority') }),
]);
export type ContactRuleWho = z.output<typeof contactRuleWho>;

/** A rule as it is drafted. What is left out is not asked about. */
export const draftContactRule = z.strictObject({
  who: contactRuleWho.optional(),
  topic: topic.optional(),
  purpose: z.enum(PURPOSES).optional(),
  siteId: idOf('site').optional(),
  urgency: z.enum(URGENCIES).optional(),
  advice: z.enum(ADVICE),
  /** The authority to coordinate with; only for COORDINATE. */
  coordinateWith: idOf('authority').optional(),
  /** Shown to the officer who asks. */
  reason: prose(1000),
  /** First day; left out, the rule counts as soon as its version does. */
  validFrom: plainDateSchema.optional(),
  /** The day from which the rule no longer counts; left out, it counts as long as its version does. */
  validUntil: plainDateSchema.optional(),
});
export type DraftContactRule = z.output<typeof draftContactRule>;

/** A rule of published criteria. */
export interface ContactRule extends Omit<DraftContactRule, 'validFrom' | 'validUntil'> {
  readonly ruleId: IdOf<'contact-rule'>;
  /** The version of the criteria it belongs to, and its number there: 'version 3, rule 2'. */
  readonly criteriaVersion: number;
  readonly number: number;
  /** First day on which the rule counts. */
  readonly validFrom: PlainDate;
  /** The day from which it no longer counts; `undefined`: until another version is published. */
  readonly validUntil: PlainDate | undefined;
}

/** A contact, as far as rules ask about it. */
export interface ContactCircumstances {
  readonly partyKind: string;
  readonly authorityId: string;
  /** `undefined` where the authority belongs to no region: then no rule for a region applies. */
  readonly region: string | undefined;
  readonly topic: string | undefined;
  readonly purpose: Purpose;
  readonly siteId: string | undefined;
  readonly urgency: Urgency;
}

type Conditions = Pick<DraftContactRule, 'who' | 'topic' | 'purpose' | 'siteId' | 'urgency'>;

/** True when the rule speaks about this contact. A topic or site that the contact leaves open meets no rule on one. */
export function ruleApplies(rule: Conditions, contact: ContactCircumstances): boolean {
  return (
    (rule.who === undefined || concerns(rule.who, contact)) &&
    (rule.topic === undefined || (contact.topic !== undefined && sameTopic(rule.topic, contact.topic))) &&
    (rule.purpose === undefined || rule.purpose === contact.purpose) &&
    (rule.siteId === undefined || rule.siteId === contact.siteId) &&
    (rule.urgency === undefined || rule.urgency === contact.urgency)
  );
}

function concerns(who: ContactRuleWho, contact: ContactCircumstances): boolean {
  switch (who.kind) {
    case 'PARTY_KIND':
      return who.partyKind === contact.partyKind;
    case 'REGION':
      return contact.region !== undefined && sameRegion(who.region, contact.region);
    case 'AUTHORITY':
      return who.authorityId === contact.authorityId;
  }
}

function sameRegion(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const WHO_NARROWNESS = { PARTY_KIND: 1, REGION: 2, AUTHORITY: 3 } as const;

/**
 * Positive when `a` is more specific than `b`, negative when less, 0 when equally. The rule that asks about more is
 * more specific; where both ask about as much and both say who, an authority is narrower than a region, and a region
 * than a kind of party.
 */
export function compareSpecificity(a: Conditions, b: Conditions): number {
  const difference = askedAbout(a) - askedAbout(b);
  if (difference !== 0 || !a.who || !b.who) return difference;
  return WHO_NARROWNESS[a.who.kind] - WHO_NARROWNESS[b.who.kind];
}

function askedAbout({ who, topic, purpose, siteId, urgency }: Conditions): number {
  return [who, topic, purpose, siteId, urgency].filter((condition) => condition !== undefined).length;
}

/**
 * The rules that decide about a contact: those that apply and that no other applying rule is more specific than.
 * Published criteria hold no contradiction, so that all of them give the same advice. Empty when no rule applies.
 */
export function decidingRules<Rule extends Conditions>(
  rules: readonly Rule[],
  contact: ContactCircumstances,
): readonly Rule[] {
  const applying = rules.filter((rule) => ruleApplies(rule, contact));
  return applying.filter((rule) => !applying.some((other) => compareSpecificity(other, rule) > 0));
}

/** Two rules of one draft, by their places in it (from 0), that would give one contact two answers. */
export interface Contradiction {
  readonly first: number;
  readonly second: number;
}

/** The first pair of equally specific rules that can meet in one contact on one day and advise differently. */
export function findContradiction(rules: readonly DraftContactRule[]): Contradiction | undefined {
  for (const [second, rule] of rules.entries()) {
    const first = rules.slice(0, second).findIndex((earlier) => contradict(earlier, rule));
    if (first >= 0) return { first, second };
  }
  return undefined;
}

function contradict(a: DraftContactRule, b: DraftContactRule): boolean {
  const sameAnswer =
    a.advice === b.advice &&
    a.coordinateWith === b.coordinateWith &&
    (a.advice !== 'NOT_NOW' || a.validUntil === b.validUntil);
  return !sameAnswer && compareSpecificity(a, b) === 0 && canMeet(a, b);
}

function canMeet(a: DraftContactRule, b: DraftContactRule): boolean {
  return (
    (!a.who || !b.who || isSameWho(a.who, b.who)) &&
    (a.topic === undefined || b.topic === undefined || sameTopic(a.topic, b.topic)) &&
    bothPossible(a.purpose, b.purpose) &&
    bothPossible(a.siteId, b.siteId) &&
    bothPossible(a.urgency, b.urgency) &&
    (a.validUntil === undefined || b.validFrom === undefined || b.validFrom < a.validUntil) &&
    (b.validUntil === undefined || a.validFrom === undefined || a.validFrom < b.validUntil)
  );
}

function bothPossible<Value>(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Rules of different kinds of `who` never come here: one of them is more specific. */
function isSameWho(a: ContactRuleWho, b: ContactRuleWho): boolean {
  if (a.kind === 'PARTY_KIND') return b.kind === 'PARTY_KIND' && a.partyKind === b.partyKind;
  if (a.kind === 'REGION') return b.kind === 'REGION' && sameRegion(a.region, b.region);
  return b.kind === 'AUTHORITY' && a.authorityId === b.authorityId;
}
