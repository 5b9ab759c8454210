import { evolveAgreement, isAgreementEvent, type AgreementEvent } from '#platform/agreements';
import { draftAfter, editsBy, type EditEvent } from './plan.drafting.evolution.js';
import type { Priority } from './plan.content.js';
import type { EventOf, PlanEvent } from './plan.events.js';
import type { ProgressEvent } from './plan.progress.events.js';
import { withPerson, type AgreedVersion, type KnownPlan, type Numbering } from './plan.state.js';
import type { VersionEvent } from './plan.versions.events.js';

/** The plan as it is begun: with a title, and nothing addressed yet. */
export function begun({
  kind,
  partnershipId,
  organisationId,
  title,
  summary,
  by,
}: EventOf<'PlanBegun'>['data']): KnownPlan {
  return {
    kind: 'known',
    planKind: kind,
    partnershipId,
    organisationId,
    draft: { title, summary, principles: [], priorities: [], incidentCriteria: { kind: 'DEFAULT' }, variations: [] },
    edits: [],
    authors: [by],
    prioritiesNumbered: 0,
    variationsNumbered: 0,
    numbering: new Map(),
    versions: 0,
    proposed: undefined,
    agreement: undefined,
    agreed: [],
    published: 0,
    timeline: [],
    readings: [],
    milestones: [],
    discarded: undefined,
    closed: undefined,
  };
}

export function evolvePlan(state: KnownPlan, event: Exclude<PlanEvent, { type: 'PlanBegun' }>): KnownPlan {
  if (isAgreementEvent(event)) return evolveAgreed(state, event);
  switch (event.type) {
    case 'PlanDescribed':
    case 'PrincipleAddressed':
    case 'IncidentCriteriaChosen':
    case 'VariationAdded':
    case 'VariationAmended':
    case 'VariationEnded':
    case 'VariationRemoved':
    case 'PriorityAdded':
    case 'PriorityAmended':
    case 'PriorityRemoved':
      return evolveDraft(state, event);
    case 'PlanVersionProposed':
    case 'PlanPublished':
    case 'PlanVersionDiscarded':
    case 'PlanClosed':
      return evolveVersions(state, event);
    case 'ReadingRecorded':
    case 'ReadingRestated':
    case 'ReadingAcknowledged':
    case 'MilestoneReached':
    case 'MilestoneMissed':
    case 'MilestoneMoved':
      return evolveProgress(state, event);
  }
}

function evolveDraft(state: KnownPlan, event: EditEvent): KnownPlan {
  const draft = draftAfter(state.draft, event);
  const edits = [...state.edits, ...editsBy(event, state.draft, draft)];
  const after = { ...state, draft, edits, authors: withPerson(state.authors, event.data.by) };
  switch (event.type) {
    case 'VariationAdded':
      return { ...after, variationsNumbered: event.data.variation.number };
    case 'PriorityAdded':
    case 'PriorityAmended': {
      const { priority } = event.data;
      return {
        ...after,
        prioritiesNumbered: Math.max(state.prioritiesNumbered, priority.number),
        numbering: new Map(state.numbering).set(priority.number, numberedWith(priority, state.numbering)),
      };
    }
    default:
      return after;
  }
}

/** What was numbered before keeps its number, also when the priority no longer has it. */
function numberedWith(priority: Priority, numbering: KnownPlan['numbering']): Numbering {
  const { measures = [], milestones = [] } = numbering.get(priority.number) ?? {};
  const others = <Thing extends { readonly number: number }>(known: readonly Thing[], now: readonly Thing[]) =>
    known.filter((each) => !now.some(({ number }) => number === each.number));
  return {
    measures: [...others(measures, priority.measures), ...priority.measures],
    milestones: [...others(milestones, priority.milestones), ...priority.milestones],
  };
}

function evolveAgreed(state: KnownPlan, event: AgreementEvent): KnownPlan {
  const agreement = evolveAgreement(state.agreement, event);
  switch (event.type) {
    case 'AgreementReached': {
      if (!state.proposed) return { ...state, agreement };
      const agreed: AgreedVersion = { ...state.proposed, edits: state.edits };
      return { ...state, agreement, agreed: [...state.agreed, agreed], proposed: undefined, edits: [], authors: [] };
    }
    case 'AgreementLapsed':
    case 'AgreementVoided':
      return { ...state, agreement, proposed: undefined };
    default:
      return { ...state, agreement };
  }
}

function evolveVersions(state: KnownPlan, event: VersionEvent): KnownPlan {
  switch (event.type) {
    case 'PlanVersionProposed': {
      const { version, content } = event.data;
      return { ...state, versions: version, proposed: { version, content } };
    }
    case 'PlanPublished': {
      const { version, from } = event.data;
      const earlier = state.timeline.filter((each) => each.from < from);
      return { ...state, published: version, timeline: [...earlier, { version, from }] };
    }
    case 'PlanVersionDiscarded': {
      const { version } = event.data;
      const gone = state.agreed.find((each) => each.version === version);
      // What was worked out for it is in the draft still, and so are those who worked on it.
      const authors = (state.agreement?.authors ?? []).reduce(withPerson, state.authors);
      return {
        ...state,
        agreed: state.agreed.filter((each) => each !== gone),
        edits: [...(gone?.edits ?? []), ...state.edits],
        authors,
        discarded: event.data,
      };
    }
    case 'PlanClosed':
      return { ...state, closed: event.data };
  }
}

function evolveProgress(state: KnownPlan, event: ProgressEvent): KnownPlan {
  switch (event.type) {
    case 'ReadingRecorded':
      return { ...state, readings: [...state.readings, { ...event.data, restatedBy: undefined, acknowledgedBy: [] }] };
    case 'ReadingRestated': {
      const { restates, reason: _, ...reading } = event.data;
      const readings = state.readings.map((each) =>
        each.priority === reading.priority && each.reading === restates
          ? { ...each, restatedBy: reading.reading }
          : each,
      );
      return { ...state, readings: [...readings, { ...reading, restatedBy: undefined, acknowledgedBy: [] }] };
    }
    case 'ReadingAcknowledged': {
      const { priority, reading, by } = event.data;
      const readings = state.readings.map((each) =>
        each.priority === priority && each.reading === reading
          ? { ...each, acknowledgedBy: withPerson(each.acknowledgedBy, by) }
          : each,
      );
      return { ...state, readings };
    }
    case 'MilestoneReached':
    case 'MilestoneMissed':
    case 'MilestoneMoved':
      return { ...state, milestones: [...state.milestones, event] };
  }
}
