import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { PlainDate } from '#platform/working-days';
import type { OrganisationCommand } from './organisation.commands.js';
import { organisationDecider } from './organisation.decider.js';
import type { OrganisationEvent } from './organisation.events.js';
import type { LegalEntity } from './registry-number.js';
import type { SiteCommand } from './site.commands.js';
import { siteDecider } from './site.decider.js';
import type { SiteEvent } from './site.events.js';

const date = (text: string) => text as PlainDate;
const reason = 'As given by an import.';

describe('Recording what another register says of an organisation', () => {
  const { given, fold } = specificationOf(organisationDecider);
  const legalEntity = { name: 'Tesco Stores Limited', registry: 'COMPANIES_HOUSE', number: '00519500' } as const;
  const headcount = { ukEmployees: 250_000, asOf: date('2006-03-01'), source: 'Annual report' };
  const record = (
    changes: Partial<Extract<OrganisationCommand, { type: 'RecordOrganisation' }>['data']> = {},
  ): OrganisationCommand => ({
    type: 'RecordOrganisation',
    data: {
      name: 'Tesco',
      structure: 'MIXED',
      legalEntity,
      otherOwners: new Map(),
      sicCodes: [],
      headcount,
      reason,
      ...changes,
    },
  });
  const known: readonly OrganisationEvent[] = [
    { type: 'OrganisationRegistered', data: { name: 'Tesco', structure: 'MIXED' } },
    { type: 'LegalEntityAdded', data: legalEntity },
    { type: 'HeadcountReported', data: headcount },
  ];

  it('registers one that is not on record', () => {
    given()
      .when(record())
      .then(...known);
  });

  it('records nothing of one that is on record so', () => {
    given(...known)
      .when(record())
      .then();
  });

  it('records only what differs', () => {
    const renamed = { ...legalEntity, name: 'Tesco plc' };
    const { registry, number } = legalEntity;
    given(...known)
      .when(record({ name: 'Tesco UK', structure: 'FRANCHISED', legalEntity: renamed, sicCodes: ['47110'] }))
      .then(
        { type: 'OrganisationRenamed', data: { name: 'Tesco UK', formerName: 'Tesco', reason } },
        { type: 'StructureClassified', data: { structure: 'FRANCHISED', reason } },
        { type: 'LegalEntityRemoved', data: { registry, number, reason } },
        { type: 'LegalEntityAdded', data: renamed },
        { type: 'SicCodesSet', data: { codes: ['47110'] } },
      );
  });

  it('lets a newer headcount stand, and refuses one of a day to come', () => {
    given(...known)
      .when(record({ headcount: { ...headcount, ukEmployees: 1, asOf: date('2005-01-01') } }))
      .then();
    const corrected = { ...headcount, source: 'Company secretary' };
    given(...known)
      .when(record({ headcount: corrected }))
      .then({ type: 'HeadcountReported', data: corrected });
    given(...known)
      .when(record({ headcount: { ...headcount, asOf: date('2199-01-01') } }))
      .thenRejected('DATE_IN_FUTURE');
  });

  it('comes to rest: whatever was recorded, recording it again records nothing', () => {
    const change = fc.record({
      name: fc.constantFrom('A', 'B'),
      structure: fc.constantFrom('MIXED' as const, 'FRANCHISED' as const),
      legalEntity: fc.constantFrom<LegalEntity>(
        legalEntity,
        { ...legalEntity, name: 'Other' },
        { ...legalEntity, number: '00445790' },
      ),
      sicCodes: fc.constantFrom<string[]>(['47110'], ['47110', '56101']),
      headcount: fc.constantFrom(headcount, { ...headcount, asOf: date('2005-01-01') }, undefined),
    });
    const context = { today: date('2006-04-01') } as Parameters<typeof organisationDecider.decide>[2];
    fc.assert(
      fc.property(fc.array(change, { minLength: 1 }), (changes) => {
        let state = fold([]);
        for (const { headcount: figure, ...rest } of changes) {
          const command = record({ ...rest, ...(figure ? { headcount: figure } : {}) });
          const decision = organisationDecider.decide(command, state, context);
          if (decision.outcome === 'rejected') throw new Error(decision.rejection.message);
          state = fold(decision.events, state);
          expect(organisationDecider.decide(command, state, context)).toEqual({ outcome: 'accepted', events: [] });
        }
      }),
    );
  });
});

