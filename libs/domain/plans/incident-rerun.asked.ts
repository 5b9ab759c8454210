import { z } from 'zod';
import { applicationError } from '#platform/graphql';
import { line } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import { INCIDENT_CATEGORIES, incidentClauses, needsList, type IncidentClause } from './incident-criteria.js';
import type { IncidentCase } from './incident-rerun.js';

/** As GraphQL gives it: what is left out may be null. */
export interface JudgingCriteriaInput {
  readonly version?: number | null;
  readonly organisationId?: string | null;
  readonly on?: PlainDate | null;
  readonly clauses?: readonly object[] | null;
}

/** The criteria that are meant. */
export type AskedCriteria =
  | { readonly kind: 'default'; readonly version: number }
  | { readonly kind: 'organisation'; readonly organisationId: string; readonly on: PlainDate | undefined }
  | { readonly kind: 'clauses'; readonly clauses: readonly IncidentClause[] };

const finding = z
  .strictObject({ category: z.enum(INCIDENT_CATEGORIES), items: z.array(line(200)).max(50).default([]) })
  .refine(({ category, items }) => items.length > 0 || !needsList(category), {
    path: ['items'],
    error: 'must name the injuries or causes',
  });

const incident = z.strictObject({
  reference: line(80),
  findings: z
    .array(finding)
    .min(1, 'must say what kind of incident it was')
    .max(INCIDENT_CATEGORIES.length)
    .refine((all) => isDistinct(all.map(({ category }) => category)), 'must name each kind of incident once'),
  exceptions: z.array(line(200)).max(20).default([]),
});

const incidents = z
  .array(incident)
  .min(1, 'must hold at least one case')
  .max(100, 'must hold at most 100 cases')
  .refine((all) => isDistinct(all.map(({ reference }) => reference)), 'must have a reference of its own for each case');

/** @throws BAD_USER_INPUT */
export function readIncidents(given: readonly object[]): readonly IncidentCase[] {
  return read('cases', incidents, given);
}

/** @throws BAD_USER_INPUT */
export function readCriteria(field: string, given: JudgingCriteriaInput): AskedCriteria {
  const { version, organisationId, on, clauses } = given;
  const named = [version, organisationId, clauses].filter((each) => each !== null && each !== undefined);
  if (named.length !== 1) {
    throw applicationError('BAD_USER_INPUT', `${field} must have just one of version, organisationId and clauses.`);
  }
  if (on && !organisationId) {
    throw applicationError('BAD_USER_INPUT', `${field}.on goes with ${field}.organisationId only.`);
  }
  if (organisationId) return { kind: 'organisation', organisationId, on: on ?? undefined };
  if (clauses) return { kind: 'clauses', clauses: read(`${field}.clauses`, incidentClauses, clauses) };
  return { kind: 'default', version: version ?? 0 };
}

function read<Schema extends z.ZodType>(field: string, schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${[field, ...path].join('.')}: ${message}.`);
  throw applicationError('BAD_USER_INPUT', faults.join(' '));
}

function isDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
