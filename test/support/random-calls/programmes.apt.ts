import { ofKind, type AptValues } from './apt-values.js';

export const programmesApt: AptValues = {
  numbers: { likelihood: [1, 5], impact: [1, 5] },
  days: { reviewBy: 'FUTURE' },
  fitted: { ProgrammeRiskOwnerInput: ofKind({ OFFICER: ['officerId'], AUTHORITY: ['authorityId'] }) },
};
