import { describe, expect, it } from '@jest/globals';
import { inOrder, type PlanContent } from './plan.content.js';
import { differences } from './plan.difference.js';
import {
  content,
  day,
  DUNDEE,
  measureOne,
  priorityOne,
  REASON,
  variationOne,
  WAKEFIELD,
  withPriority,
} from './plan.fixture.js';
import { sentenceOf } from './plan.sentences.js';

const NAMES: Readonly<Record<string, string>> = { [DUNDEE]: 'Dundee City Council', [WAKEFIELD]: 'Wakefield Council' };
const nameOf = (id: string) => NAMES[id] ?? id;

function told(after: PlanContent, reason?: string, before = content): readonly string[] {
  return differences(before, inOrder(after)).map((change) =>
    sentenceOf(reason === undefined ? change : { ...change, reason }, { before, after, nameOf }),
  );
}

describe('A change of a plan, told to people', () => {
  it('says what moved, from when to when, and why', () => {
    expect(
      told(withPriority({ measures: [{ ...measureOne, by: day('2006-09-30') }] }), 'The survey came late.'),
    ).toEqual(['Priority 1: target moved from 30 June to 30 September 2006, because the survey came late.']);
  });

  it.each([
    ['because it rained', 'because it rained'],
    ['Tesco asked for it', 'because Tesco asked for it'],
    ['HSE found more', 'because HSE found more'],
    ['It took longer.', 'because it took longer'],
  ])('gives the reason %j as part of the sentence', (reason, said) => {
    expect(told({ ...content, title: 'Plan' }, reason)).toEqual([
      `Title changed from ‘Engagement plan’ to ‘Plan’, ${said}.`,
    ]);
  });

  const secondMeasure = { number: 2, name: 'Days lost', unit: 'days a year', target: 1200, by: day('2007-03-31') };
  const clause = { key: 'FATALITIES', category: 'FATALITY' as const, text: 'All.', listed: [], exceptions: [] };

  const single: readonly (readonly [string, PlanContent, string])[] = [
    [
      'a figure',
      withPriority({ measures: [{ ...measureOne, target: 1250.5 }] }),
      'Priority 1: target changed from 200 to 1,250.5 per 100,000 workers.',
    ],
    [
      'a baseline that is gone',
      withPriority({ measures: [{ ...measureOne, baseline: undefined }] }),
      'Priority 1: baseline removed, formerly 300 per 100,000 workers.',
    ],
    [
      'a new measure',
      withPriority({ measures: [measureOne, secondMeasure] }),
      'Priority 1: measure ‘Days lost’ added: to 1,200 days a year by 31 March 2007.',
    ],
    ['a measure that is gone', withPriority({ measures: [] }), 'Priority 1: measure ‘Injuries’ removed.'],
    [
      'a milestone',
      withPriority({ milestones: [{ number: 1, title: 'Loads assessed', due: day('2007-01-01') }] }),
      'Priority 1: milestone ‘Loads assessed’ moved from 1 June 2006 to 1 January 2007.',
    ],
    [
      'a new milestone',
      withPriority({
        milestones: [...priorityOne.milestones, { number: 2, title: 'All trained', due: day('2007-01-01') }],
      }),
      'Priority 1: milestone ‘All trained’ added, due 1 January 2007.',
    ],
    ['an owner', withPriority({ owner: 'BOTH' }), 'Priority 1: owner changed from the organisation to both.'],
    ['an end', withPriority({ until: day('2008-01-01') }), 'Priority 1: end set to 1 January 2008.'],
    ['long text', withPriority({ what: 'Something else.' }), 'Priority 1: what is to be done changed.'],
    [
      'key information that is gone',
      withPriority({ keyInformation: undefined }),
      'Priority 1: key information removed.',
    ],
    [
      'whom it concerns',
      withPriority({ concerns: { ...priorityOne.concerns, authorities: [WAKEFIELD] } }),
      'Priority 1: authorities concerned changed: Wakefield Council added; Dundee City Council no longer named.',
    ],
    [
      'a priority that is gone',
      { ...content, priorities: content.priorities.slice(0, 1) },
      'Priority 2 (Safer yards) was removed.',
    ],
    [
      'the organisation’s own proposal',
      { ...content, priorities: [...content.priorities, { ...priorityOne, number: 3 }] },
      'Priority 3 (Fewer manual handling injuries) was added, the organisation’s own proposal.',
    ],
    ['the summary', { ...content, summary: undefined }, 'Summary removed.'],
    [
      'a principle',
      { ...content, principles: [...content.principles, { key: 'CONSISTENCY', version: 1, position: 'AFFIRMED' }] },
      'Core principle ‘Consistent regulators’: affirmed.',
    ],
    [
      'an answer',
      {
        ...content,
        principles: [
          { key: 'OPENNESS', version: 1, position: 'ANSWERED', answer: 'So.' },
          ...content.principles.filter(({ key }) => key !== 'OPENNESS'),
        ],
      },
      'Core principle ‘Openness on both sides’: answered in the plan’s own way.',
    ],
    [
      'criteria',
      { ...content, incidentCriteria: { kind: 'OWN', clauses: [clause] } },
      'The plan has incident selection criteria of its own now, with 1 clause.',
    ],
    [
      'a variation that ends',
      { ...content, variations: [{ ...variationOne, until: day('2006-06-30') }] },
      'Local variation 1: end moved from 31 December to 30 June 2006.',
    ],
    [
      'a new variation',
      { ...content, variations: [variationOne, { ...variationOne, number: 2, authorityId: WAKEFIELD }] },
      'Local variation 2 was added: Wakefield Council, 1 January to 31 December 2006, the local concern of an elected member.',
    ],
    [
      'a variation that is gone',
      { ...content, variations: [] },
      'Local variation 1 (Dundee City Council) was removed.',
    ],
  ];

  it.each(single)('tells %s', (_what, after, sentence) => {
    expect(told(after)).toEqual([sentence]);
  });

  it('names the measure where there is more than one', () => {
    const before = withPriority({ measures: [measureOne, secondMeasure] });
    const after = withPriority({ measures: [measureOne, { ...secondMeasure, target: 900 }] });
    expect(told(after, REASON, before)).toEqual([
      'Priority 1: target for ‘Days lost’ changed from 1,200 to 900 days a year, because the survey came late.',
    ]);
  });

  it('tells the clauses of criteria of its own one by one', () => {
    const own = { ...content, incidentCriteria: { kind: 'OWN' as const, clauses: [clause] } };
    const more = {
      ...content,
      incidentCriteria: {
        kind: 'OWN' as const,
        clauses: [
          { ...clause, text: 'Some.' },
          { ...clause, key: 'DISEASE' },
        ],
      },
    };
    expect(told(more, undefined, own)).toEqual([
      'Incident selection criteria: clause FATALITIES changed.',
      'Incident selection criteria: clause DISEASE was added.',
    ]);
    expect(told(content, undefined, own)).toEqual(['The default incident selection criteria count again.']);
  });
});
