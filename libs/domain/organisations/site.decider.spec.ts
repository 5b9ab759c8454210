import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import { scopeKey } from './site.allocations.js';
import type { NamedAuthority, SiteCommand } from './site.commands.js';
import { siteDecider } from './site.decider.js';
import type { AllocationScope, SiteEvent } from './site.events.js';

const { given, fold } = specificationOf(siteDecider);
const reason = 'Agreed in writing.';
const organisationId = deriveId('organisation', 'tesco');
const [dundee, angus, hse] = ['dundee', 'angus', 'hse'].map((name) => deriveId('authority', name)) as [
  ReturnType<typeof deriveId<'authority'>>,
  ReturnType<typeof deriveId<'authority'>>,
  ReturnType<typeof deriveId<'authority'>>,
];
const day = (date: string) => parsePlainDate(date);
const WHOLE: AllocationScope = { kind: 'WHOLE' };
const warehouse: AllocationScope = { kind: 'PART', description: 'Warehouse' };
const welding: AllocationScope = { kind: 'ACTIVITY', description: 'Warehouse' };

const authority = { kind: 'known', mayEnforce: true, endedOn: undefined } as const;
type Asked<Type extends SiteCommand['type']> = Omit<Extract<SiteCommand, { type: Type }>['data'], 'authority'>;
const allocating = (data: Asked<'AllocateEnforcement'>, to: NamedAuthority = authority) =>
  ({ type: 'AllocateEnforcement', data: { ...data, authority: to } }) as const;
const transferring = (data: Asked<'TransferEnforcement'>, to: NamedAuthority = authority) =>
  ({ type: 'TransferEnforcement', data: { ...data, authority: to } }) as const;
const assigning = (data: Asked<'AssignEnforcement'>, to: NamedAuthority = authority) =>
  ({ type: 'AssignEnforcement', data: { ...data, authority: to } }) as const;

const details = { name: 'Riverside', nation: 'GB-SCT', postcode: 'DD2 1UG' } as const;
const openedOn = day('1996-05-01');
const opened: SiteEvent = { type: 'SiteOpened', data: { ...details, organisationId, openedOn } };
const closed: SiteEvent = { type: 'SiteClosed', data: { organisationId, closedOn: day('2006-03-01'), reason } };
const allocation = { authorityId: dundee, scope: WHOLE, from: day('1998-04-01') };
const allocated: SiteEvent = { type: 'EnforcementAllocated', data: { ...allocation, mainActivity: 'Retail sale' } };
const toHse = { authorityId: hse, scope: WHOLE, from: day('2004-01-01'), reason };
const transferred: SiteEvent = { type: 'EnforcementTransferred', data: { ...toHse, formerAuthorityId: dundee } };

describe('Opening a site', () => {
  const command = { type: 'OpenSite', data: { ...opened.data, organisationKnown: true } } as const;

  it('enters it into the register, once', () => {
    given().when(command).then(opened);
    given(opened).when(command).thenRejected('ALREADY_EXISTS');
    given(opened, closed).when(command).thenRejected('ALREADY_EXISTS');
  });

  it('needs an organisation that is known', () => {
    const rejection = given()
      .when({ ...command, data: { ...command.data, organisationKnown: false } })
      .thenRejected('ORGANISATION_UNKNOWN');
    expect(rejection.field).toEqual(['organisationId']);
  });
});

describe('A site that is not in the register, or is closed', () => {
  const commands = [
    { type: 'AmendSite', data: { ...details, name: 'x', reason } },
    allocating({ ...allocation, mainActivity: 'Retail sale' }),
    transferring(toHse),
    assigning(toHse),
  ] as const;

  it.each([...commands, { type: 'CloseSite', data: { closedOn: day('2006-03-01'), reason } } as const])(
    'cannot be changed when it is unknown: $type',
    (command) => {
      expect(given().when(command).thenRejected('NOT_FOUND').field).toEqual(['siteId']);
    },
  );

  it.each(commands)('cannot be changed when it is closed: $type', (command) => {
    given(opened, allocated, closed)
      .when(command)
      .thenRejected('SITE_CLOSED', /closed on 2006-03-01/);
  });
});

describe('Amending a site', () => {
  it('records all its details, and what is left out is removed', () => {
    const data = { name: 'Riverside Extra', nation: 'GB-SCT', uprn: '9059001234', reason } as const;
    given(opened)
      .when({ type: 'AmendSite', data: { ...data, openedOn } })
      .then({ type: 'SiteAmended', data });
  });

  it('that changes nothing records nothing', () => {
    given(opened)
      .when({ type: 'AmendSite', data: { ...details, openedOn, reason } })
      .then();
  });

  it.each([
    { name: 'Other' },
    { address: '1 Riverside Drive' },
    { postcode: 'DD2 1UH' },
    { uprn: '1' },
    { nation: 'GB-ENG' as const },
    { postcode: undefined },
  ])('that changes one thing is recorded: %j', (change) => {
    const data = { ...details, ...change, reason };
    given(opened)
      .when({ type: 'AmendSite', data: { ...data, openedOn } })
      .then({ type: 'SiteAmended', data });
  });
});

