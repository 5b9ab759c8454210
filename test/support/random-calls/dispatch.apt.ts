import type { AptValues } from './apt-values.js';

export const dispatchApt: AptValues = {
  texts: {
    'RecipientInput.address': (random) =>
      random.percent(80) ? `lead${random.below(200)}@council.example` : `https://council${random.below(20)}.example/in`,
  },
  numbers: { number: [1, 3], numbers: [1, 3] },
  kinds: { partyId: 'organisation' },
};
