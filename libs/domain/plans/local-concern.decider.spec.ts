import { describe, it } from '@jest/globals';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { localConcernDecider } from './local-concern.decider.js';
import type { LocalConcernEvent } from './local-concern.events.js';
import {
  by,
  concern,
  DUNDEE,
  leadOfDundee,
  leadOfWakefield,
  MEMBER,
  nextYear,
  raise,
  raised,
  referred,
  today,
  tomorrow,
  WAKEFIELD,
} from './local-concern.fixture.js';

const { given } = specificationOf(localConcernDecider);
const reason = 'For a reason.';
const terms = { terms: 'Visits in May.', conditions: ['Tell the account manager.'] };
const accepted: LocalConcernEvent = {
  type: 'LocalConcernAccepted',
  data: { ...terms, from: today, authorityId: WAKEFIELD, answeredBy: 'ACCOUNT' },
};
const declined: LocalConcernEvent = {
  type: 'LocalConcernDeclined',
  data: { reasons: reason, answeredBy: 'ACCOUNT' },
};
const withdrawn: LocalConcernEvent = { type: 'LocalConcernWithdrawn', data: { reason } };
const ended: LocalConcernEvent = { type: 'LocalVariationEnded', data: { on: today, reason } };

describe('A local concern', () => {
  it('is raised against an active partnership, once', () => {
    given().when(raise, leadOfWakefield).then(raised);
    given(raised).when(raise, leadOfWakefield).thenRejected('ALREADY_EXISTS');
    const without = { ...raise, data: { ...raise.data, partnershipId: undefined } };
    given().when(without, leadOfWakefield).thenRejected('CONCERN_WITHOUT_PARTNERSHIP');
  });

  it('stands until a day that is still to come', () => {
    const until = (day: typeof today) => ({ ...raise, data: { ...raise.data, until: day } });
    given().when(until(today), leadOfWakefield).thenRejected('DATE_IN_PAST');
    given()
      .when(until(tomorrow), leadOfWakefield)
      .then({ ...raised, data: { ...raised.data, until: tomorrow } } as LocalConcernEvent);
  });

  it("keeps an elected member's name apart, and names none for the authority's own", () => {
    const ofMember = { ...raise.data, concernOf: 'ELECTED_MEMBER', memberName: 'Councillor Oak' } as const;
    given()
      .when({ ...raise, data: ofMember }, leadOfWakefield)
      .then(
        {
          type: 'LocalConcernRaised',
          data: {
            ...concern,
            concernOf: 'ELECTED_MEMBER',
            authorityId: WAKEFIELD,
            partnershipId: raise.data.partnershipId ?? 'partnership-',
          },
        },
        { type: 'ElectedMemberNamed', data: { authorityId: WAKEFIELD, memberId: MEMBER, name: 'Councillor Oak' } },
      );
    given()
      .when({ ...raise, data: { ...ofMember, concernOf: 'AUTHORITY' } }, leadOfWakefield)
      .thenRejected('MEMBER_NOT_CONCERNED');
  });

  it('is accepted on terms that count from today, or from a day until a later one', () => {
    given(raised).when({ type: 'AcceptLocalConcern', data: terms }).then(accepted);
    const period = { ...terms, from: tomorrow, until: nextYear };
    given(raised)
      .when({ type: 'AcceptLocalConcern', data: period })
      .then({ type: 'LocalConcernAccepted', data: { ...period, authorityId: WAKEFIELD, answeredBy: 'ACCOUNT' } });
    given(raised)
      .when({ type: 'AcceptLocalConcern', data: { ...terms, until: today } })
      .thenRejected('DATE_IN_PAST');
    given(raised)
      .when({ type: 'AcceptLocalConcern', data: { ...terms, from: nextYear, until: tomorrow } })
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('is declined with reasons', () => {
    given(raised)
      .when({ type: 'DeclineLocalConcern', data: { reasons: reason } })
      .then(declined);
  });

  it.each([
    ['accepted', accepted],
    ['declined', declined],
    ['withdrawn', withdrawn],
  ])('that was %s is not answered again, referred or withdrawn', (_, last) => {
    given(raised, last).when({ type: 'AcceptLocalConcern', data: terms }).thenRejected('CONCERN_CLOSED');
    given(raised, last)
      .when({ type: 'DeclineLocalConcern', data: { reasons: reason } })
      .thenRejected('CONCERN_CLOSED');
    given(raised, last)
      .when({ type: 'ReferLocalConcern', data: { reason, leadAuthorityId: DUNDEE } })
      .thenRejected('CONCERN_CLOSED');
    given(raised, last).when({ type: 'WithdrawLocalConcern', data: { reason } }).thenRejected('CONCERN_CLOSED');
    given(raised, last)
      .when({ type: 'ConfirmConcernSettlement', data: { number: 1, ownAuthorities: [DUNDEE] } })
      .thenRejected('CONCERN_CLOSED');
  });

  it('is withdrawn while it is open or referred', () => {
    given(raised).when({ type: 'WithdrawLocalConcern', data: { reason } }).then(withdrawn);
    given(raised, referred).when({ type: 'WithdrawLocalConcern', data: { reason } }).then(withdrawn);
  });

  it('ends with its variation, and only while that counts', () => {
    const end = { type: 'EndLocalVariation', data: { reason } } as const;
    given(raised, accepted).when(end).then(ended);
    given(raised).when(end).thenRejected('VARIATION_NOT_IN_FORCE');
    given(raised, accepted, ended).when(end).thenRejected('VARIATION_NOT_IN_FORCE');
    const over = { ...accepted, data: { ...accepted.data, until: today } } as LocalConcernEvent;
    given(raised, over).when(end).thenRejected('VARIATION_NOT_IN_FORCE', 'until 2006-03-21');
  });

  it('must be there', () => {
    given().when({ type: 'WithdrawLocalConcern', data: { reason } }).thenRejected('NOT_FOUND');
  });
});

describe('A local concern that was referred', () => {
  const proposeFor = (id: string, text = terms) =>
    ({
      type: 'ProposeConcernSettlement',
      data: { settlement: { kind: 'ACCEPT', ...text }, ownAuthorities: [id] },
    }) as const;
  const confirmFor = (id: string, number = 1) =>
    ({ type: 'ConfirmConcernSettlement', data: { number, ownAuthorities: [id] } }) as const;
  const settlement = { kind: 'ACCEPT', ...terms, from: today } as const;
  const leader = { partyId: DUNDEE, subject: 'lead of Dundee' };
  const proposed: LocalConcernEvent = {
    type: 'ConcernSettlementProposed',
    data: { number: 1, settlement, side: 'LEADING', by: leader },
  };
  const raiser = { partyId: WAKEFIELD, subject: 'lead of Wakefield' };
  const confirmed: LocalConcernEvent = {
    type: 'ConcernSettlementConfirmed',
    data: { number: 1, side: 'RAISING', by: raiser },
  };

  it('goes to two leads, not to one', () => {
    const refer = (leadAuthorityId: typeof DUNDEE | undefined) =>
      ({ type: 'ReferLocalConcern', data: { reason: 'Not for me to say.', leadAuthorityId } }) as const;
    given(raised).when(refer(DUNDEE)).then(referred);
    given(raised).when(refer(WAKEFIELD)).thenRejected('CONCERN_OF_ONE_AUTHORITY');
    given(raised).when(refer(undefined)).thenRejected('CONCERN_WITHOUT_PARTNERSHIP');
  });

  it('is no longer for whoever answers for the account', () => {
    given(raised, referred).when({ type: 'AcceptLocalConcern', data: terms }).thenRejected('CONCERN_REFERRED');
    given(raised, referred)
      .when({ type: 'DeclineLocalConcern', data: { reasons: reason } })
      .thenRejected('CONCERN_REFERRED');
    given(raised).when(proposeFor(DUNDEE), leadOfDundee).thenRejected('CONCERN_NOT_REFERRED');
  });

  it('is answered as one lead proposes and the other confirms', () => {
    given(raised, referred).when(proposeFor(DUNDEE), leadOfDundee).then(proposed);
    given(raised, referred, proposed)
      .when(confirmFor(WAKEFIELD), leadOfWakefield)
      .then(confirmed, {
        type: 'LocalConcernAccepted',
        data: { ...terms, from: today, authorityId: WAKEFIELD, answeredBy: 'BOTH_LEADS' },
      });
    const decline = { kind: 'DECLINE', reasons: reason } as const;
    given(raised, referred, { ...proposed, data: { ...proposed.data, settlement: decline } } as LocalConcernEvent)
      .when(confirmFor(WAKEFIELD), leadOfWakefield)
      .then(confirmed, { type: 'LocalConcernDeclined', data: { reasons: reason, answeredBy: 'BOTH_LEADS' } });
  });

  it('is not confirmed by the side that proposed, nor by the same person for the other', () => {
    given(raised, referred, proposed)
      .when(confirmFor(DUNDEE), by(DUNDEE, 'another lead of Dundee'))
      .thenRejected('SETTLEMENT_OF_OWN_SIDE');
    given(raised, referred, proposed)
      .when(confirmFor(WAKEFIELD), by(WAKEFIELD, 'lead of Dundee'))
      .thenRejected('ONE_PERSON_TWO_SIDES');
  });

  it('counts the latest proposal only', () => {
    const other = { ...terms, terms: 'Visits in June.' };
    const counter: LocalConcernEvent = {
      type: 'ConcernSettlementProposed',
      data: { number: 2, settlement: { kind: 'ACCEPT', ...other, from: today }, side: 'RAISING', by: raiser },
    };
    given(raised, referred, proposed).when(proposeFor(WAKEFIELD, other), leadOfWakefield).then(counter);
    given(raised, referred, proposed, counter)
      .when(confirmFor(DUNDEE, 1), leadOfDundee)
      .thenRejected('SETTLEMENT_UNKNOWN', 'number 2');
    given(raised, referred).when(confirmFor(DUNDEE, 1), leadOfDundee).thenRejected('SETTLEMENT_UNKNOWN', 'none stands');
  });

  it('is not settled on terms that could never count', () => {
    given(raised, referred)
      .when(
        {
          type: 'ProposeConcernSettlement',
          data: { settlement: { kind: 'ACCEPT', ...terms, until: today }, ownAuthorities: [DUNDEE] },
        },
        leadOfDundee,
      )
      .thenRejected('DATE_IN_PAST');
    const late = { ...proposed, data: { ...proposed.data, settlement: { ...settlement, until: tomorrow } } };
    given(raised, referred, late as LocalConcernEvent)
      .when(confirmFor(WAKEFIELD), { ...leadOfWakefield, today: tomorrow })
      .thenRejected('DATE_IN_PAST');
  });
});
