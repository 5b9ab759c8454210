import { z } from 'zod';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { incidentClauses } from './incident-criteria.js';
import { measureTerms, milestoneTerms, priorityTerms, variationTerms } from './plan.content.js';
import { PLAN_KINDS, reason as reasonText } from './plan.vocabulary.js';

const number = z.int().min(1);
/** Needed where something changes that was agreed before. */
const reason = reasonText.optional();
const description = { title: line(200), summary: prose(4000).optional() };

export const draftingCommands = {
  BeginPlan: z.strictObject({ ...description, partnershipId: idOf('partnership'), kind: z.enum(PLAN_KINDS) }),
  DescribePlan: z.strictObject({ ...description, reason }),
  AddressPrinciple: z.strictObject({
    principle: z.enum(PRINCIPLE_KEYS),
    /** How the plan meets the principle in a way of its own; left out: it affirms the principle as it stands. */
    answer: prose(2000).optional(),
    reason,
  }),
  /** Without clauses: the default criteria that are in force on the day. */
  ChooseIncidentCriteria: z.strictObject({ clauses: incidentClauses.optional(), reason }),
};

export const variationCommands = {
  AddVariation: variationTerms,
  AmendVariation: variationTerms.extend({ variation: number, reason }),
  EndVariation: z.strictObject({ variation: number, until: plainDateSchema, reason }),
  RemoveVariation: z.strictObject({ variation: number, reason }),
};

const terms = priorityTerms.extend({
  measures: z.array(measureTerms).max(10),
  milestones: z.array(milestoneTerms).max(20),
});

export const priorityCommands = {
  AddPriority: terms,
  AmendPriority: terms.extend({ priority: number, reason }),
  RemovePriority: z.strictObject({ priority: number, reason }),
};
