import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { siteDecider } from './site.decider.js';
import type { SiteEvent } from './site.events.js';

const { given, fold } = specificationOf(siteDecider);
const reason = 'Recorded by mistake.';
const organisationId = deriveId('organisation', 'tesco');
const dundee = deriveId('authority', 'dundee');
const hse = deriveId('authority', 'hse');
const day = parsePlainDate;
const scope = { kind: 'WHOLE' } as const;
const bakery = { kind: 'PART', description: 'Bakery' } as const;

const details = { name: 'Riverside', nation: 'GB-SCT' } as const;
const opened: SiteEvent = { type: 'SiteOpened', data: { ...details, organisationId, openedOn: day('1996-05-01') } };
const closed: SiteEvent = { type: 'SiteClosed', data: { organisationId, closedOn: day('2006-03-01'), reason } };
const allocated: SiteEvent = {
  type: 'EnforcementAllocated',
  data: { authorityId: dundee, scope, from: day('1998-04-01'), mainActivity: 'Retail' },
};
const transferred: SiteEvent = {
  type: 'EnforcementTransferred',
  data: { authorityId: hse, formerAuthorityId: dundee, scope, from: day('2004-01-01'), reason },
};

describe('Correcting the day on which a site opened', () => {
  const amend = (openedOn?: string) =>
    ({ type: 'AmendSite', data: { ...details, ...(openedOn ? { openedOn: day(openedOn) } : {}), reason } }) as const;

  it('is an event of its own, which also tells that nobody knows the day', () => {
    given(opened)
      .when(amend('1997-01-01'))
      .then({ type: 'OpeningDayCorrected', data: { openedOn: day('1997-01-01'), reason } });
    given(opened).when(amend()).then({ type: 'OpeningDayCorrected', data: { reason } });
    given(opened).when(amend('1996-05-01')).then();
  });

  it('moves the day before which the site cannot close', () => {
    const corrected: SiteEvent = { type: 'OpeningDayCorrected', data: { openedOn: day('1997-01-01'), reason } };
    given(opened, corrected)
      .when({ type: 'CloseSite', data: { closedOn: day('1996-06-01'), reason } })
      .thenRejected('DATES_OUT_OF_ORDER');
  });
});

describe('Correcting a closure', () => {
  const correct = (closedOn: string) =>
    ({ type: 'CorrectClosure', data: { closedOn: day(closedOn), reason } }) as const;

  it('records another day, once, by the rules of closing', () => {
    given(opened, closed)
      .when(correct('2006-02-01'))
      .then({ type: 'ClosureCorrected', data: { closedOn: day('2006-02-01'), reason } });
    given(opened, closed).when(correct('2006-03-01')).then();
    given(opened, closed).when(correct('1996-04-30')).thenRejected('DATES_OUT_OF_ORDER');
    given(opened, closed).when(correct('2006-03-22')).thenRejected('DATE_IN_FUTURE');
  });

  it('needs a closure', () => {
    given(opened).when(correct('2006-02-01')).thenRejected('SITE_NOT_CLOSED');
    given().when(correct('2006-02-01')).thenRejected('NOT_FOUND');
  });
});

describe('Withdrawing a closure', () => {
  const withdraw = { type: 'WithdrawClosure', data: { reason } } as const;
  const withdrawn: SiteEvent = { type: 'ClosureWithdrawn', data: { organisationId, reason } };

  it('opens the site again, as it was', () => {
    given(opened, allocated, closed).when(withdraw).then(withdrawn);
    expect(fold([opened, allocated, closed, withdrawn])).toEqual(fold([opened, allocated]));
  });

  it('needs a closure', () => {
    given(opened).when(withdraw).thenRejected('SITE_NOT_CLOSED');
  });
});

describe('Withdrawing an allocation', () => {
  const withdraw = (from: string, of: typeof scope | typeof bakery = scope) =>
    ({ type: 'WithdrawAllocation', data: { scope: of, from: day(from), reason } }) as const;
  const withdrawn: SiteEvent = {
    type: 'AllocationWithdrawn',
    data: { authorityId: hse, scope, from: day('2004-01-01'), reason },
  };

  it('lets the one before it count again', () => {
    given(opened, allocated, transferred).when(withdraw('2004-01-01')).then(withdrawn);
    expect(fold([opened, allocated, transferred, withdrawn])).toEqual(fold([opened, allocated]));
  });

  it('of the only one leaves nobody', () => {
    const data = { authorityId: dundee, scope, from: day('1998-04-01'), reason };
    given(opened, allocated).when(withdraw('1998-04-01')).then({ type: 'AllocationWithdrawn', data });
    expect(fold([opened, allocated, { type: 'AllocationWithdrawn', data }])).toEqual(fold([opened]));
  });

  it('is of the one in force only, named by its day', () => {
    const earlier = given(opened, allocated, transferred).when(withdraw('1998-04-01'));
    expect(earlier.thenRejected('NOT_ALLOCATED', /began on 2004-01-01/).field).toEqual(['from']);
  });

  it('needs an allocation of this very scope', () => {
    const rejection = given(opened, allocated).when(withdraw('1998-04-01', bakery)).thenRejected('NOT_ALLOCATED');
    expect(rejection.field).toEqual(['scope']);
    given(opened, allocated, closed).when(withdraw('1998-04-01')).thenRejected('SITE_CLOSED');
  });
});
