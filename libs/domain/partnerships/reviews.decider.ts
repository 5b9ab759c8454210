import { accept, type DecisionContext } from '#platform/event-sourcing';
import { comparePlainDates } from '#platform/working-days';
import type { DataOf, ReviewCommand } from './partnership.commands.js';
import { inFuture, outOfOrder } from './partnership.rejections.js';
import type { KnownPartnership, PartnershipDecision } from './partnership.state.js';
import type { PartnershipStatus } from './partnership.vocabulary.js';
import type { ReviewEvent } from './reviews.events.js';

/** A relationship is judged once it has begun; lessons can be learned from everything, also from what came to nothing. */
const BEGUN: readonly PartnershipStatus[] = ['ACTIVE', 'SUSPENDED', 'CONCLUDED'];

export function decideReview(
  command: ReviewCommand,
  state: KnownPartnership,
  context: DecisionContext,
): PartnershipDecision {
  switch (command.type) {
    case 'AssessMaturity':
      return assess(command.data, state, context);
    case 'RecordLesson':
      return learn(command.data, state);
  }
}

function assess(
  data: DataOf<'AssessMaturity'>,
  state: KnownPartnership,
  { today }: DecisionContext,
): PartnershipDecision {
  if (!BEGUN.includes(state.status)) return outOfOrder(state.status);
  if (comparePlainDates(data.on, today) > 0) return inFuture(data.on, ['on']);
  const known = state.assessments.some(
    ({ level, on, reason }) => level === data.level && on === data.on && reason === data.reason,
  );
  if (known) return accept();
  return accept({ type: 'MaturityAssessed', data: { ...data, assessment: state.assessments.length + 1 } });
}

function learn(data: DataOf<'RecordLesson'>, state: KnownPartnership): PartnershipDecision {
  const known = state.lessons.some(
    ({ theme, text, audience }) => theme === data.theme && text === data.text && audience === data.audience,
  );
  if (known) return accept();
  return accept({ type: 'LessonRecorded', data: { ...data, lesson: state.lessons.length + 1 } });
}

export function evolveReviews(state: KnownPartnership, event: ReviewEvent): KnownPartnership {
  switch (event.type) {
    case 'MaturityAssessed':
      return { ...state, assessments: [...state.assessments, event.data] };
    case 'LessonRecorded':
      return { ...state, lessons: [...state.lessons, event.data] };
  }
}
