/** The nations of the United Kingdom by their ISO 3166-2 codes; each has its own bank holidays. */
export const NATIONS = ['GB-ENG', 'GB-SCT', 'GB-WLS', 'GB-NIR'] as const;
export type Nation = (typeof NATIONS)[number];
