import { z } from 'zod';
import { applicationError, type ConnectionArguments } from '#platform/graphql';
import type { WhatIf } from './gateway-rerun.js';
import { GATEWAY_RULES } from './gateway.rules.js';

export const SHOWN = ['OUTCOME_DIFFERS', 'ANYTHING_DIFFERS', 'ALL'] as const;

/** As GraphQL gives them: what is left out may be null. */
export interface GatewayRerunArguments extends ConnectionArguments {
  readonly organisationId?: string | null;
  readonly partnershipId?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly whatIf?: object | null;
  readonly show?: (typeof SHOWN)[number] | null;
}

/** Each case is judged on a record of its own, replayed for it. */
export const MOST_CASES = 20;
const USUAL_CASES = 10;

const days = z.int().min(1, 'must be at least 1').max(366, 'must be at most 366').optional();

/** The bounds are those of the service's own settings. */
const whatIfSchema = z.strictObject({
  organisationWindowDays: days,
  siteWindowDays: days,
  answerWithinWorkingDays: z.int().min(1, 'must be at least 1').max(60, 'must be at most 60').optional(),
  withoutRules: z.array(z.string()).max(GATEWAY_RULES.length, 'names more rules than there are').default([]),
});

/** @throws BAD_USER_INPUT */
export function pageOf({ first, after }: ConnectionArguments): ConnectionArguments {
  const size = first ?? USUAL_CASES;
  if (size >= 1 && size <= MOST_CASES) return { first: size, after: after ?? null };
  throw applicationError('BAD_USER_INPUT', `first must be between 1 and ${MOST_CASES}; it is ${size}.`);
}

/** @throws BAD_USER_INPUT */
export function whatIfOf({ whatIf }: Pick<GatewayRerunArguments, 'whatIf'>): WhatIf {
  const given = Object.fromEntries(Object.entries(whatIf ?? {}).filter(([, value]) => value !== null));
  const read = whatIfSchema.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${['whatIf', ...path].join('.')} ${message}.`);
    throw applicationError('BAD_USER_INPUT', faults.join(' '));
  }
  const { withoutRules, ...settings } = read.data;
  const known = GATEWAY_RULES.map(({ id }) => id);
  const unknown = withoutRules.find((id) => !known.includes(id));
  if (unknown === undefined) return { settings: givenOf(settings), withoutRules };
  throw applicationError(
    'BAD_USER_INPUT',
    `whatIf.withoutRules names no rule of the gateway: ${unknown.slice(0, 60).toWellFormed()}. The rules are ${known.join(', ')}.`,
  );
}

/** @throws BAD_USER_INPUT */
export function checkPeriod({ from, to }: Pick<GatewayRerunArguments, 'from' | 'to'>): void {
  if (!from || !to || from <= to) return;
  throw applicationError('BAD_USER_INPUT', `from, ${from}, must not be later than to, ${to}.`);
}

type Settings = Omit<z.output<typeof whatIfSchema>, 'withoutRules'>;

/** Without what is not given, so that nothing is taken for it. */
function givenOf(settings: Settings): WhatIf['settings'] {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
