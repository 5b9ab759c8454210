import { describe, expect, it } from '@jest/globals';
import type { CommandOf, DataOf, OfficerFacts } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';
import {
  active,
  activeWithBoth,
  agreed,
  day,
  DUNDEE,
  given,
  MANAGER,
  managerAppointed,
  ofDundee,
  ofHse,
  ofWakefield,
  proposal,
  REASON,
  SHADOW,
  shadowAppointed,
  SUCCESSOR,
  TODAY,
} from './partnership.fixture.js';

type Appointing = Partial<Omit<DataOf<'AppointOfficer'>, 'facts'>>;

const appoint = (data: Appointing, officer: OfficerFacts | undefined = ofDundee) =>
  ({
    type: 'AppointOfficer',
    data: {
      role: 'ACCOUNT_MANAGER',
      officerId: MANAGER,
      basis: 'APPOINTED',
      from: day('2005-10-01'),
      ...data,
      facts: { officer, regionKnown: true },
    },
  }) as const;
const dual = [{ type: 'PartnershipProposed', data: { ...proposal, bothEnforce: true } }, ...agreed.slice(1)] as const;
const managerEnded: PartnershipEvent = {
  type: 'AppointmentEnded',
  data: { appointment: 1, role: 'ACCOUNT_MANAGER', until: day('2006-01-10') },
};

describe('Appointing', () => {
  it('fills a post that nobody holds', () => {
    given(...agreed)
      .when(appoint({}))
      .then(managerAppointed);
  });

  it('is refused for unknown officers, and for those who have left', () => {
    given(...agreed)
      .when({ ...appoint({}), data: { ...appoint({}).data, facts: { officer: undefined, regionKnown: true } } })
      .thenRejected('OFFICER_UNKNOWN');
    given(...agreed)
      .when(appoint({}, { kind: 'LEFT', on: day('2005-09-01') }))
      .thenRejected('OFFICER_LEFT');
    const { field } = given(...agreed)
      .when(appoint({}, { kind: 'NOT_YET', since: day('2005-10-02') }))
      .thenRejected('DATES_OUT_OF_ORDER', /serves since 2005-10-02/);
    expect(field).toEqual(['from']);
  });

  it('is refused in the future, and once the partnership has ended', () => {
    given(...agreed)
      .when(appoint({ from: day('2006-03-22') }))
      .thenRejected('DATE_IN_FUTURE');
    given(...agreed, { type: 'ProposalWithdrawn', data: { reason: REASON } })
      .when(appoint({}))
      .thenRejected('OUT_OF_ORDER', /withdrawn/);
  });

  it('is refused while somebody holds the post, or held it on that day', () => {
    given(...active)
      .when(appoint({ officerId: SUCCESSOR, from: TODAY }, ofWakefield))
      .thenRejected('OVERLAPPING_APPOINTMENT', /since 2005-10-01. Hand it over/);
    given(...active, managerEnded)
      .when(appoint({ officerId: SUCCESSOR, from: day('2006-01-09') }, ofWakefield))
      .thenRejected('OVERLAPPING_APPOINTMENT', /until 2006-01-10/);
    given(...active, managerEnded)
      .when(appoint({ officerId: SUCCESSOR, from: day('2006-01-10') }, ofWakefield))
      .then({
        type: 'OfficerAppointed',
        data: {
          ...managerAppointed.data,
          appointment: 2,
          officerId: SUCCESSOR,
          authorityId: ofWakefield.authorityId,
          from: day('2006-01-10'),
        },
      });
  });

  it('knows one liaison officer for a region and one partnership manager for an authority', () => {
    const liaison = (region: string) => appoint({ role: 'LIAISON_OFFICER', region, officerId: SUCCESSOR }, ofWakefield);
    const yorkshire: PartnershipEvent = {
      type: 'OfficerAppointed',
      data: {
        appointment: 2,
        role: 'LIAISON_OFFICER',
        region: 'Yorkshire and The Humber',
        officerId: MANAGER,
        authorityId: DUNDEE,
        side: 'LOCAL_AUTHORITY',
        basis: 'APPOINTED',
        from: day('2005-10-01'),
      },
    };
    given(...active, yorkshire)
      .when(liaison('Yorkshire and the Humber'))
      .thenRejected('OVERLAPPING_APPOINTMENT');
    given(...active, yorkshire)
      .when(liaison('Scotland'))
      .then({
        type: 'OfficerAppointed',
        data: {
          ...yorkshire.data,
          appointment: 3,
          region: 'Scotland',
          officerId: SUCCESSOR,
          authorityId: ofWakefield.authorityId,
        },
      });
  });

  it('wants a region in which the register has an authority', () => {
    const { field } = given(...agreed)
      .when({
        type: 'AppointOfficer',
        data: {
          role: 'LIAISON_OFFICER',
          region: 'Scotand',
          officerId: MANAGER,
          basis: 'APPOINTED',
          from: TODAY,
          facts: { officer: ofDundee, regionKnown: false },
        },
      })
      .thenRejected('REGION_UNKNOWN', /Scotand/);
    expect(field).toEqual(['region']);
  });

  it('is known when it is sent again, and not when it says something else', () => {
    given(...active)
      .when(appoint({}))
      .then();
    given(...active)
      .when(appoint({ basis: 'LAPS_LEAD' }))
      .thenRejected('OVERLAPPING_APPOINTMENT');
  });

  it('takes the lead of the earlier scheme as account manager only where there is one', () => {
    const earlierScheme = { relation: 'SUCCEEDS', scheme: 'LAPS', reference: 'LAPS 7' } as const;
    given({ type: 'PartnershipProposed', data: { ...proposal, earlierScheme } })
      .when(appoint({ basis: 'LAPS_LEAD' }))
      .then({ type: 'OfficerAppointed', data: { ...managerAppointed.data, basis: 'LAPS_LEAD' } });
    given(...agreed)
      .when(appoint({ basis: 'LAPS_LEAD' }))
      .thenRejected('SIDE_NOT_FITTING', /earlier scheme/);
    for (const officer of [ofHse, ofWakefield]) {
      const { field } = given({ type: 'PartnershipProposed', data: { ...proposal, earlierScheme } })
        .when(appoint({ basis: 'LAPS_LEAD' }, officer))
        .thenRejected('SIDE_NOT_FITTING', /the authority that leads/);
      expect(field).toEqual(['officerId']);
    }
  });
});

