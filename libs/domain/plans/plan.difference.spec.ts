import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, digestOf } from '#platform/values';
import { PRINCIPLE_KEYS } from '#domain/partnerships';
import { inOrder, planContent, type PlanContent } from './plan.content.js';
import { applyChanges, differences, planChange } from './plan.difference.js';
import { content, day, priorityOne, withPriority } from './plan.fixture.js';

const text = fc.constantFrom('One', 'Two', 'Three');
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const anyDay = fc.constantFrom('2006-01-01', '2006-06-30', '2006-09-30').map(day);
const number = fc.integer({ min: 1, max: 4 });
const ids = <Kind extends string>(kind: Kind) =>
  fc.array(
    text.map((each) => deriveId(kind, each)),
    { maxLength: 3 },
  );
const texts = fc.array(text, { maxLength: 3 });

function numbered<Thing extends { readonly number: number }>(thing: fc.Arbitrary<Thing>) {
  return fc.uniqueArray(thing, { maxLength: 3, selector: ({ number: each }) => each });
}

const anyPriority = fc.record({
  number,
  title: text,
  themes: fc.array(text, { minLength: 1, maxLength: 2 }),
  what: text,
  why: text,
  owner: fc.constantFrom('ORGANISATION', 'REGULATOR', 'BOTH'),
  proposedBy: fc.constantFrom('ORGANISATION', 'REGULATORS'),
  measures: numbered(
    fc.record({ number, name: text, unit: text, baseline: optional(number), target: number, by: anyDay }),
  ),
  milestones: numbered(fc.record({ number, title: text, due: anyDay })),
  from: optional(anyDay),
  until: optional(anyDay),
  concerns: fc.record({
    authorities: ids('authority'),
    regions: texts,
    siteIds: ids('site'),
    sectors: texts,
    topics: texts,
  }),
  keyInformation: optional(text),
});

const anyPrinciple = fc
  .tuple(fc.constantFrom(...PRINCIPLE_KEYS), fc.integer({ min: 1, max: 2 }), optional(text))
  .map(([key, version, answer]) =>
    answer === undefined
      ? { key, version, position: 'AFFIRMED' as const }
      : { key, version, position: 'ANSWERED' as const, answer },
  );

const anyClause = fc.record({
  key: fc.constantFrom('FATALITIES', 'DISEASE', 'FALLS'),
  category: fc.constantFrom('FATALITY', 'DISEASE'),
  text,
  listed: texts,
  exceptions: texts,
});

const anyContent: fc.Arbitrary<PlanContent> = fc
  .record({
    title: text,
    summary: optional(text),
    principles: fc.uniqueArray(anyPrinciple, { selector: ({ key }) => key }),
    priorities: numbered(anyPriority),
    incidentCriteria: fc.oneof(
      fc.constant({ kind: 'DEFAULT' as const }),
      fc
        .uniqueArray(anyClause, { minLength: 1, selector: ({ key }) => key })
        .map((clauses) => ({ kind: 'OWN' as const, clauses })),
    ),
    variations: numbered(
      fc.record({
        number,
        authorityId: text.map((each) => deriveId('authority', each)),
        what: text,
        why: text,
        from: anyDay,
        until: anyDay,
        origin: fc.constantFrom('AUTHORITY', 'ELECTED_MEMBER'),
        localConcernId: optional(text.map((each) => deriveId('local-concern', each))),
      }),
    ),
  })
  .map((each) => inOrder(planContent.parse(each)));

describe('The differences between two contents of a plan', () => {
  it('make the one of the other, to the same digest', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const changes = differences(before, after);
        expect(digestOf(applyChanges(before, changes))).toBe(digestOf(after));
        expect(changes.map((change) => planChange.parse(change))).toEqual(changes);
      }),
      { numRuns: 200 },
    );
  });

  it('are none between the same contents, and never none between others', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        expect(differences(before, before)).toEqual([]);
        expect(differences(before, after).length > 0).toBe(digestOf(before) !== digestOf(after));
      }),
    );
  });

  it('name the field that changed, and nothing else', () => {
    const changed = withPriority({
      measures: priorityOne.measures.map((each) => ({ ...each, by: day('2006-09-30') })),
    });
    expect(differences(content, changed)).toEqual([
      {
        kind: 'CHANGED',
        path: ['priorities', '1', 'measures', '1', 'by'],
        from: '2006-06-30',
        to: '2006-09-30',
      },
    ]);
  });

  it('tell a thing that is new or gone as a whole', () => {
    const [first, second] = content.priorities;
    const shorter = { ...content, priorities: content.priorities.slice(0, 1) };
    expect(differences(content, shorter)).toEqual([{ kind: 'REMOVED', path: ['priorities', '2'], from: second }]);
    expect(differences(shorter, content)).toEqual([{ kind: 'ADDED', path: ['priorities', '2'], to: second }]);
    expect(first?.number).toBe(1);
  });

  it('tell the answer to a principle as a whole', () => {
    const affirmed = {
      ...content,
      principles: content.principles.map(({ key }) => ({ key, version: 1, position: 'AFFIRMED' as const })),
    };
    expect(differences(content, affirmed)).toEqual([
      {
        kind: 'CHANGED',
        path: ['principles', 'CONTINUITY'],
        from: { key: 'CONTINUITY', version: 1, position: 'ANSWERED', answer: 'Every post has a deputy.' },
        to: { key: 'CONTINUITY', version: 1, position: 'AFFIRMED' },
      },
    ]);
  });

  it('do not depend on the order in which something was said', () => {
    const turned = {
      ...content,
      priorities: content.priorities.toReversed(),
      principles: content.principles.toReversed(),
    };
    expect(differences(content, inOrder(turned))).toEqual([]);
  });
});