describe('Closing a site', () => {
  const close = (closedOn: string) => ({ type: 'CloseSite', data: { closedOn: day(closedOn), reason } }) as const;

  it('is recorded with its day and the reason, once', () => {
    given(opened).when(close('2006-03-01')).then(closed);
    given(opened, closed).when(close('2006-03-01')).then();
  });

  it('on another day, after it has closed, is refused', () => {
    given(opened, closed)
      .when(close('2006-03-02'))
      .thenRejected('SITE_CLOSED', /2006-03-01 already/);
  });

  it('cannot lie before its opening, and may lie on the same day', () => {
    const rejection = given(opened)
      .when(close('1996-04-30'))
      .thenRejected('DATES_OUT_OF_ORDER', /opened on 1996-05-01/);
    expect(rejection.field).toEqual(['closedOn']);
    given(opened)
      .when(close('1996-05-01'))
      .then({ type: 'SiteClosed', data: { organisationId, closedOn: day('1996-05-01'), reason } });
  });

  it('cannot be recorded before it happens', () => {
    expect(given(opened).when(close('2006-03-22')).thenRejected('DATE_IN_FUTURE').field).toEqual(['closedOn']);
    given(opened)
      .when(close('2006-03-21'))
      .then({ type: 'SiteClosed', data: { organisationId, closedOn: day('2006-03-21'), reason } });
  });

  it('may be of a site whose opening nobody knows', () => {
    const { openedOn: _, ...undated } = opened.data;
    given({ type: 'SiteOpened', data: undated })
      .when(close('1901-01-01'))
      .then({ type: 'SiteClosed', data: { organisationId, closedOn: day('1901-01-01'), reason } });
  });
});

describe('Allocating enforcement', () => {
  it('is by the main activity, per scope, once', () => {
    given(opened).when(allocating(allocated.data)).then(allocated);
    given(opened, allocated).when(allocating(allocated.data)).then();
    for (const scope of [warehouse, welding]) {
      const data = { ...allocated.data, scope };
      given(opened, allocated).when(allocating(data)).then({ type: 'EnforcementAllocated', data });
    }
  });

  it('is refused where it lies with someone already, also with the same authority from another day', () => {
    for (const change of [
      { authorityId: hse },
      { from: day('1999-01-01') },
      { mainActivity: 'Wholesale' },
      { authorityId: angus, from: day('2005-01-01') },
    ]) {
      const rejection = given(opened, allocated)
        .when(allocating({ ...allocated.data, ...change }))
        .thenRejected('ALREADY_ALLOCATED', `lies with ${dundee} since 1998-04-01`);
      expect(rejection.field).toEqual(['scope']);
    }
  });

  it('knows a part or activity by its description, whatever the letter case', () => {
    const data = { ...allocated.data, scope: warehouse };
    given(opened, { type: 'EnforcementAllocated', data })
      .when(allocating({ ...data, scope: { kind: 'PART', description: 'WAREHOUSE' }, authorityId: hse }))
      .thenRejected('ALREADY_ALLOCATED');
    expect(scopeKey(warehouse)).not.toBe(scopeKey(welding));
    expect(scopeKey(WHOLE)).not.toBe(scopeKey({ kind: 'PART', description: 'WHOLE' }));
  });
});

describe('Transferring enforcement', () => {
  it('passes it on from a day, by agreement', () => {
    given(opened, allocated).when(transferring(toHse)).then(transferred);
  });

  it('may be of a part of what lies with one authority as a whole', () => {
    given(opened, allocated)
      .when(transferring({ ...toHse, scope: warehouse }))
      .then({ type: 'EnforcementTransferred', data: { ...toHse, scope: warehouse, formerAuthorityId: dundee } });
  });

  it('takes the allocation of the part where there is one', () => {
    const part: SiteEvent = {
      type: 'EnforcementAllocated',
      data: { ...allocated.data, scope: warehouse, authorityId: angus },
    };
    given(opened, allocated, part)
      .when(transferring({ ...toHse, scope: warehouse }))
      .then({ type: 'EnforcementTransferred', data: { ...toHse, scope: warehouse, formerAuthorityId: angus } });
  });

  it('needs that someone enforces', () => {
    const rejection = given(opened).when(transferring(toHse)).thenRejected('NOT_ALLOCATED');
    expect(rejection.field).toEqual(['scope']);
  });

  it('must begin after the allocation in force', () => {
    for (const from of ['1998-03-31', '1998-04-01']) {
      const rejection = given(opened, allocated)
        .when(transferring({ ...toHse, from: day(from) }))
        .thenRejected('DATES_OUT_OF_ORDER', /began on 1998-04-01/);
      expect(rejection.field).toEqual(['from']);
    }
  });

  it('to the authority that has it is refused, unless it is this very transfer', () => {
    given(opened, allocated, transferred).when(transferring(toHse)).then();
    given(opened, allocated, transferred)
      .when(transferring({ ...toHse, reason: 'For another reason.' }))
      .thenRejected('ALREADY_ALLOCATED');
    given(opened, allocated, transferred)
      .when(transferring({ ...toHse, from: day('2005-01-01') }))
      .thenRejected('ALREADY_ALLOCATED', `lies with ${hse} since 2004-01-01`);
    given(opened, allocated)
      .when(transferring({ ...toHse, authorityId: dundee, scope: warehouse }))
      .thenRejected('ALREADY_ALLOCATED', `lies with ${dundee}`);
  });
});