describe('The shadow', () => {
  it('is missed when both sides enforce, unless there is a reason to go without', () => {
    given(...dual)
      .when(appoint({}))
      .thenRejected('SHADOW_NEEDED');
    given(...dual)
      .when(appoint({ withoutShadowReason: 'Few HSE sites.' }))
      .then(managerAppointed, { type: 'ShadowDispensedWith', data: { reason: 'Few HSE sites.' } });
    given(...dual, { ...shadowAppointed, data: { ...shadowAppointed.data, appointment: 1 } })
      .when(appoint({}))
      .then({ type: 'OfficerAppointed', data: { ...managerAppointed.data, appointment: 2 } });
  });

  it('is somebody else, from the other side where both enforce', () => {
    const shadow = (officerId: typeof MANAGER, officer: OfficerFacts) =>
      appoint({ role: 'SHADOW_ACCOUNT_MANAGER', officerId }, officer);
    given(...active)
      .when(shadow(SHADOW, ofHse))
      .then(shadowAppointed);
    given(...active)
      .when(shadow(MANAGER, ofDundee))
      .thenRejected('ONE_PERSON_TWO_POSTS');
    given(...dual, managerAppointed)
      .when(shadow(SUCCESSOR, ofWakefield))
      .thenRejected('SIDE_NOT_FITTING', /different sides/);
    given(...active)
      .when(shadow(SUCCESSOR, ofWakefield))
      .then({
        type: 'OfficerAppointed',
        data: {
          ...shadowAppointed.data,
          officerId: SUCCESSOR,
          authorityId: ofWakefield.authorityId,
          side: 'LOCAL_AUTHORITY',
        },
      });
    given(...active)
      .when(shadow(SUCCESSOR, { ...ofWakefield, side: 'OTHER' }))
      .thenRejected('SIDE_NOT_FITTING', /from neither/);
  });

  it('does not leave without a reason to go on without one', () => {
    const end = { appointment: 2, until: TODAY, reason: REASON };
    given(...activeWithBoth)
      .when({ type: 'EndAppointment', data: end })
      .thenRejected('SHADOW_NEEDED');
    given(...activeWithBoth)
      .when({ type: 'EndAppointment', data: { ...end, withoutShadowReason: 'None to be found.' } })
      .then(
        { type: 'AppointmentEnded', data: { appointment: 2, role: 'SHADOW_ACCOUNT_MANAGER', until: TODAY } },
        { type: 'AppointmentEndExplained', data: { appointment: 2, reason: REASON } },
        { type: 'ShadowDispensedWith', data: { reason: 'None to be found.' } },
      );
  });
});

