import { z } from 'zod';
import { defineEvents, type EventsOf } from '#platform/event-sourcing';
import { line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { REPUTATIONS, riskJudgement, riskOwner } from './programme-risk.vocabulary.js';

/** What an entry says besides the judgement. */
export const riskDetails = z.strictObject({
  title: line(200),
  description: prose(4000),
  /** A set in the order of `REPUTATIONS`; empty: nobody's reputation is at stake. */
  reputationOf: z.array(z.enum(REPUTATIONS)).max(REPUTATIONS.length).readonly(),
  owner: riskOwner,
  mitigation: prose(4000),
});
export type RiskDetails = z.output<typeof riskDetails>;

const reason = prose(1000);

export const programmeRiskEvents = defineEvents('programmes', {
  RiskRegistered: {
    version: 1,
    effective: 'registeredOn',
    description: 'A risk of the programme entered the register, with a first judgement.',
    schema: riskDetails.extend({
      ...riskJudgement.shape,
      registeredOn: plainDateSchema,
      /** The last day on which it is due to be judged anew. */
      reviewBy: plainDateSchema,
    }),
  },
  RiskAmended: {
    version: 1,
    description: 'What the entry says of the risk, its owner or its mitigation was corrected or completed.',
    schema: riskDetails.extend({ reason }),
  },
  RiskReviewed: {
    version: 1,
    effective: 'reviewedOn',
    description: 'The risk was judged anew.',
    schema: riskJudgement.extend({ reviewedOn: plainDateSchema, reviewBy: plainDateSchema, reason }),
  },
  RiskClosed: {
    version: 1,
    description: 'The risk no longer stands.',
    schema: z.strictObject({ reason }),
  },
  RiskReopened: {
    version: 1,
    description: 'A risk that was closed stands again, judged as it was last.',
    schema: z.strictObject({ reviewBy: plainDateSchema, reason }),
  },
});

export type ProgrammeRiskEvent = EventsOf<typeof programmeRiskEvents>;
