import { describe, it } from '@jest/globals';
import type { PlainDate } from '#platform/working-days';
import {
  active,
  activeWithBoth,
  activated,
  agreed,
  agreedBy,
  byLead,
  byRepresentative,
  council,
  day,
  DUNDEE,
  eligible,
  given,
  HSE,
  hse,
  managerAppointed,
  proposal,
  proposed,
  REASON,
  shadowAppointed,
  TODAY,
} from './partnership.fixture.js';
import type { DataOf } from './partnership.commands.js';
import type { PartnershipEvent } from './partnership.events.js';

type ProposalFacts = DataOf<'ProposePartnership'>['facts'];

const propose = (
  organisation: ProposalFacts['organisation'],
  exceptionReason?: string,
  leadAuthority: ProposalFacts['leadAuthority'] = council,
) =>
  ({
    type: 'ProposePartnership',
    data: { ...proposal, exceptionReason, facts: { organisation, leadAuthority } },
  }) as const;
const small = { ...eligible, eligible: false, findings: ['It employs 900 people.'] };
const ended = (appointment: number, role: 'ACCOUNT_MANAGER', until: string): PartnershipEvent => ({
  type: 'AppointmentEnded',
  data: { appointment, role, until: day(until) },
});

describe('Proposing a partnership', () => {
  it('is possible with an eligible organisation', () => {
    given().when(propose(eligible)).then(proposed);
  });

  it('takes a reason when the organisation is not eligible, which is recorded apart', () => {
    given()
      .when(propose(small))
      .thenRejected('NOT_ELIGIBLE', /900 people.*exceptionReason/);
    given()
      .when(propose(small, REASON))
      .then(proposed, { type: 'EligibilitySetAside', data: { findings: small.findings, reason: REASON } });
  });

  it('is refused for an organisation that is unknown or has a partnership', () => {
    given().when(propose(undefined)).thenRejected('ORGANISATION_UNKNOWN');
    given()
      .when(propose({ ...eligible, partnershipId: 'partnership-1' }))
      .thenRejected('PARTNERSHIP_EXISTS', /partnership-1/);
  });

  it('is refused when the lead authority is unknown or of the other side', () => {
    const unknown = { organisation: eligible, leadAuthority: undefined };
    given()
      .when({ type: 'ProposePartnership', data: { ...proposal, facts: unknown } })
      .thenRejected('AUTHORITY_UNKNOWN');
    given()
      .when(propose(eligible, undefined, hse))
      .thenRejected('SIDE_NOT_FITTING', /not a local authority/);
  });

  it('is refused for a lead authority that has ended by then', () => {
    given()
      .when(propose(eligible, undefined, { ...council, endedOn: TODAY }))
      .thenRejected('AUTHORITY_DISSOLVED', /2006-03-21/);
    given()
      .when(propose(eligible, undefined, { ...council, endedOn: day('2006-03-22') }))
      .then(proposed);
  });

  it('is refused where another proposal was faster, though the read models do not show it yet', () => {
    given(proposed)
      .when(propose(eligible))
      .thenRejected('PARTNERSHIP_EXISTS', /has a partnership already/);
    given(proposed, { type: 'ProposalWithdrawn', data: { reason: REASON } })
      .when(propose(eligible))
      .thenRejected('OUT_OF_ORDER', /a new partnership can be proposed/);
  });
});

describe('Agreeing to a partnership', () => {
  it('takes both sides, in either order, also while the organisation is considering', () => {
    given(proposed).when({ type: 'BeginConsideration', data: {} }).then({ type: 'ConsiderationBegun', data: {} });
    given(proposed, { type: 'ConsiderationBegun', data: {} })
      .when({ type: 'AgreePartnership', data: {} }, byLead)
      .then(agreedBy('REGULATORS'));
    given(proposed, agreedBy('REGULATORS'))
      .when({ type: 'AgreePartnership', data: {} }, byRepresentative)
      .then(agreedBy('ORGANISATION'), { type: 'PartnershipAgreed', data: {} });
  });

  it('is counted once for a side', () => {
    given(proposed, agreedBy('REGULATORS')).when({ type: 'AgreePartnership', data: {} }, byLead).then();
  });

  it('never counts one person for two sides', () => {
    const twoHats = { actor: { ...byRepresentative.actor, subject: byLead.actor.subject } };
    given(proposed, agreedBy('REGULATORS'))
      .when({ type: 'AgreePartnership', data: {} }, twoHats)
      .thenRejected('ONE_PERSON_TWO_SIDES', /for the regulators already/);
  });
});