describe('Handing over', () => {
  const items = [{ item: 'Engagement plan', done: true }];
  const handOver = (data: Partial<DataOf<'HandOverAppointment'>> = {}): CommandOf<'HandOverAppointment'> => ({
    type: 'HandOverAppointment',
    data: {
      appointment: 1,
      officerId: SUCCESSOR,
      basis: 'APPOINTED',
      from: day('2006-02-01'),
      items,
      openMatters: ['Store 7 awaits an answer.'],
      facts: { officer: ofWakefield },
      ...data,
    },
  });
  const handedOver: readonly PartnershipEvent[] = [
    {
      type: 'SuccessorAppointed',
      data: {
        ...managerAppointed.data,
        appointment: 2,
        officerId: SUCCESSOR,
        authorityId: ofWakefield.authorityId,
        from: day('2006-02-01'),
        follows: 1,
        formerOfficerId: MANAGER,
      },
    },
    { type: 'HandoverRecorded', data: { appointment: 2, items, openMatters: ['Store 7 awaits an answer.'] } },
  ];

  it('ends one tenure and begins the next at the same instant, with what was handed over', () => {
    given(...active)
      .when(handOver())
      .then(...handedOver);
    given(...active, ...handedOver)
      .when(handOver())
      .then();
  });

  it('is not taken for the one on record when it says something else', () => {
    const others: Parameters<typeof handOver>[0][] = [
      { items: [{ item: 'Engagement plan', done: false }] },
      { items: [...items, { item: 'Visit', done: true }] },
      { openMatters: [] },
      { basis: 'LAPS_LEAD' },
      { from: day('2006-02-02') },
    ];
    for (const other of others) {
      given(...active, ...handedOver)
        .when(handOver(other))
        .thenRejected('NOT_IN_POST', /ended on 2006-02-01/);
    }
  });

  it('is refused for a day to come, to an officer who is unknown or has left, and once all has ended', () => {
    given(...active)
      .when(handOver({ from: day('2006-03-22') }))
      .thenRejected('DATE_IN_FUTURE');
    given(...active)
      .when(handOver({ facts: { officer: undefined } }))
      .thenRejected('OFFICER_UNKNOWN');
    given(...active)
      .when(handOver({ facts: { officer: { kind: 'LEFT', on: day('2006-01-15') } } }))
      .thenRejected('OFFICER_LEFT', /2006-01-15/);
    given(...agreed, managerAppointed, { type: 'ProposalWithdrawn', data: { reason: REASON } })
      .when(handOver())
      .thenRejected('OUT_OF_ORDER');
  });

  it('is refused from who does not hold the post, to who holds it, and before it was taken up', () => {
    given(...active)
      .when(handOver({ appointment: 7 }))
      .thenRejected('APPOINTMENT_UNKNOWN');
    given(...active, managerEnded)
      .when(handOver())
      .thenRejected('NOT_IN_POST', /ended on 2006-01-10/);
    given(...active)
      .when(handOver({ officerId: MANAGER }))
      .thenRejected('ALREADY_EXISTS');
    given(...active)
      .when(handOver({ from: day('2005-10-01') }))
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('keeps account manager and shadow on different sides', () => {
    given(...activeWithBoth)
      .when(handOver({ facts: { officer: ofHse } }))
      .thenRejected('SIDE_NOT_FITTING');
  });

  it('does not pass a partnership manager to another authority', () => {
    const partnershipManager: PartnershipEvent = {
      type: 'OfficerAppointed',
      data: { ...managerAppointed.data, appointment: 2, role: 'PARTNERSHIP_MANAGER' },
    };
    given(...active, partnershipManager)
      .when(handOver({ appointment: 2 }))
      .thenRejected('OTHER_POST');
  });
});

describe('Ending an appointment', () => {
  it('records the day and, apart, why', () => {
    given(...active)
      .when({ type: 'EndAppointment', data: { appointment: 1, until: day('2006-01-10'), reason: REASON } })
      .then(managerEnded, { type: 'AppointmentEndExplained', data: { appointment: 1, reason: REASON } });
    given(...active)
      .when({ type: 'EndAppointment', data: { appointment: 1, until: day('2005-09-30'), reason: REASON } })
      .thenRejected('DATES_OUT_OF_ORDER');
    given(...active, managerEnded)
      .when({ type: 'EndAppointment', data: { appointment: 1, until: TODAY, reason: REASON } })
      .thenRejected('NOT_IN_POST');
    given(...active)
      .when({ type: 'EndAppointment', data: { appointment: 1, until: day('2006-03-22'), reason: REASON } })
      .thenRejected('DATE_IN_FUTURE');
    given(...active)
      .when({ type: 'EndAppointment', data: { appointment: 2, until: TODAY, reason: REASON } })
      .thenRejected('APPOINTMENT_UNKNOWN');
  });

  it('is known when it is sent again, and not with another reason', () => {
    const explained: PartnershipEvent = {
      type: 'AppointmentEndExplained',
      data: { appointment: 1, reason: REASON },
    };
    const ending = (reason: string) =>
      ({ type: 'EndAppointment', data: { appointment: 1, until: day('2006-01-10'), reason } }) as const;
    given(...active, managerEnded, explained)
      .when(ending(REASON))
      .then();
    given(...active, managerEnded, explained)
      .when(ending('Another reason.'))
      .thenRejected('NOT_IN_POST', /2006-01-10/);
  });
});
