import type { IncidentCategory, IncidentClause } from './incident-criteria.js';

/** An incident, by what criteria ask about. Texts are in the words of the criteria, whatever the letter case. */
export interface IncidentFacts {
  readonly findings: readonly { readonly category: IncidentCategory; readonly items: readonly string[] }[];
  /** What holds of it that criteria make exceptions of. */
  readonly exceptions: readonly string[];
}

export const CLAUSE_OUTCOMES = ['SELECTS', 'EXCEPTED', 'NOT_MET'] as const;
export type ClauseOutcome = (typeof CLAUSE_OUTCOMES)[number];

/** What one clause says of an incident. A clause that lists something means only what it lists. */
export function judgeByClause(
  { category, listed, exceptions }: IncidentClause,
  incident: IncidentFacts,
): ClauseOutcome {
  const finding = incident.findings.find((each) => each.category === category);
  if (!finding) return 'NOT_MET';
  if (listed.length > 0 && !finding.items.some((item) => names(listed, item))) return 'NOT_MET';
  return incident.exceptions.some((exception) => names(exceptions, exception)) ? 'EXCEPTED' : 'SELECTS';
}

/** An incident is investigated when one clause selects it; an exception of one clause is none of another's. */
export function isSelected(clauses: readonly IncidentClause[], incident: IncidentFacts): boolean {
  return clauses.some((clause) => judgeByClause(clause, incident) === 'SELECTS');
}

/** What is said of an incident that no clause names: it counts for nothing. */
export function unlistedIn(
  clauses: readonly IncidentClause[],
  { findings, exceptions }: IncidentFacts,
): readonly string[] {
  const items = findings.flatMap(({ category, items: said }) => {
    const listed = clauses.filter((clause) => clause.category === category).flatMap((clause) => clause.listed);
    return said.filter((item) => !names(listed, item));
  });
  const known = clauses.flatMap((clause) => clause.exceptions);
  return [...items, ...exceptions.filter((exception) => !names(known, exception))];
}

function names(texts: readonly string[], text: string): boolean {
  return texts.some((each) => each.toLowerCase() === text.toLowerCase());
}
