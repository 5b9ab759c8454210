import type { ObjectiveEvent } from './objectives.events.js';
import type { EventOf } from './partnership.events.js';
import type { KnownPartnership, Objective, ObjectiveTerms, Reading } from './partnership.state.js';

export function evolveObjectives(state: KnownPartnership, event: ObjectiveEvent): KnownPartnership {
  if (event.type === 'ObjectiveProposed') {
    return { ...state, objectives: [...state.objectives, proposed(event.data)] };
  }
  const { objective: number } = event.data;
  return {
    ...state,
    objectives: state.objectives.map((each) => (each.number === number ? evolveObjective(each, event) : each)),
  };
}

function evolveObjective(
  objective: Objective,
  event: Exclude<ObjectiveEvent, { type: 'ObjectiveProposed' }>,
): Objective {
  switch (event.type) {
    case 'ObjectiveAmended': {
      const { version, measures } = event.data;
      const measuresNumbered = Math.max(objective.measuresNumbered, ...measures.map(({ number }) => number));
      return {
        ...objective,
        status: 'PROPOSED',
        version,
        terms: termsOf(event.data),
        measuresNumbered,
        agreements: {},
      };
    }
    case 'ObjectiveAgreedBySide':
      return { ...objective, agreements: { ...objective.agreements, [event.data.side]: event.data.by } };
    case 'ObjectiveAgreed':
      return { ...objective, status: 'AGREED' };
    case 'ObjectiveWithdrawn':
      return {
        ...objective,
        status: 'WITHDRAWN',
        withdrawn: { objective: event.data.objective, reason: event.data.reason },
      };
    case 'ObjectiveAchieved':
      return { ...objective, status: 'ACHIEVED' };
    case 'ReadingRecorded':
      return { ...objective, readings: [...objective.readings, readingOf(event.data)] };
    case 'ReadingRestated': {
      const { restates, reading: restatedBy } = event.data;
      const readings = objective.readings.map((each) => (each.number === restates ? { ...each, restatedBy } : each));
      return { ...objective, readings: [...readings, readingOf(event.data)] };
    }
    case 'ReadingAcknowledged': {
      const { reading, by } = event.data;
      const readings = objective.readings.map((each) =>
        each.number === reading ? { ...each, acknowledgedBy: [...each.acknowledgedBy, by] } : each,
      );
      return { ...objective, readings };
    }
  }
}

function proposed(data: EventOf<'ObjectiveProposed'>['data']): Objective {
  return {
    number: data.objective,
    status: 'PROPOSED',
    version: 1,
    terms: termsOf(data),
    measuresNumbered: data.measures.length,
    agreements: {},
    readings: [],
    withdrawn: undefined,
  };
}

function termsOf({ title, description, theme, measures }: ObjectiveTerms): ObjectiveTerms {
  return { title, description, theme, measures };
}

function readingOf({ reading, measure, value, on, evidence, source }: EventOf<'ReadingRecorded'>['data']): Reading {
  return { number: reading, measure, value, on, evidence, source, restatedBy: undefined, acknowledgedBy: [] };
}
