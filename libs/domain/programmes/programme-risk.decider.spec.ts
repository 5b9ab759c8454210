import { describe, expect, it } from '@jest/globals';
import { deriveId } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { specificationOf } from '../../platform/event-sourcing/decider-specification.js';
import type { ProgrammeRiskCommand } from './programme-risk.commands.js';
import { programmeRiskDecider } from './programme-risk.decider.js';
import type { ProgrammeRiskEvent } from './programme-risk.events.js';

const { given } = specificationOf(programmeRiskDecider);
const day = parsePlainDate;

const today = day('2006-03-21');
const details = {
  title: 'Councils withdraw their account managers',
  description: 'Three councils carry a national scheme out of their own means.',
  reputationOf: ['LOCAL_AUTHORITIES' as const, 'PROGRAMME' as const],
  owner: { kind: 'AUTHORITY' as const, authorityId: deriveId('authority', 'LACORS') },
  mitigation: 'A bid to the Science and Technology Initiative.',
};
const inPost = { known: true as const, goneOn: undefined };
const first = { ...details, likelihood: 3, impact: 4, reviewBy: day('2006-06-01') };
const registered: ProgrammeRiskEvent = { type: 'RiskRegistered', data: { ...first, registeredOn: today } };
const judgement = { likelihood: 2, impact: 4, reviewBy: day('2006-09-01'), reason: 'The bid was accepted.' };
const reviewed: ProgrammeRiskEvent = { type: 'RiskReviewed', data: { ...judgement, reviewedOn: today } };
const closed: ProgrammeRiskEvent = { type: 'RiskClosed', data: { reason: 'The councils are paid.' } };
const reopening = { reviewBy: day('2006-10-01'), reason: 'The money has run out.' };
const reopened: ProgrammeRiskEvent = { type: 'RiskReopened', data: reopening };

const register = (data: object = {}, namedOwner = inPost): ProgrammeRiskCommand => ({
  type: 'RegisterRisk',
  data: { ...first, ...data, namedOwner },
});
const amend = (
  data: object = {},
  namedOwner: Extract<ProgrammeRiskCommand, { type: 'AmendRisk' }>['data']['namedOwner'] = inPost,
): ProgrammeRiskCommand => ({
  type: 'AmendRisk',
  data: { ...details, reason: 'As discussed.', ...data, namedOwner },
});
const review = (data: object = {}): ProgrammeRiskCommand => ({ type: 'ReviewRisk', data: { ...judgement, ...data } });
const close = (reason = 'The councils are paid.'): ProgrammeRiskCommand => ({ type: 'CloseRisk', data: { reason } });
const reopen = (data: object = {}): ProgrammeRiskCommand => ({ type: 'ReopenRisk', data: { ...reopening, ...data } });

describe('RegisterRisk', () => {
  it('enters a risk with a first judgement, once', () => {
    given().when(register()).then(registered);
    given(registered).when(register()).thenRejected('ALREADY_EXISTS');
  });

  it('keeps reputations as a set', () => {
    given()
      .when(register({ reputationOf: ['PROGRAMME', 'LOCAL_AUTHORITIES', 'PROGRAMME'] }))
      .then(registered);
  });

  it('refuses a review that would have been due before it', () => {
    given()
      .when(register({ reviewBy: today }))
      .then({ type: 'RiskRegistered', data: { ...first, reviewBy: today, registeredOn: today } });
    const { field } = given()
      .when(register({ reviewBy: day('2006-03-20') }))
      .thenRejected('DATE_IN_PAST');
    expect(field).toEqual(['reviewBy']);
  });
});

