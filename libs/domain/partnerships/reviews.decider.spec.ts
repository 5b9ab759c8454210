import { describe, expect, it } from '@jest/globals';
import {
  active,
  agreed,
  agreedBy,
  byLead,
  byRepresentative,
  day,
  given,
  proposed,
  REASON,
  TODAY,
} from './partnership.fixture.js';
import type { PartnershipEvent } from './partnership.events.js';
import { principleUpcasters } from './principles.events.js';

const concluded: PartnershipEvent = {
  type: 'PartnershipConcluded',
  data: { on: TODAY, reason: REASON, summary: 'So.' },
};

describe('The core principles', () => {
  const affirm = (version: number, note?: string) => ({ type: 'AffirmPrinciples', data: { version, note } }) as const;
  const affirmed = (side: 'ORGANISATION' | 'REGULATORS', note?: string): PartnershipEvent => ({
    type: 'PrinciplesAffirmed',
    data: { side, version: 1, note, by: agreedBy(side).data.by },
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

  it('are never affirmed by one person for both sides', () => {
    const twoHats = { actor: { ...byRepresentative.actor, subject: byLead.actor.subject } };
    given(...agreed, affirmed('REGULATORS'))
      .when(affirm(1), twoHats)
      .thenRejected('ONE_PERSON_TWO_SIDES', /for the regulators already/);
  });

  it('may have been affirmed by somebody whom the record does not name', () => {
    const [upcaster] = principleUpcasters;
    const data = { side: 'REGULATORS', version: 1, note: 'Gladly.' };
    expect(upcaster?.upcast(data)).toEqual({ ...data, by: null });
    given(...agreed, { type: 'PrinciplesAffirmed', data: { side: 'REGULATORS', version: 1, by: null } })
      .when(affirm(1), byRepresentative)
      .then(affirmed('ORGANISATION'));
  });

  it('keep the remark that came with them', () => {
    given(...agreed, affirmed('REGULATORS', 'Gladly.'))
      .when(affirm(1, 'Gladly.'), byLead)
      .then();
    given(...agreed, affirmed('REGULATORS', 'Gladly.'))
      .when(affirm(1, 'Not so gladly.'), byLead)
      .thenRejected('ALREADY_EXISTS');
  });

  it('are not affirmed once the partnership has ended', () => {
    given(...active, concluded)
      .when(affirm(1), byLead)
      .thenRejected('OUT_OF_ORDER', /is concluded/);
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
    given(...active, concluded)
      .when({ type: 'AssessMaturity', data })
      .then({ type: 'MaturityAssessed', data: { ...data, assessment: 1 } });
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
