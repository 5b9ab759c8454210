import { ofKind, type AptValues, type Input } from './apt-values.js';

export const organisationsApt: AptValues = {
  texts: {
    number: (random) => String(random.below(100_000_000)).padStart(8, '0'),
    sicCodes: ['47110', '10710', '45200', '52101'],
    codes: ['47110', '10710', '45200', '52101'],
    postcode: ['DD1 4BJ', 'SO50 9SD', 'WF1 2EB'],
    uprn: (random) => String(1 + random.below(999_999)),
  },
  days: { asOf: 'PAST', openedOn: 'PAST', closedOn: 'PAST' },
  fitted: {
    AllocationScopeInput: ofKind({ PART: ['description'], ACTIVITY: ['description'] }),
    LegalEntityInput: withNumberOfRegistry,
  },
};

/** Charities have numbers of seven digits. */
function withNumberOfRegistry({ number, ...entity }: Input): Input {
  const isCharity = entity['registry'] === 'CHARITY_COMMISSION';
  return { ...entity, number: isCharity ? String(number).slice(0, 7) : number };
}