describe('Assigning enforcement', () => {
  it('settles what was uncertain, whether or not someone had it', () => {
    given(opened).when(assigning(toHse)).then({ type: 'EnforcementAssigned', data: toHse });
    given(opened, allocated)
      .when(assigning(toHse))
      .then({ type: 'EnforcementAssigned', data: { ...toHse, formerAuthorityId: dundee } });
  });

  it('of a part leaves the whole as it is', () => {
    const data = { ...toHse, scope: warehouse };
    given(opened, allocated).when(assigning(data)).then({ type: 'EnforcementAssigned', data });
    const state = fold([opened, allocated, { type: 'EnforcementAssigned', data }]);
    expect(state.kind !== 'unknown' && state.allocations.get('WHOLE')).toEqual([
      { authorityId: dundee, from: allocation.from, basis: 'MAIN_ACTIVITY', ground: 'Retail sale' },
    ]);
  });

  it('must begin after the allocation in force', () => {
    given(opened, allocated)
      .when(assigning({ ...toHse, from: day('1998-04-01') }))
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('to the authority that has it is refused, unless it is this very assignment', () => {
    const assigned: SiteEvent = { type: 'EnforcementAssigned', data: toHse };
    given(opened, assigned).when(assigning(toHse)).then();
    given(opened, assigned)
      .when(assigning({ ...toHse, from: day('2005-01-01') }))
      .thenRejected('ALREADY_ALLOCATED');
  });
});

describe('Giving enforcement to an authority', () => {
  const unfit = (to: NamedAuthority) => [
    given(opened).when(allocating(allocated.data, to)),
    given(opened, allocated).when(transferring(toHse, to)),
    given(opened, allocated).when(assigning(toHse, to)),
    given(opened).when(assigning(toHse, to)),
    given().when({
      type: 'RecordSite',
      data: { ...opened.data, organisationKnown: true, allocation: { ...allocated.data, authority: to }, reason },
    }),
  ];

  it('needs one that is on record', () => {
    for (const { thenRejected } of unfit({ kind: 'unknown' })) {
      expect(thenRejected('AUTHORITY_UNKNOWN').field).toEqual(['authorityId']);
    }
  });

  it('needs HSE, one of its divisions or a council', () => {
    for (const { thenRejected } of unfit({ ...authority, mayEnforce: false })) {
      expect(thenRejected('AUTHORITY_CANNOT_ENFORCE').field).toEqual(['authorityId']);
    }
  });

  it('needs one that has not ended by then', () => {
    const ended = (date: string): NamedAuthority => ({ ...authority, endedOn: day(date) });
    for (const { thenRejected } of unfit(ended('1998-04-01'))) {
      expect(thenRejected('AUTHORITY_DISSOLVED', /ended on 1998-04-01/).field).toEqual(['authorityId']);
    }
    given(opened)
      .when(allocating(allocated.data, ended('1998-04-02')))
      .then(allocated);
    given(opened, allocated)
      .when(transferring(toHse, ended('2004-01-02')))
      .then(transferred);
  });

  it('is recorded when it counts, not before', () => {
    const from = day('2006-03-22');
    for (const { thenRejected } of [
      given(opened).when(allocating({ ...allocated.data, from })),
      given(opened, allocated).when(transferring({ ...toHse, from })),
      given(opened, allocated).when(assigning({ ...toHse, from })),
    ]) {
      expect(thenRejected('DATE_IN_FUTURE').field).toEqual(['from']);
    }
    const today = { ...toHse, from: day('2006-03-21') };
    given(opened, allocated)
      .when(transferring(today))
      .then({ type: 'EnforcementTransferred', data: { ...today, formerAuthorityId: dundee } });
  });

  it('that has it already, on this very ground, records nothing, whatever became of it', () => {
    given(opened, allocated)
      .when(allocating(allocated.data, { ...authority, endedOn: day('1998-04-01') }))
      .then();
  });
});