describe('Declining and withdrawing', () => {
  it('ends the proposal, and the posts that were filled already', () => {
    given(proposed, managerAppointed)
      .when({ type: 'DeclinePartnership', data: { reason: REASON } }, byRepresentative)
      .then(
        { type: 'PartnershipDeclined', data: { side: 'ORGANISATION', reason: REASON } },
        ended(1, 'ACCOUNT_MANAGER', TODAY),
      );
    given(...agreed)
      .when({ type: 'WithdrawProposal', data: { reason: REASON } })
      .then({ type: 'ProposalWithdrawn', data: { reason: REASON } });
  });

  it('is not taken for the decision on record when the other side says it, or with another reason', () => {
    const declined: PartnershipEvent = {
      type: 'PartnershipDeclined',
      data: { side: 'ORGANISATION', reason: REASON },
    };
    const decline = (reason: string) => ({ type: 'DeclinePartnership', data: { reason } }) as const;
    given(proposed, declined).when(decline(REASON), byRepresentative).then();
    given(proposed, declined)
      .when(decline(REASON), byLead)
      .thenRejected('OUT_OF_ORDER', /was declined/);
    given(proposed, declined).when(decline('Another.'), byRepresentative).thenRejected('OUT_OF_ORDER');
    given(proposed, { type: 'ProposalWithdrawn', data: { reason: REASON } })
      .when({ type: 'WithdrawProposal', data: { reason: 'Another.' } })
      .thenRejected('OUT_OF_ORDER', /was withdrawn/);
    given(proposed, { type: 'ConsiderationBegun', data: { note: 'Until May.' } })
      .when({ type: 'BeginConsideration', data: { note: 'Until June.' } })
      .thenRejected('OUT_OF_ORDER', /being considered/);
  });

  it('is refused once the partnership is agreed, or works', () => {
    given(...agreed)
      .when({ type: 'DeclinePartnership', data: { reason: REASON } })
      .thenRejected('OUT_OF_ORDER', /agreed and not yet active: it can be activated or withdrawn/);
    given(...active)
      .when({ type: 'WithdrawProposal', data: { reason: REASON } })
      .thenRejected('OUT_OF_ORDER', /is active: it can be suspended or concluded/);
  });
});

