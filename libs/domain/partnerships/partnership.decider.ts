import { reject, type Decider, type DecisionContext } from '#platform/event-sourcing';
import { decideAppointment } from './appointments.decider.js';
import { evolveAppointments } from './appointments.evolution.js';
import { decideCriteria, evolveCriteria } from './criteria.decider.js';
import { decideLifecycle, evolveLifecycle } from './lifecycle.decider.js';
import { decideObjective } from './objectives.decider.js';
import { evolveObjectives } from './objectives.evolution.js';
import type { PartnershipCommand } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import type { PartnershipRejection } from './partnership.rejections.js';
import type { KnownPartnership, PartnershipDecision, PartnershipState } from './partnership.state.js';
import { decidePrinciples, evolvePrinciples } from './principles.decider.js';
import { proposed, propose } from './proposal.decider.js';
import { record } from './recording.decider.js';
import { decideReview, evolveReviews } from './reviews.decider.js';

/** The partnership's decider, put together from those of its subjects. */
export const partnershipDecider: Decider<PartnershipState, PartnershipCommand, PartnershipEvent, PartnershipRejection> =
  {
    initialState: { kind: 'unknown' },

    decide(command, state, context) {
      if (command.type === 'ProposePartnership') return propose(command.data, state, context.today);
      if (command.type === 'RecordPartnership') return record(command.data, state, context);
      if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such partnership.', ['partnershipId']);
      return decideKnown(command, state, context);
    },

    evolve(state, event) {
      if (event.type === 'PartnershipProposed') return proposed(event.data);
      return state.kind === 'unknown' ? state : evolveKnown(state, event);
    },
  };

function decideKnown(
  command: Exclude<PartnershipCommand, { type: 'ProposePartnership' | 'RecordPartnership' }>,
  state: KnownPartnership,
  context: DecisionContext,
): PartnershipDecision {
  switch (command.type) {
    case 'BeginConsideration':
    case 'AgreePartnership':
    case 'DeclinePartnership':
    case 'WithdrawProposal':
    case 'ActivatePartnership':
    case 'SuspendPartnership':
    case 'ResumePartnership':
    case 'ConcludePartnership':
    case 'AmendPartnership':
    case 'TransferLead':
      return decideLifecycle(command, state, context);
    case 'AppointOfficer':
    case 'HandOverAppointment':
    case 'EndAppointment':
    case 'RecordAbsence':
    case 'MoveAbsenceEnd':
      return decideAppointment(command, state, context);
    case 'ProposeObjective':
    case 'AmendObjective':
    case 'AgreeObjective':
    case 'WithdrawObjective':
    case 'AchieveObjective':
    case 'RecordReading':
    case 'RestateReading':
    case 'AcknowledgeReading':
      return decideObjective(command, state, context);
    case 'AffirmPrinciples':
      return decidePrinciples(command.data, state, context);
    case 'DraftCriteria':
    case 'PublishCriteria':
      return decideCriteria(command, state, context);
    case 'AssessMaturity':
    case 'RecordLesson':
      return decideReview(command, state, context);
  }
}

function evolveKnown(
  state: KnownPartnership,
  event: Exclude<PartnershipEvent, { type: 'PartnershipProposed' }>,
): KnownPartnership {
  switch (event.type) {
    case 'EligibilitySetAside':
    case 'ConsiderationBegun':
    case 'SideAgreed':
    case 'PartnershipAgreed':
    case 'PartnershipDeclined':
    case 'ProposalWithdrawn':
    case 'PartnershipActivated':
    case 'PartnershipTakenOver':
    case 'PartnershipSuspended':
    case 'PartnershipResumed':
    case 'PartnershipConcluded':
    case 'PartnershipAmended':
    case 'LeadTransferred':
      return evolveLifecycle(state, event);
    case 'OfficerAppointed':
    case 'SuccessorAppointed':
    case 'HandoverRecorded':
    case 'AppointmentEnded':
    case 'AppointmentEndExplained':
    case 'ShadowDispensedWith':
    case 'AbsenceRecorded':
    case 'AbsenceEndMoved':
      return evolveAppointments(state, event);
    case 'ObjectiveProposed':
    case 'ObjectiveAmended':
    case 'ObjectiveAgreedBySide':
    case 'ObjectiveAgreed':
    case 'ObjectiveWithdrawn':
    case 'ObjectiveAchieved':
    case 'ReadingRecorded':
    case 'ReadingRestated':
    case 'ReadingAcknowledged':
      return evolveObjectives(state, event);
    case 'PrinciplesAffirmed':
      return evolvePrinciples(state, event);
    case 'CriteriaDrafted':
    case 'CriteriaPublished':
      return evolveCriteria(state, event);
    case 'MaturityAssessed':
    case 'LessonRecorded':
      return evolveReviews(state, event);
  }
}
