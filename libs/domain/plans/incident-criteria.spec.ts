import { describe, expect, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import { defaultCriteriaOn, findIncidentCriteria, incidentClause, incidentClauses } from './incident-criteria.js';

const clause = { key: 'FALLS', category: 'MAJOR_INJURY_FROM', text: 'Falls.', listed: ['ladders'], exceptions: [] };

describe('Incident selection criteria', () => {
  it('are those of the latest version in force on a day', () => {
    const versionOn = (day: string) => defaultCriteriaOn(parsePlainDate(day))?.version;
    expect(versionOn('2004-12-31')).toBeUndefined();
    expect(versionOn('2005-01-01')).toBe(1);
    expect(versionOn('2006-03-21')).toBe(1);
    expect(versionOn('2013-12-31')).toBe(1);
    expect(versionOn('2014-01-01')).toBe(2);
  });

  it.each([1, 2])('of version %d keep to the form of a plan of its own', (version) => {
    const criteria = findIncidentCriteria(version);
    expect(incidentClauses.parse(criteria?.clauses)).toEqual(criteria?.clauses);
  });

  it('keep the key of a clause that means the same', () => {
    const categories = [1, 2].map(
      (version) => new Map(findIncidentCriteria(version)?.clauses.map(({ key, category }) => [key, category])),
    );
    for (const [key, category] of categories[0] ?? []) expect(categories[1]?.get(key) ?? category).toBe(category);
  });

  it.each(['INJURY', 'MAJOR_INJURY_FROM'])('name what a clause of %s means', (category) => {
    expect(incidentClause.safeParse({ ...clause, category }).success).toBe(true);
    expect(incidentClause.safeParse({ ...clause, category, listed: [] }).success).toBe(false);
  });

  it('have no two clauses of one key', () => {
    expect(incidentClauses.safeParse([clause, { ...clause, key: 'OTHER' }]).success).toBe(true);
    expect(incidentClauses.safeParse([clause, clause]).success).toBe(false);
    expect(incidentClauses.safeParse([]).success).toBe(false);
  });

  it('refuse a key that could not be cited', () => {
    expect(incidentClause.safeParse({ ...clause, key: 'falls from height' }).success).toBe(false);
  });
});
