import type { FieldTexts } from './texts.js';

export const organisationsTexts: FieldTexts = {
  number: (random) => String(random.below(100_000_000)).padStart(8, '0'),
  sicCodes: ['47110', '10710', '45200', '52101'],
  codes: ['47110', '10710', '45200', '52101'],
  postcode: ['DD1 4BJ', 'SO50 9SD', 'WF1 2EB'],
  uprn: (random) => String(1 + random.below(999_999)),
};
