import { ADVICE_KINDS, type Advice, type AdviceKind, type Coordination, type Reason } from './gateway.advice.js';
import { GATEWAY_RULES, type Finding, type GatewayRule } from './gateway.rules.js';
import { contactPointOf } from './gateway.partnership.js';
import type { GatewayFacts, GatewayQuestion } from './gateway.question.js';

/** Goes up by one whenever a rule is added, removed or gets a new version, or the way they are weighed changes. */
export const RULES_VERSION = 2;

type CitedFinding = Finding & { readonly rule: string; readonly version: number };

/**
 * Answers the officer's question from the facts. Every rule gives its finding; a conclusive one settles the matter,
 * the first such; otherwise the most cautious finding does. What else was found is said besides. Pure: the same
 * question and facts give the same advice for ever under one `RULES_VERSION`.
 * @param rules fewer than all of them only to find out what advice would have been without some
 */
export function advise(
  question: GatewayQuestion,
  facts: GatewayFacts,
  rules: readonly GatewayRule[] = GATEWAY_RULES,
): Advice {
  const findings = rules.flatMap(({ id, version, judge }): CitedFinding[] =>
    judge(question, facts).map((finding) => ({ ...finding, rule: id, version })),
  );
  const kind = settle(findings);
  const conclusive = findings.find((finding) => finding.conclusive);
  const isDecisive = (finding: CitedFinding) => (conclusive ? finding === conclusive : finding.kind === kind);
  const contactPoint = contactPointOf(question, facts);
  const until = kind === 'NOT_NOW' ? latest(findings.filter(isDecisive)) : undefined;
  return {
    kind,
    rulesVersion: RULES_VERSION,
    reasons: [
      ...findings.filter(isDecisive).map((finding) => toReason(finding, true)),
      ...findings.filter((finding) => !isDecisive(finding)).map((finding) => toReason(finding, false)),
    ],
    ...(contactPoint ? { contactPoint } : {}),
    coordinateWith: withoutRepeats(findings.flatMap((finding) => finding.coordinateWith ?? [])),
    ...(until ? { until } : {}),
    inputs: inputsOf(question, facts),
  };
}

/** Advice is an ordered scale: a later kind asks for more care than an earlier one. */
export function compareCaution(a: AdviceKind, b: AdviceKind): number {
  return ADVICE_KINDS.indexOf(a) - ADVICE_KINDS.indexOf(b);
}

function settle(findings: readonly Finding[]): AdviceKind {
  const conclusive = findings.find((finding) => finding.conclusive);
  if (conclusive?.kind) return conclusive.kind;
  return findings.reduce<AdviceKind>(
    (most, { kind }) => (kind && compareCaution(kind, most) > 0 ? kind : most),
    'PROCEED',
  );
}

/** The day on which the last of the grounds ends; unknown when one of them has no end. */
function latest(findings: readonly Finding[]): Finding['until'] {
  const days = findings.map(({ until }) => until);
  return days.includes(undefined) ? undefined : days.toSorted().at(-1);
}

function toReason({ rule, version, text, criteria, contactIds }: CitedFinding, decisive: boolean): Reason {
  return { rule, version, decisive, text, ...(criteria ? { criteria } : {}), contactIds: [...(contactIds ?? [])] };
}

function withoutRepeats(all: readonly Coordination[]): Coordination[] {
  const key = ({ authorityId, officerId, contactId }: Coordination) => [authorityId, officerId, contactId].join();
  return [...new Map(all.map((each) => [key(each), each])).values()].slice(0, 20);
}

function inputsOf({ exemption }: GatewayQuestion, { partnership, nearby, settings }: GatewayFacts): Advice['inputs'] {
  const criteriaVersion = partnership?.contactRules[0]?.criteriaVersion;
  return {
    organisationWindowDays: settings.organisationWindowDays,
    siteWindowDays: settings.siteWindowDays,
    ...(exemption ? { exemption } : {}),
    nearby: nearby.map(({ contactId, siteId, authorityId, topic, purpose, date, made }) =>
      siteId
        ? { contactId, siteId, authorityId, topic, purpose, date, made }
        : { contactId, authorityId, topic, purpose, date, made },
    ),
    ...(partnership
      ? {
          partnership: {
            id: partnership.id,
            status: partnership.status,
            accountManagerAbsent: partnership.accountManagerAbsent,
            precedenceOverLocalInitiatives: partnership.precedenceOverLocalInitiatives,
            ...(criteriaVersion === undefined ? {} : { criteriaVersion }),
          },
        }
      : {}),
  };
}
