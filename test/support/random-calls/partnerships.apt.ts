import { ofKind, type AptValues, type Input } from './apt-values.js';

export const partnershipsApt: AptValues = {
  numbers: {
    objective: [1, 4],
    measure: [1, 2],
    reading: [1, 3],
    appointment: [1, 4],
    absence: [1, 2],
    version: [1, 2],
  },
  days: { on: 'PAST', by: 'FUTURE' },
  kinds: { coordinateWith: 'authority' },
  fitted: {
    ContactRuleWhoInput: ofKind({ PARTY_KIND: ['partyKind'], REGION: ['region'], AUTHORITY: ['authorityId'] }),
    ContactRuleInput: ofKind({ COORDINATE: ['coordinateWith'] }, 'advice'),
    PartnershipAppointOfficerInput: ofKind({ LIAISON_OFFICER: ['region'] }, 'role'),
    PartnershipProposeInput: withoutEarlierScheme,
  },
};

/** An organisation is mostly in one scheme only. */
function withoutEarlierScheme({ earlierScheme: _, ...input }: Input): Input {
  return input;
}
