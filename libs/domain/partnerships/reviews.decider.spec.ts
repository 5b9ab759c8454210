import { describe, it } from '@jest/globals';
import {
  active,
  agreed,
  byLead,
  byRepresentative,
  day,
  given,
  proposed,
  REASON,
  TODAY,
} from './partnership.fixture.js';
import type { PartnershipEvent } from './partnership.events.js';

describe('The core principles', () => {
  const affirm = (version: number) => ({ type: 'AffirmPrinciples', data: { version } }) as const;
  const affirmed = (side: 'ORGANISATION' | 'REGULATORS'): PartnershipEvent => ({
    type: 'PrinciplesAffirmed',
    data: { side, version: 1 },
  });

  it('are affirmed by each side for itself', () => {
    given(...agreed)
      .when(affirm(1), byLead)
      .then(affirmed('REGULATORS'));
    given(...agreed, affirmed('REGULATORS'))
      .when(affirm(1), byRepresentative)
      .then(affirmed('ORGANISATION'));
    given(...agreed, affirmed('REGULATORS'))
      .when(affirm(1), byLead)
      .then();
  });

  it('are affirmed in a version that there is', () => {
    given(...agreed)
      .when(affirm(99))
      .thenRejected('PRINCIPLES_UNKNOWN');
  });
});

describe('Maturity', () => {
  const data = { level: 'DEVELOPING', on: TODAY, reason: 'Plans are being made.' } as const;

  it('is judged once the partnership has begun, for a day that has come', () => {
    given(...active)
      .when({ type: 'AssessMaturity', data })
      .then({ type: 'MaturityAssessed', data: { ...data, assessment: 1 } });
    given(...agreed)
      .when({ type: 'AssessMaturity', data })
      .thenRejected('OUT_OF_ORDER');
    given(...active)
      .when({ type: 'AssessMaturity', data: { ...data, on: day('2006-03-22') } })
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('Lessons', () => {
  const data = { theme: 'Communication', text: 'Tell every council at the start.', audience: 'BOTH_SIDES' } as const;

  it('are learned from every partnership, also from one that came to nothing', () => {
    given(proposed, { type: 'ProposalWithdrawn', data: { reason: REASON } })
      .when({ type: 'RecordLesson', data })
      .then({ type: 'LessonRecorded', data: { ...data, lesson: 1 } });
  });
});
