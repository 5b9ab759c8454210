import { z } from 'zod';
import type { InputsOf } from '#platform/event-sourcing';
import { prose } from '#platform/values';
import { plainDateSchema, type PlainDate } from '#platform/working-days';
import { riskDetails } from './programme-risk.events.js';
import { REPUTATIONS, riskJudgement } from './programme-risk.vocabulary.js';

const reason = prose(1000);

const details = riskDetails.extend({ reputationOf: z.array(z.enum(REPUTATIONS)).max(20).default([]) });

export const programmeRiskCommands = {
  RegisterRisk: details.extend({ ...riskJudgement.shape, reviewBy: plainDateSchema }),
  AmendRisk: details.extend({ reason }),
  ReviewRisk: riskJudgement.extend({ reviewBy: plainDateSchema, reason }),
  CloseRisk: z.strictObject({ reason }),
  ReopenRisk: z.strictObject({ reviewBy: plainDateSchema, reason }),
};

type ProgrammeRiskInput = InputsOf<typeof programmeRiskCommands>;
type InputOf<Type extends ProgrammeRiskInput['type']> = Extract<ProgrammeRiskInput, { type: Type }>['data'];

/** The owner named, as the registers show it; the day is that of leaving or ending. */
export type NamedOwner = { readonly known: false } | { readonly known: true; readonly goneOn: PlainDate | undefined };

interface WithOwner<Type extends 'RegisterRisk' | 'AmendRisk'> {
  readonly type: Type;
  readonly data: InputOf<Type> & { readonly namedOwner: NamedOwner };
}

/** The commands with what the decider must know of the owner besides. */
export type ProgrammeRiskCommand =
  | WithOwner<'RegisterRisk'>
  | WithOwner<'AmendRisk'>
  | Exclude<ProgrammeRiskInput, { type: 'RegisterRisk' | 'AmendRisk' }>;
