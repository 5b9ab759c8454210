import { ofKind, type AptValues } from './apt-values.js';

export const plansApt: AptValues = {
  texts: {
    digest: [`sha256:${'0123456789abcdef'.repeat(4)}`, `sha256:${'fedcba9876543210'.repeat(4)}`],
    url: ['https://www.hse.gov.uk/lopp/plan.pdf'],
    'IncidentClauseInput.key': (random) => `OWN_${random.below(10)}`,
  },
  numbers: {
    priority: [1, 3],
    milestone: [1, 2],
    variation: [1, 2],
    objection: [1, 2],
    workingDays: [1, 20],
    usefulness: [1, 5],
    'LocalConcernConfirmSettlementInput.number': [1, 2],
  },
  days: { due: 'FUTURE', 'PlanAddVariationInput.until': 'FUTURE', 'PlanAddPriorityInput.until': 'FUTURE' },
  kinds: { authorities: 'authority' },
  held: ['digest', 'version'],
  fitted: {
    ConcernSettlementInput: ofKind({ ACCEPT: ['terms', 'conditions', 'from', 'until'], DECLINE: ['reasons'] }),
    MaterialLocationInput: ofKind({ URL: ['url'], REFERENCE: ['reference'] }),
    MaterialFeedbackAnswerInput: ofKind({ TAKEN_UP: ['version'], NOT_TAKEN_UP: ['reason'] }),
    LocalConcernRaiseInput: ofKind({ ELECTED_MEMBER: ['memberName'] }, 'concernOf'),
    PlanAddVariationInput: ofKind({ LOCAL_CONCERN: ['localConcernId'] }, 'origin'),
    PlanAmendVariationInput: ofKind({ LOCAL_CONCERN: ['localConcernId'] }, 'origin'),
  },
};
