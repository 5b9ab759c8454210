import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { addDays, parsePlainDate } from '#platform/working-days';
import { specContext, specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { SiteCommand } from './site.commands.js';
import { siteDecider, type SiteState } from './site.decider.js';
import type { SiteEvent } from './site.events.js';

const { given } = specificationOf(siteDecider);
const organisationId = deriveId('organisation', 'tesco');
const dundee = deriveId('authority', 'S12000042');
const hse = deriveId('authority', 'HSE');
const details = { name: 'Riverside store', nation: 'GB-SCT' } as const;
const whole = { kind: 'WHOLE' } as const;
const date = (text: string) => parsePlainDate(text);
const reason = 'By agreement.';

const opened: SiteEvent = { type: 'SiteOpened', data: { ...details, organisationId, openedOn: date('2005-01-01') } };
const allocation = { authorityId: dundee, scope: whole, from: date('2005-10-01'), mainActivity: 'Retail' };
const allocated: SiteEvent = { type: 'EnforcementAllocated', data: allocation };
const closure = { closedOn: date('2006-02-01'), reason: 'Lease ended.' };
const closed: SiteEvent = { type: 'SiteClosed', data: { organisationId, ...closure } };

describe('A site', () => {
  it('is opened for an organisation that is there, once', () => {
    const data = { ...details, organisationId, openedOn: date('2005-01-01') };
    given()
      .when({ type: 'OpenSite', data: { ...data, organisationKnown: true } })
      .then(opened);
    given()
      .when({ type: 'OpenSite', data: { ...data, organisationKnown: false } })
      .thenRejected('ORGANISATION_UNKNOWN');
    given(opened)
      .when({ type: 'OpenSite', data: { ...data, organisationKnown: true } })
      .thenRejected('ALREADY_EXISTS');
  });

  it('must be there, and open, for anything else', () => {
    given().when({ type: 'CloseSite', data: closure }).thenRejected('NOT_FOUND');
    given(opened, closed)
      .when({ type: 'AmendSite', data: { ...details, reason } })
      .thenRejected('SITE_CLOSED');
  });

  it('is amended only when something changes', () => {
    const data = { ...details, postcode: 'DD1 4BJ', reason };
    given(opened).when({ type: 'AmendSite', data }).then({ type: 'SiteAmended', data });
    given(opened)
      .when({ type: 'AmendSite', data: { ...details, reason } })
      .then();
  });

  it('is closed, not before it opened, and not on two days', () => {
    given(opened).when({ type: 'CloseSite', data: closure }).then(closed);
    given(opened)
      .when({ type: 'CloseSite', data: { ...closure, closedOn: date('2004-12-31') } })
      .thenRejected('DATES_OUT_OF_ORDER');
    given(opened, closed).when({ type: 'CloseSite', data: closure }).then();
    given(opened, closed)
      .when({ type: 'CloseSite', data: { ...closure, closedOn: date('2006-02-02') } })
      .thenRejected('SITE_CLOSED');
  });
});

describe('Enforcement at a site', () => {
  it('is allocated once; after that it is transferred or assigned', () => {
    given(opened).when({ type: 'AllocateEnforcement', data: allocation }).then(allocated);
    given(opened, allocated).when({ type: 'AllocateEnforcement', data: allocation }).then();
    given(opened, allocated)
      .when({ type: 'AllocateEnforcement', data: { ...allocation, authorityId: hse } })
      .thenRejected('ALREADY_ALLOCATED', /regulation 5/);
  });

  it('is transferred from whoever has it, and from a later day on', () => {
    const data = { authorityId: hse, scope: whole, from: date('2006-01-01'), reason };
    given(opened, allocated)
      .when({ type: 'TransferEnforcement', data })
      .then({ type: 'EnforcementTransferred', data: { ...data, formerAuthorityId: dundee } });
    given(opened).when({ type: 'TransferEnforcement', data }).thenRejected('NOT_ALLOCATED');
    given(opened, allocated)
      .when({ type: 'TransferEnforcement', data: { ...data, authorityId: dundee } })
      .then();
    given(opened, allocated)
      .when({ type: 'TransferEnforcement', data: { ...data, from: allocation.from } })
      .thenRejected('DATES_OUT_OF_ORDER');
  });

  it('is assigned where it is uncertain, with or without somebody before', () => {
    const data = { authorityId: hse, scope: whole, from: date('2006-01-01'), reason };
    given(opened).when({ type: 'AssignEnforcement', data }).then({ type: 'EnforcementAssigned', data });
    given(opened, allocated)
      .when({ type: 'AssignEnforcement', data })
      .then({ type: 'EnforcementAssigned', data: { ...data, formerAuthorityId: dundee } });
  });

  it('is held part by part, whatever the letter case of the name', () => {
    const bakery = { ...allocation, scope: { kind: 'PART', description: 'Bakery' } } as const;
    given(opened, allocated)
      .when({ type: 'AllocateEnforcement', data: { ...bakery, authorityId: hse } })
      .then({ type: 'EnforcementAllocated', data: { ...bakery, authorityId: hse } });
    given(opened, { type: 'EnforcementAllocated', data: bakery })
      .when({
        type: 'AllocateEnforcement',
        data: { ...bakery, authorityId: hse, scope: { kind: 'PART', description: 'BAKERY' } },
      })
      .thenRejected('ALREADY_ALLOCATED');
  });

  it('belongs to one authority on each day, whatever is asked', () => {
    const allocating = fc.record({
      type: fc.constantFrom('AllocateEnforcement', 'TransferEnforcement', 'AssignEnforcement'),
      authorityId: fc.constantFrom(dundee, hse, deriveId('authority', 'E08000036')),
      days: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(allocating, { maxLength: 30 }), (wanted) => {
        let state: SiteState = siteDecider.evolve(siteDecider.initialState, opened);
        const starts: string[] = [];
        for (const { type, authorityId, days } of wanted) {
          const data = { authorityId, scope: whole, from: addDays(date('2005-10-01'), days) };
          const command = { type, data: { ...data, mainActivity: 'Retail', reason } } as SiteCommand;
          const decision = siteDecider.decide(command, state, specContext);
          if (decision.outcome === 'rejected') continue;
          for (const event of decision.events) {
            state = siteDecider.evolve(state, event);
            starts.push(data.from);
          }
          const again = siteDecider.decide(command, state, specContext);
          if (again.outcome === 'accepted') expect(again.events).toEqual([]);
        }
        expect(starts).toEqual([...new Set(starts)].toSorted());
      }),
    );
  });
});