describe('Working, resting and ending', () => {
  const suspended: PartnershipEvent = {
    type: 'PartnershipSuspended',
    data: { from: day('2006-01-10'), reason: REASON },
  };

  it('begins once agreed and with an account manager', () => {
    given(...agreed, managerAppointed)
      .when({ type: 'ActivatePartnership', data: { from: day('2005-10-01') } })
      .then(activated);
    given(...agreed)
      .when({ type: 'ActivatePartnership', data: { from: day('2005-10-01') } })
      .thenRejected('ACCOUNT_MANAGER_NEEDED');
    given(proposed, managerAppointed)
      .when({ type: 'ActivatePartnership', data: { from: day('2005-10-01') } })
      .thenRejected('OUT_OF_ORDER', /is proposed: the organisation can begin to consider it/);
  });

  it('is suspended and resumed, each step not before the one before it and not in the future', () => {
    given(...active)
      .when({ type: 'SuspendPartnership', data: { from: day('2006-01-10'), reason: REASON } })
      .then(suspended);
    given(...active)
      .when({ type: 'SuspendPartnership', data: { from: day('2005-09-30'), reason: REASON } })
      .thenRejected('DATES_OUT_OF_ORDER', /2005-10-01/);
    given(...active)
      .when({ type: 'SuspendPartnership', data: { from: day('2006-03-22'), reason: REASON } })
      .thenRejected('DATE_IN_FUTURE');
    given(...active, suspended)
      .when({ type: 'ResumePartnership', data: { from: day('2006-02-01'), reason: REASON } })
      .then({ type: 'PartnershipResumed', data: { from: day('2006-02-01'), reason: REASON } });
    given(...active)
      .when({ type: 'ResumePartnership', data: { from: day('2006-02-01'), reason: REASON } })
      .thenRejected('OUT_OF_ORDER', /is active/);
  });

  it('takes the same step for the same day once', () => {
    given(...active)
      .when({ type: 'ActivatePartnership', data: { from: day('2005-10-01') } })
      .then();
    given(...active, suspended)
      .when({ type: 'SuspendPartnership', data: { from: day('2006-01-10'), reason: REASON } })
      .then();
  });

  it('begins, goes on and ends on days that have come, each not before the one before it', () => {
    const tomorrow = day('2006-03-22');
    const early = day('2006-01-09');
    const conclude = (on: PlainDate) =>
      ({ type: 'ConcludePartnership', data: { on, reason: REASON, summary: 'So.' } }) as const;
    const resume = (from: PlainDate) => ({ type: 'ResumePartnership', data: { from, reason: REASON } }) as const;
    const transfer = (from: PlainDate) =>
      ({
        type: 'TransferLead',
        data: { leadSide: 'HSE', leadAuthorityId: HSE, from, reason: REASON, facts: { leadAuthority: hse } },
      }) as const;
    given(...agreed, managerAppointed)
      .when({ type: 'ActivatePartnership', data: { from: tomorrow } })
      .thenRejected('DATE_IN_FUTURE');
    for (const step of [resume, conclude, transfer]) {
      given(...active, suspended)
        .when(step(tomorrow))
        .thenRejected('DATE_IN_FUTURE');
      given(...active, suspended)
        .when(step(early))
        .thenRejected('DATES_OUT_OF_ORDER', /2006-01-10/);
    }
    const transferred: PartnershipEvent = {
      type: 'LeadTransferred',
      data: {
        leadSide: 'HSE',
        leadAuthorityId: HSE,
        formerLeadSide: 'LOCAL_AUTHORITY',
        formerLeadAuthorityId: DUNDEE,
        from: day('2006-02-01'),
        reason: REASON,
      },
    };
    given(...agreed, managerAppointed, transferred)
      .when({ type: 'ActivatePartnership', data: { from: early } })
      .thenRejected('DATES_OUT_OF_ORDER', /2006-02-01/);
  });

  it('is not taken for a step on record when it says something else', () => {
    const concluded: PartnershipEvent = {
      type: 'PartnershipConcluded',
      data: { on: TODAY, reason: REASON, summary: 'Went well.' },
    };
    const conclude = (summary: string) =>
      ({ type: 'ConcludePartnership', data: { on: TODAY, reason: REASON, summary } }) as const;
    given(...active, concluded)
      .when(conclude('Went well.'))
      .then();
    given(...active, concluded)
      .when(conclude('Went badly.'))
      .thenRejected('OUT_OF_ORDER', /is concluded/);
    given(...active, suspended)
      .when({ type: 'SuspendPartnership', data: { from: day('2006-01-10'), reason: 'Another.' } })
      .thenRejected('OUT_OF_ORDER', /is suspended/);
    given(...active, suspended, { type: 'PartnershipResumed', data: { from: TODAY, reason: REASON } })
      .when({ type: 'ResumePartnership', data: { from: TODAY, reason: 'Another.' } })
      .thenRejected('OUT_OF_ORDER', /is active/);
  });

  it('is concluded with every appointment in it', () => {
    const data = { on: TODAY, reason: REASON, summary: 'Went well.' };
    given(...active, suspended)
      .when({ type: 'ConcludePartnership', data })
      .then({ type: 'PartnershipConcluded', data }, ended(1, 'ACCOUNT_MANAGER', TODAY));
    given(...active, { type: 'PartnershipConcluded', data }, ended(1, 'ACCOUNT_MANAGER', TODAY))
      .when({ type: 'SuspendPartnership', data: { from: TODAY, reason: REASON } })
      .thenRejected('OUT_OF_ORDER', /is concluded: lessons/);
  });

  it('is not concluded before somebody was appointed to it', () => {
    const later = {
      type: 'OfficerAppointed',
      data: { ...managerAppointed.data, appointment: 1, from: day('2006-02-01') },
    } as const;
    given(...agreed, later, activated)
      .when({ type: 'ConcludePartnership', data: { on: day('2006-01-01'), reason: REASON, summary: 'None.' } })
      .thenRejected('DATES_OUT_OF_ORDER', /Appointment 1 began on 2006-02-01/);
  });
});

