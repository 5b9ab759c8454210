import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findIncidentCriteria, INCIDENT_CATEGORIES, type IncidentClause } from './incident-criteria.js';
import { rerunIncident, type IncidentCase } from './incident-rerun.js';
import { isSelected, judgeByClause } from './incident-selection.rules.js';

const clausesOf = (version: number): readonly IncidentClause[] => findIncidentCriteria(version)?.clauses ?? [];
const [of2005, of2014] = [clausesOf(1), clausesOf(2)];

const incident = (fields: Partial<IncidentCase> = {}): IncidentCase => ({
  reference: 'A1',
  findings: [{ category: 'FATALITY', items: [] }],
  exceptions: [],
  ...fields,
});
const injury = (...items: readonly string[]) => incident({ findings: [{ category: 'INJURY', items }] });

const texts = [...of2005, ...of2014].flatMap(({ listed, exceptions }) => [...listed, ...exceptions]);
const anyText = fc.oneof(fc.constantFrom(...texts), fc.string({ minLength: 1, maxLength: 20 }));
const anyIncident = fc.record({
  reference: fc.string(),
  findings: fc.uniqueArray(
    fc.record({ category: fc.constantFrom(...INCIDENT_CATEGORIES), items: fc.array(anyText, { maxLength: 4 }) }),
    { selector: ({ category }) => category },
  ),
  exceptions: fc.array(anyText, { maxLength: 3 }),
});
const anyClauses = fc.subarray([...of2005, ...of2014.filter(({ key }) => !of2005.some((each) => each.key === key))]);

describe('An incident judged by criteria', () => {
  it('is selected by a clause of its kind, unless an exception holds', () => {
    expect(isSelected(of2014, incident())).toBe(true);
    expect(isSelected(of2014, incident({ exceptions: ['Suicide'] }))).toBe(false);
    expect(isSelected(of2014, incident({ exceptions: ['bad luck'] }))).toBe(true);
  });

  it('is selected by what the clause lists, whatever the letter case, and nothing else', () => {
    expect(isSelected(of2005, injury('Any degree of scalping'))).toBe(true);
    expect(isSelected(of2005, injury('a bruise'))).toBe(false);
    expect(
      isSelected(of2005, incident({ findings: [{ category: 'MAJOR_INJURY_FROM', items: ['asphyxiation'] }] })),
    ).toBe(false);
  });

  it('keeps to the exceptions of each clause', () => {
    const both = incident({
      findings: [
        { category: 'FATALITY', items: [] },
        { category: 'SERIOUS_BREACH', items: [] },
      ],
      exceptions: ['suicide'],
    });
    expect(of2014.map((clause) => judgeByClause(clause, both)).toSorted()).toEqual([
      'EXCEPTED',
      ...['NOT_MET', 'NOT_MET', 'NOT_MET', 'NOT_MET'],
      'SELECTS',
    ]);
    expect(isSelected(of2014, both)).toBe(true);
  });
});

describe('A re-run of incident criteria', () => {
  it('tells which outcome differs, and by which clause', () => {
    expect(rerunIncident(of2005, of2014, injury('any degree of scalping', 'a bruise'))).toEqual({
      reference: 'A1',
      selectedBefore: true,
      selectedAfter: false,
      differs: true,
      clauses: [{ key: 'INJURIES_REGARDLESS_OF_CAUSE', before: 'SELECTS', after: null }],
      unlisted: ['a bruise'],
    });
    const concern = incident({ findings: [{ category: 'PUBLIC_CONCERN', items: [] }] });
    expect(rerunIncident(of2005, of2014, concern)).toMatchObject({
      differs: true,
      clauses: [{ key: 'PUBLIC_CONCERN', before: null, after: 'SELECTS' }],
    });
  });

  it('differs in nothing by the same criteria, whatever they and the case are', () => {
    fc.assert(
      fc.property(anyClauses, anyIncident, (clauses, each) => {
        const { differs, clauses: differing } = rerunIncident(clauses, structuredClone(clauses), each);
        expect({ differs, differing }).toEqual({ differs: false, differing: [] });
      }),
    );
  });

  it('never differs without a clause that does, and turns round when the criteria do', () => {
    fc.assert(
      fc.property(anyClauses, anyClauses, anyIncident, (before, after, each) => {
        const straight = rerunIncident(before, after, each);
        if (straight.differs) expect(straight.clauses).not.toEqual([]);
        const turned = rerunIncident(after, before, each);
        expect(turned.selectedBefore).toBe(straight.selectedAfter);
        expect(turned.clauses.length).toBe(straight.clauses.length);
      }),
    );
  });
});