describe('Recording what another register says of a site', () => {
  const { given } = specificationOf(siteDecider);
  const organisationId = 'organisation-00000000-0000-5000-8000-000000000001' as const;
  const dundee = 'authority-00000000-0000-5000-8000-000000000002' as const;
  const angus = 'authority-00000000-0000-5000-8000-000000000003' as const;
  const details = { name: 'Riverside', nation: 'GB-SCT' } as const;
  const allocation = {
    authorityId: dundee,
    scope: { kind: 'WHOLE' },
    from: date('1998-04-01'),
    mainActivity: 'Retail',
  } as const;
  const authority = { kind: 'known', mayEnforce: true, endedOn: undefined } as const;
  type Data = Extract<SiteCommand, { type: 'RecordSite' }>['data'];
  type Changes = Partial<Omit<Data, 'allocation'>> & {
    readonly allocation?: Omit<NonNullable<Data['allocation']>, 'authority'>;
  };
  const record = ({ allocation: given = allocation, ...changes }: Changes = {}): SiteCommand => ({
    type: 'RecordSite',
    data: {
      ...details,
      organisationId,
      organisationKnown: true,
      allocation: { ...given, authority },
      reason,
      ...changes,
    },
  });
  const opened: SiteEvent = { type: 'SiteOpened', data: { ...details, organisationId } };
  const allocated: SiteEvent = { type: 'EnforcementAllocated', data: allocation };
  const closed: SiteEvent = { type: 'SiteClosed', data: { organisationId, closedOn: date('2005-01-31'), reason } };

  it('opens one that is not on record, with its allocation, and closes it when it has closed', () => {
    given().when(record()).then(opened, allocated);
    given()
      .when(record({ closedOn: date('2005-01-31') }))
      .then(opened, allocated, closed);
  });

  it('refuses a site of an organisation that is not there, or of another one', () => {
    given()
      .when(record({ organisationKnown: false }))
      .thenRejected('ORGANISATION_UNKNOWN');
    const other = 'organisation-00000000-0000-5000-8000-000000000009' as const;
    given(opened)
      .when(record({ organisationId: other }))
      .thenRejected('ALREADY_EXISTS');
  });

  it('amends what differs, and transfers enforcement to who has it later', () => {
    given(opened, allocated)
      .when(
        record({
          name: 'Riverside Drive',
          allocation: { ...allocation, authorityId: angus, from: date('2004-01-01') },
        }),
      )
      .then(
        { type: 'SiteAmended', data: { ...details, name: 'Riverside Drive', reason } },
        {
          type: 'EnforcementTransferred',
          data: {
            authorityId: angus,
            formerAuthorityId: dundee,
            scope: { kind: 'WHOLE' },
            from: date('2004-01-01'),
            reason,
          },
        },
      );
  });

  it('lets a newer allocation stand, and refuses two on one day', () => {
    const earlier = { ...allocation, authorityId: angus, from: date('1996-01-01') };
    given(opened, allocated)
      .when(record({ allocation: earlier }))
      .then();
    given(opened, allocated)
      .when(record({ allocation: { ...allocation, authorityId: angus } }))
      .thenRejected('ALREADY_ALLOCATED');
  });

  it('leaves what it does not say, and corrects the day of opening', () => {
    const full = { ...details, address: '1 Riverside Drive', postcode: 'DD2 1UG', uprn: '9059001234' } as const;
    const known: SiteEvent = { type: 'SiteOpened', data: { ...full, organisationId, openedOn: date('1996-05-01') } };
    given(known, allocated).when(record()).then();
    given(known, allocated)
      .when(record({ postcode: 'DD2 1UH' }))
      .then({ type: 'SiteAmended', data: { ...full, postcode: 'DD2 1UH', reason } });
    given(known, allocated)
      .when(record({ openedOn: date('1997-05-01') }))
      .then({ type: 'OpeningDayCorrected', data: { openedOn: date('1997-05-01'), reason } });
  });

  it('refuses another day for the authority that has it, and corrects the main activity', () => {
    given(opened, allocated)
      .when(record({ allocation: { ...allocation, from: date('1999-04-01') } }))
      .thenRejected('ALREADY_ALLOCATED', /since 1998-04-01/);
    const wholesale = { ...allocation, mainActivity: 'Wholesale' };
    const { mainActivity: _, ...withdrawn } = allocation;
    given(opened, allocated)
      .when(record({ allocation: wholesale }))
      .then(
        { type: 'AllocationWithdrawn', data: { ...withdrawn, reason } },
        { type: 'EnforcementAllocated', data: wholesale },
      );
  });

  it('knows an allocation that was on record before the one in force', () => {
    const { mainActivity: _, ...data } = { ...allocation, reason, formerAuthorityId: dundee };
    const toAngus: SiteEvent = {
      type: 'EnforcementTransferred',
      data: { ...data, authorityId: angus, from: date('2001-01-01') },
    };
    const back: SiteEvent = {
      type: 'EnforcementTransferred',
      data: { ...data, formerAuthorityId: angus, from: date('2004-01-01') },
    };
    given(opened, allocated, toAngus, back).when(record()).then();
  });

  it('changes nothing at a closed site', () => {
    given(opened, allocated, closed)
      .when(record({ closedOn: date('2005-01-31') }))
      .then();
    given(opened, allocated, closed)
      .when(record({ name: 'Other' }))
      .thenRejected('SITE_CLOSED');
    given(opened, allocated, closed)
      .when(record({ closedOn: date('2005-02-28') }))
      .thenRejected('SITE_CLOSED');
  });
});
