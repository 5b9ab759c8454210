import type { IncidentClause } from './incident-criteria.js';
import {
  isSelected,
  judgeByClause,
  unlistedIn,
  type ClauseOutcome,
  type IncidentFacts,
} from './incident-selection.rules.js';

export interface IncidentCase extends IncidentFacts {
  /** What whoever asks knows it by. */
  readonly reference: string;
}

export interface ClauseDifference {
  readonly key: string;
  /** `null` where those criteria have no such clause. */
  readonly before: ClauseOutcome | null;
  readonly after: ClauseOutcome | null;
}

export interface IncidentRerunCase {
  readonly reference: string;
  readonly selectedBefore: boolean;
  readonly selectedAfter: boolean;
  readonly differs: boolean;
  readonly clauses: readonly ClauseDifference[];
  readonly unlisted: readonly string[];
}

type Clauses = readonly IncidentClause[];

/** A case by two criteria. Clauses of the same key are compared with one another. */
export function rerunIncident(before: Clauses, after: Clauses, incident: IncidentCase): IncidentRerunCase {
  const selectedBefore = isSelected(before, incident);
  const selectedAfter = isSelected(after, incident);
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  return {
    reference: incident.reference,
    selectedBefore,
    selectedAfter,
    differs: selectedBefore !== selectedAfter,
    clauses: keys
      .map((key) => ({ key, before: outcomeOf(before, key, incident), after: outcomeOf(after, key, incident) }))
      .filter((each) => (each.before ?? 'NOT_MET') !== (each.after ?? 'NOT_MET')),
    unlisted: unlistedIn([...before, ...after], incident),
  };
}

function outcomeOf(clauses: Clauses, key: string, incident: IncidentFacts): ClauseOutcome | null {
  const clause = clauses.find((each) => each.key === key);
  return clause ? judgeByClause(clause, incident) : null;
}
