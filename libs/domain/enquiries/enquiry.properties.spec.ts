import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId } from '#platform/values';
import { runCommands } from '../../platform/event-sourcing/decider-runs.fixture.js';
import type { EnquiryCommand } from './enquiry.commands.js';
import { enquiryDecider, type EnquiryState } from './enquiry.decider.js';
import { enquiryEvents } from './enquiry.events.js';
import { ENQUIRY_KINDS, routeWithin, sortEnquiry, type Destination, type EnquiryRoute } from './enquiry.routing.js';

const AUTHORITIES = ['HSE', 'S12000042'].map((code) => deriveId('authority', code));
const OFFICERS = ['1', '2'].map((number) => deriveId('officer', number));
const organisationId = deriveId('organisation', 'tesco');
const standardAnswerId = deriveId('standard-answer', 'principles');
const reason = 'Spec.';

const authorityId = fc.constantFrom(...AUTHORITIES);
const post = fc.record({ officerId: fc.constantFrom(...OFFICERS), authorityId });
const partnership = fc.record({
  active: fc.boolean(),
  leadAuthorityId: authorityId,
  accountManager: fc.option(post),
  shadow: fc.option(post),
  accountManagerAbsent: fc.boolean(),
});
const maybePartnership = fc.option(partnership, { nil: undefined });
const topic = fc.constantFrom('core principles', 'loading bays');

const receive = fc
  .record({ topic, organisationId: fc.constantFrom(organisationId, undefined), partnership: maybePartnership })
  .map(({ partnership, ...about }): EnquiryCommand => {
    const organisation = about.organisationId !== undefined;
    const sorting = sortEnquiry(about.topic, { organisation, partnership: organisation ? partnership : undefined });
    const asked = { question: 'Who keeps the yards clear?', askedBy: 'Duty officer' };
    return { type: 'ReceiveEnquiry', data: { ...about, ...asked, organisationKnown: true, sorting } };
  });

const route: fc.Arbitrary<EnquiryRoute> = fc.oneof(
  fc.constant({ kind: 'CENTRAL' } as const),
  authorityId.map((id) => ({ kind: 'AUTHORITY', authorityId: id }) as const),
  post.map((each) => ({ kind: 'OFFICER', capacity: 'OTHER', ...each }) as const),
);
const unfit = fc.constant<Destination>({
  outcome: 'unfit',
  code: 'ROUTE_ENDED',
  field: 'authorityId',
  why: 'It ended.',
});
const change: fc.Arbitrary<EnquiryCommand> = fc.oneof(
  fc
    .record({ kind: fc.constantFrom(...ENQUIRY_KINDS), partnership: maybePartnership })
    .map(({ kind, partnership }): EnquiryCommand => ({
      type: 'SortEnquiry',
      data: { kind, reason, routeWithin: partnership && routeWithin(partnership) },
    })),
  fc
    .oneof(
      route.map((each): Destination => ({ outcome: 'found', route: each })),
      unfit,
    )
    .map((destination): EnquiryCommand => ({
      type: 'RerouteEnquiry',
      data: { route: { kind: 'CENTRAL' }, reason, destination },
    })),
);
const end: fc.Arbitrary<EnquiryCommand> = fc.oneof(
  fc
    .record({
      text: fc.constantFrom('Thus.', undefined),
      standardAnswerId: fc.constantFrom(standardAnswerId, undefined),
      standardAnswerVersion: fc.constantFrom(3, undefined),
    })
    .map((data): EnquiryCommand => ({ type: 'AnswerEnquiry', data: { ...data, nation: 'GB-SCT' } })),
  fc.constant<EnquiryCommand>({ type: 'WithdrawEnquiry', data: { reason } }),
);

describe('Any sequence of enquiry commands', () => {
  it('leaves specific enquiries with somebody concerned, and what is closed as it is', () => {
    let effective = 0;
    const rest = fc.array(fc.oneof({ weight: 6, arbitrary: change }, { weight: 1, arbitrary: end }), {
      maxLength: 20,
      size: 'max',
    });
    fc.assert(
      fc.property(receive, rest, (first, commands) => {
        effective += runCommands(enquiryDecider, enquiryEvents, [first, ...commands], checkEnquiry);
      }),
      { numRuns: 500 },
    );
    expect(effective).toBeGreaterThan(1000);
  });
});

function checkEnquiry(state: EnquiryState, before: EnquiryState): void {
  if (state.kind === 'unknown') return;
  if (state.sortedAs === 'ORGANISATION_SPECIFIC') expect(state.route.kind).not.toBe('CENTRAL');
  if (before.kind === 'unknown') return;
  if (before.kind !== 'open') expect(state).toEqual(before);
  const { sortedAs, route, kind, ...asked } = state;
  expect(before).toMatchObject(asked);
  if (kind !== 'open') expect({ sortedAs, route }).toEqual({ sortedAs: before.sortedAs, route: before.route });
}
