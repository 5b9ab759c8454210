import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PARTY_KINDS, ROLES } from '#platform/access';
import { holds, SEAT_ROLES, type Participant, type SeatHolder } from '#platform/agreements';
import { holderKey, holderKeysOf } from './holder-key.js';

const id = fc.constantFrom('authority-a', 'authority-b', 'organisation-a');
const post = fc.constantFrom('ACCOUNT_MANAGER', 'SHADOW_ACCOUNT_MANAGER');

const holder: fc.Arbitrary<SeatHolder> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('ROLE' as const),
      partyKind: fc.constantFrom(...PARTY_KINDS),
      partyId: id,
      role: fc.constantFrom(...SEAT_ROLES),
    },
    { requiredKeys: ['kind', 'partyKind', 'role'] },
  ),
  fc.record({ kind: fc.constant('POST' as const), post, organisationId: id }),
);

const participant: fc.Arbitrary<Participant> = fc.record({
  partyKind: fc.constantFrom(...PARTY_KINDS),
  partyIds: fc.uniqueArray(id),
  roles: fc.uniqueArray(fc.constantFrom(...ROLES)),
  posts: fc.array(fc.record({ post, organisationId: id }), { maxLength: 3 }),
});

describe('The keys of a participant', () => {
  it('name exactly the holders that the participant is', () => {
    fc.assert(
      fc.property(holder, participant, (who, someone) => {
        expect(holderKeysOf(someone).includes(holderKey(who))).toBe(holds(who, someone));
      }),
      { numRuns: 2_000 },
    );
  });
});