describe('What is said of a partnership', () => {
  const { sector, bothEnforce } = proposal;

  it('is amended with a reason, and only where something changes', () => {
    given(...active)
      .when({ type: 'AmendPartnership', data: { sector: 'Wholesale', bothEnforce, reason: REASON } })
      .then({ type: 'PartnershipAmended', data: { sector: 'Wholesale', bothEnforce, reason: REASON } });
    given(...active)
      .when({ type: 'AmendPartnership', data: { sector, bothEnforce, reason: REASON } })
      .then();
  });

  it('asks for a shadow, or the reason to go without, when both sides come to enforce', () => {
    const data = { sector, bothEnforce: true, reason: REASON };
    given(...active)
      .when({ type: 'AmendPartnership', data })
      .thenRejected('SHADOW_NEEDED');
    given(...active)
      .when({ type: 'AmendPartnership', data: { ...data, withoutShadowReason: 'Few HSE sites.' } })
      .then({ type: 'PartnershipAmended', data }, { type: 'ShadowDispensedWith', data: { reason: 'Few HSE sites.' } });
  });

  it('keeps who led before when the lead passes to another authority', () => {
    const data = { leadSide: 'HSE', leadAuthorityId: HSE, from: day('2006-02-01'), reason: REASON } as const;
    given(...activeWithBoth)
      .when({ type: 'TransferLead', data: { ...data, facts: { leadAuthority: hse } } })
      .then({
        type: 'LeadTransferred',
        data: { ...data, formerLeadSide: 'LOCAL_AUTHORITY', formerLeadAuthorityId: DUNDEE },
      });
    given(...activeWithBoth)
      .when({ type: 'TransferLead', data: { ...data, facts: { leadAuthority: { ...hse, side: 'OTHER' } } } })
      .thenRejected('SIDE_NOT_FITTING');
  });

  it('lets the new lead agree anew, unless both sides have agreed already', () => {
    const transferred: PartnershipEvent = {
      type: 'LeadTransferred',
      data: {
        leadSide: 'HSE',
        leadAuthorityId: HSE,
        formerLeadSide: 'LOCAL_AUTHORITY',
        formerLeadAuthorityId: DUNDEE,
        from: TODAY,
        reason: REASON,
      },
    };
    const considering: PartnershipEvent = { type: 'ConsiderationBegun', data: {} };
    given(proposed, considering, agreedBy('REGULATORS'), transferred)
      .when({ type: 'AgreePartnership', data: {} }, byRepresentative)
      .then(agreedBy('ORGANISATION'));
    given(proposed, agreedBy('REGULATORS'), agreedBy('ORGANISATION'), transferred)
      .when({ type: 'AgreePartnership', data: {} }, byLead)
      .then(agreedBy('REGULATORS'), { type: 'PartnershipAgreed', data: {} });
    given(...agreed, transferred)
      .when({ type: 'AgreePartnership', data: {} }, byLead)
      .then();
  });

  it('does not pass the lead twice, nor to who has it', () => {
    const data = { leadSide: 'HSE', leadAuthorityId: HSE, from: day('2006-02-01'), reason: REASON } as const;
    const transfer = (from: PlainDate) =>
      ({ type: 'TransferLead', data: { ...data, from, facts: { leadAuthority: hse } } }) as const;
    const transferred: PartnershipEvent = {
      type: 'LeadTransferred',
      data: { ...data, formerLeadSide: 'LOCAL_AUTHORITY', formerLeadAuthorityId: DUNDEE },
    };
    given(...active, transferred)
      .when(transfer(data.from))
      .then();
    given(...active, transferred)
      .when(transfer(TODAY))
      .thenRejected('ALREADY_EXISTS', /since 2006-02-01/);
    given(proposed)
      .when({
        type: 'TransferLead',
        data: { ...data, leadSide: 'LOCAL_AUTHORITY', leadAuthorityId: DUNDEE, facts: { leadAuthority: council } },
      })
      .thenRejected('ALREADY_EXISTS', /from the beginning/);
  });

  it('does not pass the lead to an authority that has ended by then', () => {
    const data = { leadSide: 'HSE', leadAuthorityId: HSE, from: day('2006-02-01'), reason: REASON } as const;
    given(...activeWithBoth)
      .when({ type: 'TransferLead', data: { ...data, facts: { leadAuthority: { ...hse, endedOn: data.from } } } })
      .thenRejected('AUTHORITY_DISSOLVED');
  });

  it('wants account manager and shadow from different sides when both sides come to enforce', () => {
    const shadowOfDundee: PartnershipEvent = {
      type: 'OfficerAppointed',
      data: { ...shadowAppointed.data, authorityId: DUNDEE, side: 'LOCAL_AUTHORITY' },
    };
    const data = { sector, bothEnforce: true, reason: REASON };
    given(...active, shadowOfDundee)
      .when({ type: 'AmendPartnership', data })
      .thenRejected('SIDE_NOT_FITTING', /same side/);
    given(...active, shadowAppointed)
      .when({ type: 'AmendPartnership', data })
      .then({ type: 'PartnershipAmended', data });
  });
});
