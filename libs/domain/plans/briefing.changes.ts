import { canonicalText } from '#platform/values';
import type { BriefedPriority, PlanExtract } from './briefing.extract.js';
import { inOrder, type PlanContent, type Priority } from './plan.content.js';
import { differences, type PlanChange } from './plan.difference.js';
import type { NameOf } from './plan.phrases.js';
import { sentenceOf } from './plan.sentences.js';

/** A change between two versions of a plan, as far as it concerns the authority. */
export interface BriefedChange {
  readonly kind: PlanChange['kind'];
  readonly path: readonly string[];
  /** What was there; null for what is new, and for a thing that went as a whole. */
  readonly before: string | null;
  /** What is there now; null for what is gone, and for a thing that came as a whole. */
  readonly after: string | null;
  readonly sentence: string;
}

/**
 * What changed between two extracts. The extracts themselves are compared, and not the plans: a change that they do not
 * show cannot be told. Why something changed is not told either, as a reason may speak of more than what is shown.
 */
export function changesBetween(before: PlanExtract, after: PlanExtract, nameOf: NameOf): readonly BriefedChange[] {
  const telling = { before: contentShown(before), after: contentShown(after), nameOf };
  return differences(telling.before, telling.after).map((change) => ({
    kind: change.kind,
    path: change.path,
    before: leaf(change.from),
    after: leaf(change.to),
    sentence: sentenceOf(change, telling),
  }));
}

/** A plan that says what the extract shows and nothing else. */
function contentShown({ planTitle, priorities, variations, incidentCriteria }: PlanExtract): PlanContent {
  return inOrder({
    title: planTitle,
    principles: [],
    priorities: priorities.map(priorityShown),
    incidentCriteria: incidentCriteria.own
      ? { kind: 'OWN', clauses: [...incidentCriteria.clauses] }
      : { kind: 'DEFAULT' },
    variations: [...variations],
  });
}

const NOTHING_MORE = {
  what: '',
  why: '',
  owner: 'BOTH',
  proposedBy: 'REGULATORS',
  measures: [],
  milestones: [],
} as const;

function priorityShown({
  number,
  title,
  themes,
  keyInformation,
  from,
  until,
  topics,
  siteIds,
}: BriefedPriority): Priority {
  return {
    ...NOTHING_MORE,
    measures: [],
    milestones: [],
    number,
    title,
    themes: [...themes],
    ...(keyInformation === null ? {} : { keyInformation }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    concerns: {
      authorities: [],
      regions: [],
      siteIds: siteIds.flatMap((id) => (isSiteId(id) ? [id] : [])),
      sectors: [],
      topics: [...topics],
    },
  };
}

function isSiteId(id: string): id is `site-${string}` {
  return id.startsWith('site-');
}

/** Texts as they are, lists as JSON; a thing as a whole is told in the sentence. */
function leaf(value: PlanChange['to']): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return canonicalText(value);
  return typeof value === 'object' ? null : String(value);
}
