import { inOrder, type PlanContent } from './plan.content.js';
import type { DraftingEvent } from './plan.drafting.events.js';
import type { PriorityEvent } from './plan.priorities.events.js';
import type { Edit } from './plan.state.js';

/** What changes the draft once it was begun. */
export type EditEvent = Exclude<DraftingEvent, { type: 'PlanBegun' }> | PriorityEvent;

/** The draft after an edit. */
export function draftAfter(draft: PlanContent, event: EditEvent): PlanContent {
  return inOrder(edited(draft, event));
}

function edited(draft: PlanContent, event: EditEvent): PlanContent {
  switch (event.type) {
    case 'PlanDescribed': {
      const { title, summary } = event.data;
      return { ...draft, title, summary };
    }
    case 'PrincipleAddressed': {
      const { principle } = event.data;
      return { ...draft, principles: [...draft.principles.filter(({ key }) => key !== principle.key), principle] };
    }
    case 'IncidentCriteriaChosen':
      return { ...draft, incidentCriteria: event.data.criteria };
    case 'PriorityAdded':
    case 'PriorityAmended':
      return { ...draft, priorities: replaced(draft.priorities, event.data.priority.number, event.data.priority) };
    case 'PriorityRemoved':
      return { ...draft, priorities: replaced(draft.priorities, event.data.priority, undefined) };
    case 'VariationAdded':
    case 'VariationAmended':
    case 'VariationEnded':
      return { ...draft, variations: replaced(draft.variations, event.data.variation.number, event.data.variation) };
    case 'VariationRemoved':
      return { ...draft, variations: replaced(draft.variations, event.data.variation, undefined) };
  }
}

/** What an edit did to the things that it names. */
export function editsBy(event: EditEvent, before: PlanContent, after: PlanContent): readonly Edit[] {
  const { reason } = event.data;
  return namedIn(event).map(([part, number]) => ({
    path: number === undefined ? [part] : [part, number],
    from: thingAt(before, part, number),
    to: thingAt(after, part, number),
    reason,
  }));
}

function namedIn(event: EditEvent): readonly (readonly [keyof PlanContent, string?])[] {
  switch (event.type) {
    case 'PlanDescribed':
      return [['title'], ['summary']];
    case 'PrincipleAddressed':
      return [['principles', event.data.principle.key]];
    case 'IncidentCriteriaChosen':
      return [['incidentCriteria']];
    case 'PriorityAdded':
    case 'PriorityAmended':
      return [['priorities', String(event.data.priority.number)]];
    case 'PriorityRemoved':
      return [['priorities', String(event.data.priority)]];
    case 'VariationAdded':
    case 'VariationAmended':
    case 'VariationEnded':
      return [['variations', String(event.data.variation.number)]];
    case 'VariationRemoved':
      return [['variations', String(event.data.variation)]];
  }
}

function thingAt(content: PlanContent, part: keyof PlanContent, name: string | undefined): unknown {
  switch (part) {
    case 'principles':
      return content.principles.find(({ key }) => key === name);
    case 'priorities':
      return content.priorities.find(({ number }) => String(number) === name);
    case 'variations':
      return content.variations.find(({ number }) => String(number) === name);
    default:
      return content[part];
  }
}

/** The list with another thing under a number; without it when there is none. */
function replaced<Thing extends { readonly number: number }>(
  list: readonly Thing[],
  number: number,
  thing: Thing | undefined,
): Thing[] {
  return [...list.filter((each) => each.number !== number), ...(thing ? [thing] : [])];
}
