import { z } from 'zod';
import { idOf } from '#platform/values';

export const RISK_STATUSES = ['OPEN', 'CLOSED'] as const;
export type RiskStatus = (typeof RISK_STATUSES)[number];

/** Whose reputation is at stake (HELA paper of 21 March 2006, paragraph 9 and Annex 2). */
export const REPUTATIONS = ['HSE', 'LOCAL_AUTHORITIES', 'ORGANISATION', 'PROGRAMME'] as const;
export type Reputation = (typeof REPUTATIONS)[number];

/** Who sees to it that the mitigation is carried out. */
export const riskOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('OFFICER'), officerId: idOf('officer') }),
  z.strictObject({ kind: z.literal('AUTHORITY'), authorityId: idOf('authority') }),
]);
export type RiskOwner = z.output<typeof riskOwner>;

/** From 1, remote or slight, to 5, near certain or the end of the programme. */
export const riskScale = z.int().min(1).max(5);

/** How likely it is, and how bad it would be. */
export const riskJudgement = z.strictObject({ likelihood: riskScale, impact: riskScale });
export type RiskJudgement = z.output<typeof riskJudgement>;

/** Likelihood times impact: 1 to 25. The order of the register. */
export function severityOf({ likelihood, impact }: RiskJudgement): number {
  return likelihood * impact;
}
