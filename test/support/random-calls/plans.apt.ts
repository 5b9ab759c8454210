import { ofKind, type AptValues } from './apt-values.js';

export const plansApt: AptValues = {
  numbers: {
    priority: [1, 3],
    milestone: [1, 2],
    variation: [1, 2],
    objection: [1, 2],
    workingDays: [1, 20],
    'LocalConcernConfirmSettlementInput.number': [1, 2],
  },
  days: { due: 'FUTURE', 'PlanAddVariationInput.until': 'FUTURE', 'PlanAddPriorityInput.until': 'FUTURE' },
  kinds: { authorities: 'authority' },
  held: ['digest', 'version'],
  fitted: {
    ConcernSettlementInput: ofKind({ ACCEPT: ['terms', 'conditions', 'from', 'until'], DECLINE: ['reasons'] }),
    LocalConcernRaiseInput: ofKind({ ELECTED_MEMBER: ['memberName'] }, 'concernOf'),
    PlanAddVariationInput: ofKind({ LOCAL_CONCERN: ['localConcernId'] }, 'origin'),
    PlanAmendVariationInput: ofKind({ LOCAL_CONCERN: ['localConcernId'] }, 'origin'),
  },
};