describe('An owner', () => {
  const officer = { kind: 'OFFICER' as const, officerId: deriveId('officer', 'spec') };
  const gone = { known: true as const, goneOn: day('2006-03-01') };
  it.each([
    ['an officer who is not on record', officer, { known: false as const }, 'OFFICER_UNKNOWN', 'owner.officerId'],
    ['an officer who left', officer, gone, 'OFFICER_LEFT', 'owner.officerId'],
    [
      'an authority that is not on record',
      details.owner,
      { known: false as const },
      'AUTHORITY_UNKNOWN',
      'owner.authorityId',
    ],
    ['an authority that ended', details.owner, gone, 'AUTHORITY_DISSOLVED', 'owner.authorityId'],
  ] as const)('must not be %s', (_what, owner, namedOwner, code, named) => {
    const { field } = given()
      .when({ type: 'RegisterRisk', data: { ...first, owner, namedOwner } })
      .thenRejected(code);
    expect(field?.join('.')).toBe(named);
  });

  it('is asked about anew only where it is another one', () => {
    const title = 'Another title';
    given(registered)
      .when(amend({ title }, gone))
      .then({ type: 'RiskAmended', data: { ...details, title, reason: 'As discussed.' } });
    given(registered)
      .when(amend({ owner: officer }, gone))
      .thenRejected('OFFICER_LEFT');
  });
});

describe('AmendRisk', () => {
  it('records nothing where the entry says so already, in whatever order', () => {
    given(registered)
      .when(amend({ reputationOf: ['PROGRAMME', 'LOCAL_AUTHORITIES'] }))
      .then();
  });

  it.each([
    ['title', { title: 'Another title' }],
    ['description', { description: 'Another description.' }],
    ['mitigation', { mitigation: 'Another mitigation.' }],
    ['reputations', { reputationOf: ['HSE' as const] }],
    ['owner', { owner: { kind: 'AUTHORITY' as const, authorityId: deriveId('authority', 'HSE') } }],
  ])('changes the %s', (_what, changed) => {
    given(registered)
      .when(amend(changed))
      .then({ type: 'RiskAmended', data: { ...details, ...changed, reason: 'As discussed.' } });
  });

  it('is refused once the risk is closed, and where there is none', () => {
    given(registered, closed)
      .when(amend({ title: 'Another title' }))
      .thenRejected('RISK_CLOSED', /The councils are paid/);
    given().when(amend()).thenRejected('NOT_FOUND');
  });
});

describe('ReviewRisk', () => {
  it('judges anew, once a day in the same words', () => {
    given(registered).when(review()).then(reviewed);
    given(registered, reviewed).when(review()).then();
    given(registered, reviewed)
      .when(review(), { today: day('2006-03-22') })
      .then({ type: 'RiskReviewed', data: { ...judgement, reviewedOn: day('2006-03-22') } });
  });

  it.each([{ likelihood: 5 }, { impact: 1 }, { reviewBy: day('2007-01-01') }, { reason: 'Another reason.' }])(
    'records every difference: %j',
    (changed) => {
      given(registered, reviewed)
        .when(review(changed))
        .then({ type: 'RiskReviewed', data: { ...judgement, ...changed, reviewedOn: today } });
    },
  );

  it('is refused for a closed risk, and with the next review in the past', () => {
    given(registered, closed).when(review()).thenRejected('RISK_CLOSED');
    given(registered)
      .when(review({ reviewBy: day('2006-03-20') }))
      .thenRejected('DATE_IN_PAST');
  });
});

describe('A risk', () => {
  it('is closed with one reason', () => {
    given(registered).when(close()).then(closed);
    given(registered, closed).when(close()).then();
    given(registered, closed).when(close('Another reason.')).thenRejected('RISK_CLOSED');
  });

  it('stands again with a day for its review', () => {
    given(registered, closed).when(reopen()).then(reopened);
    given(registered, closed, reopened).when(reopen()).then();
    given(registered, closed, reopened)
      .when(reopen({ reason: 'Another reason.' }))
      .thenRejected('RISK_NOT_CLOSED');
    given(registered, closed, reopened)
      .when(reopen({ reviewBy: day('2007-01-01') }))
      .thenRejected('RISK_NOT_CLOSED');
    given(registered).when(reopen()).thenRejected('RISK_NOT_CLOSED');
    given(registered, closed)
      .when(reopen({ reviewBy: day('2006-03-20') }))
      .thenRejected('DATE_IN_PAST');
    given(registered, closed, reopened).when(review()).then(reviewed);
  });
});
