import { z } from 'zod';
import { idOf, line, prose } from '#platform/values';
import { plainDateSchema } from '#platform/working-days';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { INCIDENT_CATEGORIES, incidentClauses } from './incident-criteria.js';
import { PLAN_SIDES, PRIORITY_OWNERS, VARIATION_ORIGINS } from './plan.vocabulary.js';

/**
 * What a plan says: all that is agreed to, and nothing else. Its digest is what agreements bind to, so that its lists
 * have one order (`inOrder`).
 */

/**
 * Priorities and variations are numbered within their plan, measures and milestones within their priority. A number is
 * never used again, so that readings, decisions and people can go on naming what they mean.
 */
const number = z.int().min(1);
/** Figures are given in the measure's unit; a billion either way is beyond anything measured here. */
export const figure = z.number().min(-1e9).max(1e9);

export const MOST_PRIORITIES = 40;
export const MOST_VARIATIONS = 100;

export const measureTerms = z.strictObject({
  name: line(200),
  /** What is counted: 'reportable injuries per 100,000 workers'. */
  unit: line(80),
  /** Where things stood at the outset; left out where nobody knows. */
  baseline: figure.optional(),
  target: figure,
  /** The day by which the target is to be reached. */
  by: plainDateSchema,
});

export const milestoneTerms = z.strictObject({ title: line(200), due: plainDateSchema });

/** Whom or what a priority concerns. What is left empty narrows nothing. */
export const concerns = z.strictObject({
  authorities: z.array(idOf('authority')).max(100),
  /** Of those in which the register of authorities has one; compared whatever the letter case. */
  regions: z.array(line(100)).max(20),
  siteIds: z.array(idOf('site')).max(200),
  /** Sectors of HSE: 'CACTUS', 'Construction Division'. */
  sectors: z.array(line(100)).max(20),
  topics: z.array(line(100)).max(30),
});
export type Concerns = z.output<typeof concerns>;

export const priorityTerms = z.strictObject({
  title: line(200),
  /** High-level themes, such as worker involvement. */
  themes: z.array(line(80)).min(1).max(10),
  what: prose(2000),
  why: prose(2000),
  owner: z.enum(PRIORITY_OWNERS),
  from: plainDateSchema.optional(),
  until: plainDateSchema.optional(),
  concerns,
  /** What those whom the priority concerns must know of it; without it, they are told its title and no more. */
  keyInformation: prose(2000).optional(),
});

export const measure = measureTerms.extend({ number });
export type Measure = z.output<typeof measure>;
export const milestone = milestoneTerms.extend({ number });
export type Milestone = z.output<typeof milestone>;

export const priority = priorityTerms.extend({
  number,
  /** The side whose own proposal it is. */
  proposedBy: z.enum(PLAN_SIDES),
  measures: z.array(measure).max(10),
  milestones: z.array(milestone).max(20),
});
export type Priority = z.output<typeof priority>;

/** How a plan stands to one core principle, in the wording of one version of the list. */
const principle = { key: z.enum(PRINCIPLE_KEYS), version: z.int().min(1) };
export const addressedPrinciple = z.discriminatedUnion('position', [
  z.strictObject({ ...principle, position: z.literal('AFFIRMED') }),
  /** The plan says in what way of its own it meets the principle. */
  z.strictObject({ ...principle, position: z.literal('ANSWERED'), answer: prose(2000) }),
]);
export type AddressedPrinciple = z.output<typeof addressedPrinciple>;

export const chosenCriteria = z.discriminatedUnion('kind', [
  /** Those in force on the day of the incident, whichever version that is. */
  z.strictObject({ kind: z.literal('DEFAULT') }),
  z.strictObject({ kind: z.literal('OWN'), clauses: incidentClauses }),
]);
export type ChosenCriteria = z.output<typeof chosenCriteria>;

/** Where one authority departs from the plan, though the partnership comes before local initiatives. */
export const variationTerms = z.strictObject({
  authorityId: idOf('authority'),
  what: prose(2000),
  why: prose(2000),
  from: plainDateSchema,
  /** The day from which it no longer counts. */
  until: plainDateSchema,
  origin: z.enum(VARIATION_ORIGINS),
  /** The concern that it answers. */
  localConcernId: idOf('local-concern').optional(),
});
export const variation = variationTerms.extend({ number });
export type Variation = z.output<typeof variation>;

export const planContent = z.strictObject({
  title: line(200),
  summary: prose(4000).optional(),
  principles: z.array(addressedPrinciple).max(PRINCIPLE_KEYS.length),
  priorities: z.array(priority).max(MOST_PRIORITIES),
  incidentCriteria: chosenCriteria,
  variations: z.array(variation).max(MOST_VARIATIONS),
});
export type PlanContent = z.output<typeof planContent>;

/** The same content in its one order: numbered things by number, principles and clauses as their lists have them. */
export function inOrder(content: PlanContent): PlanContent {
  return {
    ...content,
    principles: content.principles.toSorted((a, b) => placeOf(PRINCIPLE_KEYS, a.key) - placeOf(PRINCIPLE_KEYS, b.key)),
    priorities: content.priorities.map(priorityInOrder).toSorted(byNumber),
    incidentCriteria: criteriaInOrder(content.incidentCriteria),
    variations: content.variations.toSorted(byNumber),
  };
}

function priorityInOrder(priority: Priority): Priority {
  const { authorities, regions, siteIds, sectors, topics } = priority.concerns;
  return {
    ...priority,
    themes: distinct(priority.themes),
    measures: priority.measures.toSorted(byNumber),
    milestones: priority.milestones.toSorted(byNumber),
    concerns: {
      authorities: distinct(authorities),
      regions: distinct(regions),
      siteIds: distinct(siteIds),
      sectors: distinct(sectors),
      topics: distinct(topics),
    },
  };
}

function criteriaInOrder(criteria: ChosenCriteria): ChosenCriteria {
  if (criteria.kind === 'DEFAULT') return criteria;
  const clauses = criteria.clauses.toSorted(
    (a, b) =>
      placeOf(INCIDENT_CATEGORIES, a.category) - placeOf(INCIDENT_CATEGORIES, b.category) || compareTexts(a.key, b.key),
  );
  return { kind: 'OWN', clauses };
}

function distinct<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)].toSorted(compareTexts);
}

/** By code unit, the same on every machine. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function byNumber(a: { readonly number: number }, b: { readonly number: number }): number {
  return a.number - b.number;
}

function placeOf<Key>(keys: readonly Key[], key: Key): number {
  return keys.indexOf(key);
}
