import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { inOrder, type PlanContent, type Priority } from './plan.content.js';

/** What the specs of plans share. */

export const day = parsePlainDate;
export const DUNDEE = deriveId('authority', 'dundee');
export const WAKEFIELD = deriveId('authority', 'wakefield');
export const SITE = deriveId('site', 'dundee');
export const REASON = 'the survey came late';

export const measureOne = {
  number: 1,
  name: 'Injuries',
  unit: 'per 100,000 workers',
  baseline: 300,
  target: 200,
  by: day('2006-06-30'),
} as const;

export const priorityOne: Priority = {
  number: 1,
  title: 'Fewer manual handling injuries',
  themes: ['Worker involvement'],
  what: 'Assess the loads at every delivery yard.',
  why: 'Most days are lost through them.',
  owner: 'ORGANISATION',
  proposedBy: 'ORGANISATION',
  measures: [measureOne],
  milestones: [{ number: 1, title: 'Loads assessed', due: day('2006-06-01') }],
  from: day('2006-01-01'),
  concerns: { authorities: [DUNDEE], regions: ['Scotland'], siteIds: [SITE], sectors: [], topics: ['manual handling'] },
  keyInformation: 'Assessments are under way; ask for the results before you inspect.',
};

export const variationOne = {
  number: 1,
  authorityId: DUNDEE,
  what: 'Visits to the city centre stores go on.',
  why: 'A local campaign was promised.',
  from: day('2006-01-01'),
  until: day('2006-12-31'),
  origin: 'ELECTED_MEMBER',
} as const;

export const content: PlanContent = inOrder({
  title: 'Engagement plan',
  summary: 'How we work together.',
  principles: [
    { key: 'OPENNESS', version: 1, position: 'AFFIRMED' },
    { key: 'CONTINUITY', version: 1, position: 'ANSWERED', answer: 'Every post has a deputy.' },
  ],
  priorities: [priorityOne, { ...priorityOne, number: 2, title: 'Safer yards', proposedBy: 'REGULATORS' }],
  incidentCriteria: { kind: 'DEFAULT' },
  variations: [variationOne],
});

/** The content with another first priority. */
export function withPriority(change: Partial<Priority>): PlanContent {
  return {
    ...content,
    priorities: content.priorities.map((each) => (each.number === 1 ? { ...each, ...change } : each)),
  };
}
